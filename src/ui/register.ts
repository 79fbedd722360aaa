import {version} from '../core/version.js';

const mark = Symbol.for('reliability-tax.version');
const page = globalThis as unknown as Record<symbol, string | undefined>;
let warned = false;

/** Defines a tag unless it is taken. A second copy of the library on the page stands aside and says so once. */
export function register(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) {
    page[mark] ??= version;
    customElements.define(tag, element);
  } else if (!warned) {
    warned = true;
    console.warn(
      `reliability-tax ${version} was loaded, but <${tag}> is already defined by ${page[mark] ? `reliability-tax ${page[mark]}` : 'another library'}, which stays in use.`,
    );
  }
}
