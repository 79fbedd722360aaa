import type {LitElement, ReactiveController} from 'lit';

/** Events by which host pages say that something hidden is shown or resized: reveal.js, Quarto's tabs, Bootstrap. */
const revealEvents = ['slideenter', 'slidechanged', 'tabby', 'shown.bs.tab', 'shown.bs.collapse', 'quarto-hrChanged'];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How near to the viewport drawing starts, pixels. */
const preloadMargin = 600;

const noSize: Size = {width: 0, height: 0};

/** Whether the page is being printed. What comes to the page meanwhile is for paper too. */
let pagePrints = false;

/**
 * Where the element stands in its page: how wide its boxes are, near the viewport or far, on screen or on paper.
 * Drawing waits until the element has a width and is near the viewport; printing does not wait.
 */
export class ViewportController implements ReactiveController {
  printing = false;
  #nearViewport = false;
  readonly #boxes = new Map<HTMLElement, Size>();
  #resize?: ResizeObserver;
  #visibilityObserver?: IntersectionObserver;

  constructor(readonly host: LitElement) {
    host.addController(this);
  }

  /** True once a picture is worth drawing; stays true, so that scrolling away destroys nothing. */
  get ready(): boolean {
    return (this.#nearViewport || this.printing) && [...this.#boxes.values()].some(({width}) => width > 0);
  }

  /** Size of a watched box in CSS pixels, unscaled; 0 while hidden. Reading it costs no layout. */
  size(box: HTMLElement | undefined): Size {
    return (box && this.#boxes.get(box)) ?? noSize;
  }

  /** Watches the boxes pictures are drawn in: these, and no others. */
  watch(...boxes: HTMLElement[]): void {
    if (boxes.length === this.#boxes.size && boxes.every((box) => this.#boxes.has(box))) return;
    for (const box of this.#boxes.keys()) {
      if (boxes.includes(box)) continue;
      this.#boxes.delete(box);
      this.#resize?.unobserve(box);
    }
    for (const box of boxes) {
      if (this.#boxes.has(box)) continue;
      this.#boxes.set(box, noSize);
      this.#resize?.observe(box);
    }
    this.measure();
    if (!this.#nearViewport && this.#isNear()) {
      this.#nearViewport = true;
      this.#visibilityObserver?.disconnect();
      this.host.requestUpdate();
    }
  }

  /** The observer would say the same, a frame later. */
  #isNear(): boolean {
    const {top, bottom, width} = this.host.getBoundingClientRect();
    return width > 0 && top < innerHeight + preloadMargin && bottom > -preloadMargin;
  }

  /** The boxes again, where layout size is what counts, whatever a slide's scale. */
  readonly measure = (): void => {
    if (!this.host.isConnected) return;
    let changed = false;
    for (const [box, was] of this.#boxes) {
      const {offsetWidth: width, offsetHeight: height} = box;
      if (width === was.width && height === was.height) continue;
      this.#boxes.set(box, {width, height});
      changed = true;
    }
    if (changed) this.host.requestUpdate();
  };

  hostConnected(): void {
    // In the next frame: a redraw inside the observer's own turn is a resize loop.
    this.#resize = new ResizeObserver(() => requestAnimationFrame(this.measure));
    for (const box of this.#boxes.keys()) this.#resize.observe(box);
    this.#visibilityObserver = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#nearViewport = true;
        this.#visibilityObserver?.disconnect();
        this.host.requestUpdate();
      },
      {rootMargin: `${preloadMargin}px`},
    );
    if (!this.#nearViewport) this.#visibilityObserver.observe(this.host);
    for (const name of revealEvents) document.addEventListener(name, this.measure);
    window.addEventListener('resize', this.measure);
    window.addEventListener('beforeprint', this.#onPrint);
    window.addEventListener('afterprint', this.#onPrint);
    this.printing = pagePrints;
    this.measure();
    if (this.printing) void this.#measureForPaper();
  }

  hostDisconnected(): void {
    this.#resize?.disconnect();
    this.#visibilityObserver?.disconnect();
    for (const name of revealEvents) document.removeEventListener(name, this.measure);
    window.removeEventListener('resize', this.measure);
    window.removeEventListener('beforeprint', this.#onPrint);
    window.removeEventListener('afterprint', this.#onPrint);
  }

  /**
   * What comes to the page while it is printed gets its width from elements around it that render a little later. No observer
   * tells of it before the printer looks, so it is measured again in the turns that the others take.
   */
  async #measureForPaper(): Promise<void> {
    for (let turns = 0; turns < 100 && this.printing && !this.ready; turns++) {
      await undefined;
      this.measure();
    }
  }

  /** The picture must be there before the printer looks. */
  readonly #onPrint = (event: Event): void => {
    this.printing = pagePrints = event.type === 'beforeprint';
    this.measure();
    this.host.requestUpdate();
    (this.host as unknown as {performUpdate(): void}).performUpdate();
  };
}
