/** Attribute texts the page's address gives to the widget with this key: `?a.nodes=4096&a.locked=nodes`. */
export function readLink(key: string, search: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, text] of new URLSearchParams(search))
    if (name.startsWith(`${key}.`)) texts.set(name.slice(key.length + 1), text);
  return texts;
}

/** The page's address with this widget's state in it; other parts of the address stay. */
export function linkWith(key: string, texts: ReadonlyMap<string, string>, href: string): string {
  const url = new URL(href);
  for (const name of [...url.searchParams.keys()]) if (name.startsWith(`${key}.`)) url.searchParams.delete(name);
  for (const [name, text] of texts) url.searchParams.set(`${key}.${name}`, text);
  return url.href;
}
