import {version} from '../core/version.js';

const mark = Symbol.for('reliability-tax.version');
const page = globalThis as unknown as Record<symbol, string | undefined>;
let warned = false;

/** What the style sheets cannot do without (docs/browsers.md). */
const isSupported = (): boolean =>
  CSS.supports('selector(:state(dark))') && CSS.supports('color', 'light-dark(#000, #fff)');

/**
 * Defines a tag unless it is taken. A second copy of the library on the page stands aside and says so once. In a browser too
 * old for the style sheets nothing is defined, so that the page's own words stay.
 */
export function register(tag: string, element: CustomElementConstructor): void {
  if (!isSupported()) {
    if (!warned)
      console.info(`reliability-tax ${version}: this browser is too old for live figures; stills are shown.`);
    warned = true;
  } else if (!customElements.get(tag)) {
    page[mark] ??= version;
    customElements.define(tag, element);
  } else if (!warned) {
    warned = true;
    console.warn(
      `reliability-tax ${version} was loaded, but <${tag}> is already defined by ${page[mark] ? `reliability-tax ${page[mark]}` : 'another library'}, which stays in use.`,
    );
  }
}
