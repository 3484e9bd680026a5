// What somebody wrote and did not hand in yet: kept on this device and sent nowhere.

const PREFIX = "quyche.draft:";

const unkept = new Set(); // what would be lost with the page, which asks before it goes
addEventListener("beforeunload", (event) => unkept.size && event.preventDefault());

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
        unkept.delete(name);
        return true;
      } catch {
        unkept.add(name);
        return false;
      }
    },
    forget() {
      unkept.delete(name);
      try {
        localStorage.removeItem(name);
      } catch {
        // nothing was kept
      }
    },
  };
}
