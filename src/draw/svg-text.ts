/** Attributes that place or shape something. */
const geometry = /^(d|points|transform|[xyr]|[xy][12]|[cdr][xy]|width|height)$/;
/** What means something only in the page the drawing came from. */
const ofThePage = /^(aria-|data-|xmlns|style$)/;

/** Text for an SVG file. */
export const svgEscape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Hundredths of a pixel are enough, and the same in every engine. */
const rounded = (text: string): string =>
  text.replace(/-?\d*\.\d{3,}(e-?\d+)?|-?\d+(\.\d+)?e-\d+/g, (number) =>
    String(Math.round(100 * Number(number)) / 100 || 0),
  );

/**
 * Where a group stands without the half pixel that Plot adds on screens of one dot a pixel, to draw sharp lines: a file
 * knows no screen. Empty for no move at all.
 */
function unshifted(transform: string): string {
  const [, x, y] = /^translate\((-?[\d.]+),(-?[\d.]+)\)$/.exec(transform) ?? [];
  if (x === undefined) return transform;
  const [left, top] = [x, y].map(Number).map((at) => (Math.abs(at % 1) === 0.5 ? at - 0.5 : at));
  return left || top ? `translate(${left},${top})` : '';
}

/**
 * A drawn SVG element as text for a file: well-formed XML, the same from every DOM. Attributes stand in the order of
 * their names; style sheets and what belongs to the page are left out.
 */
export function svgText(node: Element): string {
  if (node.nodeType === 3) return svgEscape(node.textContent ?? '');
  if (node.nodeType !== 1 || node.localName === 'style') return '';
  const attributes = [...node.attributes]
    .filter(({name}) => !ofThePage.test(name))
    .map(({name, value}) => [name, name === 'transform' && node.localName === 'g' ? unshifted(value) : value])
    .filter(([name, value]) => value || name !== 'transform')
    .map(([name, value]) => ` ${name}="${svgEscape(geometry.test(name) ? rounded(value) : value)}"`)
    .sort();
  const content = [...node.childNodes].map((child) => svgText(child as Element)).join('');
  return `<${node.localName}${attributes.join('')}${content ? `>${content}</${node.localName}>` : '/>'}`;
}
