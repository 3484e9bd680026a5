// The links in the text of a document that show in place what they lead to: citations, and names of bodies and roles.

const SPOKEN = "[data-q-site], .q-about, .q-number, .q-tools"; // what the site says, and numbers

export function isShownInPlace(link) {
  if (!link?.href || !link.closest(".q-document") || link.closest(SPOKEN)) return false;
  const url = new URL(link.href);
  const isPage = /(?:\/|\/index\.html)$/.test(url.pathname) || (link.hash && url.pathname === location.pathname);
  return url.protocol === location.protocol && url.host === location.host && Boolean(isPage);
}
