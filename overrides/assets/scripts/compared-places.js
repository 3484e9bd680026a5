// Where a site compares two texts of a document: on a page of their own, in the list of the newer one, or elsewhere.

// The address below the root of the site, and whether the texts are the same; null where nothing is known of them.
// `read` gives the JSON at such an address, or null.
export async function comparedAt(read, id, newer, older) {
  const versions = (await read("{{ paths.versions }}")) ?? [];
  const named = (name) => versions.find(({ version, aliases }) => version === name || aliases.includes(name))?.version;
  const names = { newer: named(newer), older: named(older) };
  const brings = ({ version, properties }) =>
    Object.values(names).includes(version) || !properties.documents || properties.documents.includes(id);
  const records = await Promise.all(
    versions.filter(brings).map(({ version }) => read(`${version}/{{ paths.record }}`)),
  );
  const having = records.filter(Boolean).flatMap((record) => {
    const told = record.documents.find((each) => each.id === id);
    return told ? [{ name: record.name, text: told.text, pages: record.pages }] : [];
  });
  const own = having.find(({ name }) => name === names.newer);
  const other = having.find(({ name }) => name === names.older);
  if (!own) return null;
  const folder = `{{ paths.comparisons }}/${id}/`;
  const same = ({ text }) => having.filter((each) => each.text === text);
  const lists = same(own).filter(({ pages }) => pages.includes(folder));
  const list = lists[0] ? { address: `${lists[0].name}/${folder}` } : null;
  if (!other) return list;
  if (own.text === other.text) return { ...list, same: true };
  const nearest = (of) => [of, ...same(of).filter((each) => each !== of)];
  for (const [news, olds] of [[nearest(own), nearest(other)], [nearest(other), nearest(own)]]) {
    for (const at of news) {
      const against = olds.find(({ name }) => at.pages.includes(`${folder}${name}/`));
      if (against) return { address: `${at.name}/${folder}${against.name}/`, whole: true };
    }
    for (const at of news.filter(({ pages }) => pages.includes(folder))) {
      const kept = (await read(`${at.name}/${folder}{{ paths.other_changes }}`))?.comparisons ?? {};
      const against = olds.find(({ name }) => name in kept);
      if (against) return { address: `${at.name}/${folder}#voi-${against.name}` };
    }
  }
  return list;
}
