/** What is wrong with a text as XML, or nothing: tags closed in order, attributes quoted and unique, only XML's own entities. */
export function wellFormed(text: string): string {
  const open: string[] = [];
  const bare = /&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;
  const tag = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const words = text.slice(at, next < 0 ? undefined : next);
    if (bare.test(words)) return `a bare & in "${words.slice(0, 60)}"`;
    if (words.trim() && !open.length) return `text outside of the root: "${words.slice(0, 60)}"`;
    if (next < 0) break;
    tag.lastIndex = next;
    const found = tag.exec(text);
    if (!found) return `no tag at "${text.slice(next, next + 60)}"`;
    const [, closing, name, attributes, empty] = found;
    const names = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)];
    if (new Set(names.map(([, it]) => it)).size !== names.length) return `an attribute twice on <${name}>`;
    const wrong = names.find(([, , value]) => bare.test(value));
    if (wrong) return `a bare & in ${wrong[0]}`;
    if (closing && open.pop() !== name) return `</${name}> closes nothing`;
    if (!closing && !empty) open.push(name);
    at = tag.lastIndex;
  }
  return open.length ? `<${open.at(-1)}> is not closed` : '';
}

/** The words of a picture, one text element after the other. */
export const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text\b[^>]*>(.*?)<\/text>/gs)].map(([, inside]) =>
    inside
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
