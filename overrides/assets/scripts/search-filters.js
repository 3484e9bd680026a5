// By what a search is narrowed: one edition or all, kinds of pages, states, documents, whom a place governs.

export const TEXTS = {{ texts.search }};
export const KINDS = {{ texts.search_kinds }};

export const element = (name, className = "", ...content) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
};

export function filterBar(changed, opened) {
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
  const chosen = () => ({
    isEverywhere: scope.select.value === "all",
    filters: {
      kind: kind.select.value,
      status: state.select.value,
      document: page.select.value,
      governs: governs.select.value,
    },
  });
  // What there is to choose from is known when somebody looks.
  const offer = ({ documents, names }) => {
    page.select.append(...documents.map(([value, text]) => option(value, text)));
    governs.select.append(...names.map(([value, text]) => option(value, text)));
  };
  return { bar, chosen, offer };
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
