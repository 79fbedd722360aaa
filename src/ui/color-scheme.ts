import type {LitElement, ReactiveController} from 'lit';

/** Attributes of `<html>` and `<body>` that themes of host pages set. */
const themeAttributes = ['class', 'data-bs-theme', 'data-theme', 'style'];

/** Luminance of a text colour, 0 to 255, above which the page behind it must be dark. */
const lightText = 140;

/** Whether the page around an element is dark: its text is light there. Follows the page's theme toggle. */
export class ColorSchemeController implements ReactiveController {
  dark = false;
  #theme?: MutationObserver;
  #preference?: MediaQueryList;

  constructor(readonly host: LitElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#theme = new MutationObserver(this.#update);
    for (const element of [document.documentElement, document.body])
      if (element) this.#theme.observe(element, {attributes: true, attributeFilter: themeAttributes});
    this.#preference = matchMedia('(prefers-color-scheme: dark)');
    this.#preference.addEventListener('change', this.#update);
    // Quarto's toggle sends it.
    window.addEventListener('resize', this.#update);
    this.#update();
  }

  hostDisconnected(): void {
    this.#theme?.disconnect();
    this.#preference?.removeEventListener('change', this.#update);
    window.removeEventListener('resize', this.#update);
  }

  /** The element whose text colour the host inherits. */
  #parent(): Element {
    const root = this.host.getRootNode();
    return (
      this.host.assignedSlot ??
      this.host.parentElement ??
      (root instanceof ShadowRoot ? root.host : document.documentElement)
    );
  }

  readonly #update = (): void => {
    const [r, g, b] = (getComputedStyle(this.#parent()).color.match(/[\d.]+/g) ?? ['0', '0', '0']).map(Number);
    const dark = 0.2126 * r + 0.7152 * g + 0.0722 * b > lightText;
    if (dark === this.dark) return;
    this.dark = dark;
    this.host.requestUpdate();
  };
}
