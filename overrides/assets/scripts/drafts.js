// What somebody wrote and did not hand in yet: kept on this device and sent nowhere.

const PREFIX = "quyche.draft:";

// Drafts of a place; where the device keeps nothing, `save` says so.
export function draftOf(place) {
  const name = PREFIX + place;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(name)) ?? null;
      } catch {
        return null;
      }
    },
    save(written) {
      try {
        localStorage.setItem(name, JSON.stringify(written));
        return true;
      } catch {
        return false;
      }
    },
    forget() {
      try {
        localStorage.removeItem(name);
      } catch {
        // nothing was kept
      }
    },
  };
}
