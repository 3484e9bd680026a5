// By what a search is narrowed: one edition or all, kinds of pages, states, documents, whom a place governs.

export const TEXTS = {{ texts.search }};
export const KINDS = {{ texts.search_kinds }};

export const element = (name, className = "", ...content) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
};

const SHARED = ["scope", "kind", "status", "document", "governs"]; // as the address of a query names them

// `query` is that of the page's address.
export function filterBar(query, changed, opened) {
  const scope = choice(TEXTS.scope, [["", TEXTS.this_edition], ["all", TEXTS.all_editions]]);
  const kind = choice(TEXTS.kind, [["", TEXTS.any_kind], ...Object.entries(KINDS)]);
  const states = ["adopted", "draft", "superseded", "repealed"].map((name) => [name, TEXTS[name]]);
  const state = choice(TEXTS.status, [["", TEXTS.any_status], ...states]);
  const page = choice(TEXTS.document, [["", TEXTS.any_document]]);
  const governs = choice(TEXTS.governs, [["", TEXTS.anybody]]);
  const more = element("details", "q-search-filters", element("summary", "", TEXTS.filter));
  const rows = [kind, state, page, governs].map(({ label }) => label);
  more.append(element("div", "", ...rows));
  const bar = element("div", "q-search-bar", scope.label, more);
  for (const { select } of [scope, kind, state, page, governs]) select.addEventListener("change", changed);
  more.addEventListener("toggle", opened, { once: true });
  const selects = [scope, kind, state, page, governs].map(({ select }) => select);
  const values = () => Object.fromEntries(SHARED.map((name, at) => [name, selects[at].value]));
  const chosen = () => {
    const { scope: where, ...filters } = values();
    return { isEverywhere: where === "all", filters };
  };
  // What there is to choose from is known when somebody looks.
  const offer = ({ documents, names }) => {
    const before = JSON.stringify(values());
    for (const [{ select }, known] of [[page, documents], [governs, names]]) {
      select.querySelector("[data-awaited]")?.remove();
      const { value } = select.dataset;
      select.append(...known.map(([own, text]) => option(own, text)));
      if (value) choose(select, value);
    }
    if (JSON.stringify(values()) !== before) changed();
  };
  for (const [at, name] of SHARED.entries()) if (query.has(name)) choose(selects[at], query.get(name), at > 2);
  more.open = selects.slice(1).some(({ value }) => value);
  return { bar, chosen, offer, values };
}

// One that is not known yet is chosen all the same.
function choose(select, value, isAwaited = false) {
  if (isAwaited) {
    const awaited = option(value, value);
    awaited.dataset.awaited = "";
    select.append(awaited);
    select.dataset.value = value;
  }
  select.value = value;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

function choice(name, options) {
  const select = element("select", "", ...options.map(([value, text]) => option(value, text)));
  return { select, label: element("label", "", element("span", "", name), select) };
}

function option(value, text) {
  const made = element("option", "", text);
  made.value = value;
  return made;
}
