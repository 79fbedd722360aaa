import type {LitElement, ReactiveController} from 'lit';

/** Events by which host pages tell that something hidden is shown or resized: reveal.js, Quarto's tabs, Bootstrap, the theme toggle. */
const showing = ['slideenter', 'slidechanged', 'tabby', 'shown.bs.tab', 'shown.bs.collapse', 'quarto-hrChanged'];

/**
 * Where the widget stands in its page: how wide, near the reader or far, on light or dark, on screen or paper.
 * Drawing waits until the widget has a width and is near the viewport; printing does not wait.
 */
export class Place implements ReactiveController {
  /** Width and height of the watched box in CSS pixels, unscaled; 0 while hidden. */
  width = 0;
  height = 0;
  dark = false;
  printing = false;
  #near = false;
  #box?: Element;
  #resize?: ResizeObserver;
  #sight?: IntersectionObserver;
  #theme?: MutationObserver;
  #preference?: MediaQueryList;

  constructor(readonly host: LitElement) {
    host.addController(this);
  }

  /** True once a picture is worth drawing; stays true, so that scrolling away destroys nothing. */
  get ready(): boolean {
    return this.width > 0 && (this.#near || this.printing);
  }

  /** Watches the box the picture is drawn in. */
  watch(box: Element | undefined): void {
    if (box === this.#box) return;
    if (this.#box) this.#resize?.unobserve(this.#box);
    this.#box = box;
    if (box) this.#resize?.observe(box);
    this.measure();
  }

  /** The box again, where layout size is what counts, whatever a slide's scale. */
  readonly measure = (): void => {
    const box = this.#box as HTMLElement | undefined;
    const width = box?.offsetWidth ?? 0;
    const height = box?.offsetHeight ?? 0;
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    this.host.requestUpdate();
  };

  hostConnected(): void {
    this.#resize = new ResizeObserver(this.measure);
    if (this.#box) this.#resize.observe(this.#box);
    this.#sight = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#near = true;
        this.#sight?.disconnect();
        this.host.requestUpdate();
      },
      {rootMargin: '600px'},
    );
    if (!this.#near) this.#sight.observe(this.host);
    this.#theme = new MutationObserver(this.#look);
    for (const element of [document.documentElement, document.body]) {
      if (element) this.#theme.observe(element, {attributes: true, attributeFilter: ['class', 'data-bs-theme', 'data-theme', 'style']});
    }
    this.#preference = matchMedia('(prefers-color-scheme: dark)');
    this.#preference.addEventListener('change', this.#look);
    for (const name of showing) document.addEventListener(name, this.measure);
    window.addEventListener('resize', this.#look);
    window.addEventListener('beforeprint', this.#print);
    window.addEventListener('afterprint', this.#print);
    this.#look();
  }

  hostDisconnected(): void {
    this.#resize?.disconnect();
    this.#sight?.disconnect();
    this.#theme?.disconnect();
    this.#preference?.removeEventListener('change', this.#look);
    for (const name of showing) document.removeEventListener(name, this.measure);
    window.removeEventListener('resize', this.#look);
    window.removeEventListener('beforeprint', this.#print);
    window.removeEventListener('afterprint', this.#print);
  }

  /** Light text means a dark page; the host inherits the page's text colour. */
  readonly #look = (): void => {
    this.measure();
    const [r, g, b] = (getComputedStyle(this.host.parentElement ?? this.host).color.match(/[\d.]+/g) ?? ['0', '0', '0']).map(Number);
    const dark = 0.2126 * r + 0.7152 * g + 0.0722 * b > 140;
    if (dark === this.dark) return;
    this.dark = dark;
    this.host.requestUpdate();
  };

  /** The picture must be there before the printer looks. */
  readonly #print = (event: Event): void => {
    this.printing = event.type === 'beforeprint';
    this.measure();
    this.host.requestUpdate();
    (this.host as unknown as {performUpdate(): void}).performUpdate();
  };
}
