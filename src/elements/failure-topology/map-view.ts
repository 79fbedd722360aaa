import {html, nothing, type TemplateResult} from 'lit';
import {LEVELS, blastRadius, unitOf, type FleetState, type Level} from '../../models/index.js';
import {toolButton} from '../../ui/controls/tool-button.js';
import {resolvedColour} from '../../draw/canvas-palette.js';
import {CanvasLayer} from '../../draw/pen.js';
import type {ViewportController} from '../../ui/viewport.js';
import type {Palette} from '../../draw/palette.js';
import {levelName, unitStateText, unitText} from './text.js';
import {CellPainter, arrange, boxOf, gpuAt, sceneOf, type Arrangement, type CellRange, type Scene} from './draw/map.js';
import {drawMarks, rangesOf, shelfHeight, type UnitRef} from './draw/marks.js';
import {simulationOf, stateOf, type Value} from './inputs.js';

/** What the map needs of its widget. */
export interface MapHost {
  readonly value: Value;
  readonly canvasColours: Palette;
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** The level that a press fails, and what is shown of the unit pointed at. */
  readonly level: Level;
  readonly overlay: string;
  chooseLevel(level: Level): void;
  fail(level: Level, index: number): void;
  announce(text: string): void;
  requestUpdate(): void;
}

/** How far a press may wander and still be a press, pixels. */
const clickTolerance = 5;
const maxZoom = 64;

/** The fleet on two canvases: its cells, and what lies over them. */
export class MapView {
  /** How close, and which share of the map stands in the middle. */
  zoom = 1;
  #centre = [0.5, 0.5];
  highlighted?: UnitRef;
  #scene?: Scene;
  #arrangement?: Arrangement;
  #arrangementKey = '';
  #painter?: CellPainter;
  #paintedKey = '';
  #paintedColours?: Palette;
  readonly #overlayLayer = new CanvasLayer();
  #ranges: CellRange[] = [];
  readonly #pointers = new Map<number, {x: number; y: number}>();
  #gesture?: {x: number; y: number; moved: boolean; many: boolean};

  constructor(
    readonly host: MapHost,
    readonly viewport: ViewportController,
  ) {}

  box(): HTMLElement | null {
    return this.host.renderRoot.querySelector('.map');
  }

  // What is shown -----------------------------------------------------------------------------

  figure(): TemplateResult {
    const {host, highlighted: pointed} = this;
    const {value, level} = host;
    const tip = pointed
      ? `${unitText(value, pointed.level, pointed.index)}: ${unitStateText(value, pointed.level, pointed.index)}`
      : '';
    return html`<div
      class="map"
      part="map"
      role="application"
      tabindex="0"
      aria-label="Map of the fleet: arrows move over units (${levelName(value, level)}), Enter fails one"
      @pointerdown=${this.#onPointerDown}
      @pointermove=${this.#onPointerMove}
      @pointerup=${this.#onPointerUp}
      @pointercancel=${this.#onPointerUp}
      @pointerleave=${this.#onPointerLeave}
      @keydown=${this.#onKeyDown}
      @focus=${this.#onFocus}
      @blur=${this.#onPointerLeave}
      @wheel=${this.#onWheel}
    >
      ${this.viewport.ready ? html`<canvas class="cells" aria-hidden="true"></canvas><canvas class="over" aria-hidden="true"></canvas>` : nothing}
      <p class="tip" aria-hidden="true" ?hidden=${!tip}>${tip}</p>
    </div>`;
  }

  /** Zoom by buttons. */
  buttons(): TemplateResult {
    const button = (label: string, sign: string, act: () => void, able = true) => toolButton(label, sign, able, act);
    return html`<span class="zooms"
      >${[button('Zoom out', '−', () => this.zoomBy(0.5), this.zoom > 1), button('Zoom in', '+', () => this.zoomBy(2), this.zoom < maxZoom), button('Whole fleet', '⤢', () => this.resetZoom(), this.zoom > 1)]}</span
    >`;
  }

  get #size(): {width: number; height: number} {
    const {width, height} = this.viewport.size(this.box() ?? undefined);
    return {width, height: height - shelfHeight};
  }

  #build(ratio: number): Scene {
    const {width, height} = this.#size;
    const {topology} = simulationOf(this.host.value);
    const key = [width, height, ratio, Object.values(topology.sizes), topology.gpus].join();
    if (key !== this.#arrangementKey) {
      this.#arrangement = arrange(topology, width * ratio, height * ratio, 12 * ratio);
      this.#arrangementKey = key;
    }
    return sceneOf(this.#arrangement!, width * ratio, height * ratio, this.zoom, this.#centre[0], this.#centre[1]);
  }

  /** Draws what changed: all cells when the place or the zoom did, else those that a failure or a repair changed. */
  draw(state: FleetState = stateOf(this.host.value)): void {
    const box = this.box();
    const [cells, over] = box ? [...box.querySelectorAll('canvas')] : [];
    const {width, height} = this.#size;
    if (!box || !cells || !over || width <= 0 || height <= 0) return;
    const {
      viewport,
      host: {value, canvasColours: ink, overlay: shown},
    } = this;
    const probe = this.host.renderRoot.querySelector<HTMLElement>('.ink')!;
    const ratio = viewport.printing ? 2 : Math.min(3, Math.max(1, Math.round(2 * devicePixelRatio) / 2));
    const scene = this.#build(ratio);
    const key = `${this.#arrangementKey}:${this.zoom},${this.#centre}`;
    const ranges = rangesOf(state);
    if (key !== this.#paintedKey || ink !== this.#paintedColours || this.#painter?.context.canvas !== cells) {
      this.#resize(cells, width * ratio, height * ratio);
      if (ink !== this.#paintedColours || this.#painter?.context.canvas !== cells)
        this.#painter = new CellPainter(cells.getContext('2d')!, cellInk(probe, ink, viewport));
      this.#painter.show(scene);
      this.#painter.all(ranges);
      this.#ranges = ranges;
      this.#paintedColours = ink;
      this.#paintedKey = key;
    } else {
      this.patch(ranges);
    }
    this.#scene = scene;
    if (
      !this.#overlayLayer.needsRedraw(
        over,
        width,
        height,
        ratio,
        ink,
        value,
        state.time,
        this.zoom,
        ...this.#centre,
        this.highlighted,
        shown,
      )
    )
      return;
    const pen = this.#overlayLayer.begin(over, width, height + shelfHeight, ratio, ink, () => fontOf(probe));
    drawMarks(pen, scene, ratio, width, height + shelfHeight, value, state, {
      pointed: this.highlighted,
      groups: shown === 'groups',
      peers: shown === 'peers',
    });
  }

  /** Forgets what is drawn: the next drawing begins anew. */
  invalidate(): void {
    this.#paintedKey = '';
    this.#overlayLayer.invalidate();
  }

  /** Only the cells that changed: those that are up again, and over them those that are not. */
  patch(ranges: CellRange[]): void {
    const same = (a: CellRange, b: CellRange) => a.from === b.from && a.to === b.to && a.state === b.state;
    const old = this.#ranges;
    this.#ranges = ranges;
    if (old.length === ranges.length && old.every((range, i) => same(range, ranges[i]))) return;
    const gone = old.filter((range) => !ranges.some((other) => same(range, other)));
    for (const {from, to} of gone) this.#painter!.paint({from, to, state: 'up'});
    const touched = (range: CellRange) =>
      gone.some(({from, to}) => from < range.to && to > range.from) || !old.some((other) => same(range, other));
    // Whatever lies over a changed range is painted again, in its order.
    const first = ranges.findIndex(touched);
    if (first >= 0) for (const range of ranges.slice(first)) this.#painter!.paint(range);
  }

  #resize(canvas: HTMLCanvasElement, width: number, height: number): void {
    const [wide, high] = [Math.round(width), Math.round(height)];
    if (canvas.width !== wide) canvas.width = wide;
    if (canvas.height !== high) canvas.height = high;
  }

  // Zoom and pan ------------------------------------------------------------------------------

  #ratio(): number {
    const cells = this.box()?.querySelector('canvas');
    return cells ? cells.width / this.#size.width : 1;
  }

  /** Zooms so that the point, in pixels of the map, stays where it is; the middle by default. */
  zoomBy(factor: number, x = this.#size.width / 2, y = this.#size.height / 2): void {
    const scene = this.#scene;
    const zoom = Math.min(maxZoom, Math.max(1, this.zoom * factor));
    if (!scene || zoom === this.zoom) return;
    const ratio = this.#ratio();
    const [u, v] = [(x * ratio - scene.x) / scene.width, (y * ratio - scene.y) / scene.height];
    this.zoom = zoom;
    const {width, height} = this.#size;
    const next = this.#build(ratio);
    this.#centre = [u + ((width / 2 - x) * ratio) / next.width, v + ((height / 2 - y) * ratio) / next.height];
    this.#clampCentre();
  }

  /** Moves the map by pixels. */
  pan(dx: number, dy: number): void {
    const scene = this.#scene;
    if (!scene || this.zoom === 1) return;
    const ratio = this.#ratio();
    this.#centre = [this.#centre[0] - (dx * ratio) / scene.width, this.#centre[1] - (dy * ratio) / scene.height];
    this.#clampCentre();
  }

  resetZoom(): void {
    this.zoom = 1;
    this.#centre = [0.5, 0.5];
    this.host.requestUpdate();
  }

  /** Keeps the middle where there is map. */
  #clampCentre(): void {
    const {width, height} = this.#size;
    const ratio = this.#ratio();
    const scene = this.#build(ratio);
    const half = [(width * ratio) / scene.width / 2, (height * ratio) / scene.height / 2];
    this.#centre = this.#centre.map((at, i) => (half[i] >= 0.5 ? 0.5 : Math.min(1 - half[i], Math.max(half[i], at))));
    this.host.requestUpdate();
  }

  // The unit pointed at -----------------------------------------------------------------------

  /** Points at a unit, or at none. */
  highlight(pointed: UnitRef | undefined): void {
    if (this.highlighted?.index === pointed?.index && this.highlighted?.level === pointed?.level) return;
    this.highlighted = pointed;
    this.host.requestUpdate();
  }

  /** The unit of the level under a point of the page. */
  unitAt(clientX: number, clientY: number): UnitRef | undefined {
    const scene = this.#scene;
    const [x, y] = this.#toLayoutPixels(clientX, clientY);
    if (!scene || y > this.#size.height) return undefined;
    const ratio = this.#ratio();
    const gpu = gpuAt(scene, x * ratio, y * ratio);
    const {level} = this.host;
    return gpu < 0 ? undefined : {level, index: unitOf(scene.topology, level, gpu)};
  }

  /** A point of the page in layout pixels of the map: a scaled slide shrinks the picture, not its layout. */
  #toLayoutPixels(clientX: number, clientY: number): [number, number] {
    const box = this.box()!;
    const seen = box.getBoundingClientRect();
    return [
      ((clientX - seen.left) * box.offsetWidth) / seen.width,
      ((clientY - seen.top) * box.offsetHeight) / seen.height,
    ];
  }

  /** The next unit in a direction, as it lies on the map. */
  #neighbour({level, index}: UnitRef, dx: number, dy: number): number {
    const scene = this.#scene!;
    const {topology} = scene;
    const last = topology.counts[level] - 1;
    if (level === 'power') return Math.min(last, Math.max(0, index + dx + dy));
    const {x, y, width, height} = boxOf(scene, level, index);
    const [fromX, fromY] = [x + width / 2, y + height / 2];
    for (let way = 1; way < Math.max(scene.width, scene.height); way++) {
      const gpu = gpuAt(scene, fromX + dx * way, fromY + dy * way);
      const found = gpu < 0 ? index : unitOf(topology, level, gpu);
      if (found !== index) return found;
    }
    return index;
  }

  /** Brings a unit into view. */
  #scrollIntoView({level, index}: UnitRef): void {
    const scene = this.#scene!;
    const ratio = this.#ratio();
    const {width, height} = this.#size;
    const box = boxOf(scene, level, index);
    if (box.x >= 0 && box.y >= 0 && box.x + box.width <= width * ratio && box.y + box.height <= height * ratio) return;
    this.#centre = [(box.x + box.width / 2 - scene.x) / scene.width, (box.y + box.height / 2 - scene.y) / scene.height];
    this.#clampCentre();
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const {host} = this;
    const {value, level} = host;
    const way = (
      {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]} as Record<
        string,
        [number, number] | undefined
      >
    )[event.key];
    const at: UnitRef = this.highlighted ?? this.#firstUnit();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (way && this.#scene) {
      const next = {level, index: this.highlighted ? this.#neighbour(at, ...way) : at.index};
      this.highlight(next);
      this.#scrollIntoView(next);
      host.announce(`${unitText(value, next.level, next.index)}: ${unitStateText(value, next.level, next.index)}`);
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.highlight(at);
      host.fail(at.level, at.index);
    } else if (event.key === '+' || event.key === '=') this.zoomBy(2, ...this.#centreOf(at));
    else if (event.key === '-') this.zoomBy(0.5, ...this.#centreOf(at));
    else if (event.key === '0') this.resetZoom();
    else if (event.key === 'Escape' && level !== LEVELS.at(-1)) host.chooseLevel(LEVELS[LEVELS.indexOf(level) + 1]);
    else return;
    event.preventDefault();
  };

  #centreOf({level, index}: UnitRef): [number, number] {
    const {x, y, width, height} = boxOf(this.#scene!, level, index);
    const ratio = this.#ratio();
    return [(x + width / 2) / ratio, (y + height / 2) / ratio];
  }

  /** Where the keyboard begins: at the last failure. */
  #firstUnit(): UnitRef {
    const {value, level} = this.host;
    const {topology} = simulationOf(value);
    const {last} = value;
    return {
      level,
      index: last
        ? unitOf(topology, level, blastRadius(topology, {level: last.domain, index: last.index}).struckFrom)
        : 0,
    };
  }

  readonly #onFocus = (): void => {
    if (this.box()?.matches(':focus-visible') && !this.highlighted) this.highlight(this.#firstUnit());
  };

  // Pointers ----------------------------------------------------------------------------------

  readonly #onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const [x, y] = this.#toLayoutPixels(event.clientX, event.clientY);
    this.#pointers.set(event.pointerId, {x, y});
    if (this.#pointers.size === 1) this.#gesture = {x, y, moved: false, many: false};
    else if (this.#gesture) this.#gesture.many = true;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  readonly #onPointerMove = (event: PointerEvent): void => {
    const [x, y] = this.#toLayoutPixels(event.clientX, event.clientY);
    const finger = this.#pointers.get(event.pointerId);
    if (!finger)
      return event.pointerType === 'touch' ? undefined : this.highlight(this.unitAt(event.clientX, event.clientY));
    const began = this.#gesture;
    if (!began) return;
    if (this.#pointers.size === 2) {
      const [other] = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const far = (at: {x: number; y: number}) => Math.max(8, Math.hypot(at.x - other.x, at.y - other.y));
      this.zoomBy(far({x, y}) / far(finger), (x + other.x) / 2, (y + other.y) / 2);
      this.pan((x - finger.x) / 2, (y - finger.y) / 2);
    } else {
      began.moved ||= Math.hypot(x - began.x, y - began.y) > clickTolerance;
      if (began.moved && !began.many) this.pan(x - finger.x, y - finger.y);
    }
    finger.x = x;
    finger.y = y;
  };

  readonly #onPointerUp = (event: PointerEvent): void => {
    const began = this.#gesture;
    if (!this.#pointers.delete(event.pointerId) || this.#pointers.size > 0) return;
    this.#gesture = undefined;
    if (event.type !== 'pointerup' || !began || began.moved || began.many) return;
    const unit = this.unitAt(event.clientX, event.clientY);
    if (!unit) return;
    this.highlight(unit);
    this.host.fail(unit.level, unit.index);
  };

  readonly #onPointerLeave = (event: Event): void => {
    if (event.type === 'blur' || !this.box()?.matches(':focus-visible')) this.highlight(undefined);
  };

  /** The wheel scrolls the page, unless Ctrl or Cmd is held or the keyboard is in the map. */
  readonly #onWheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      const mine = event.ctrlKey || event.metaKey || this.box()!.matches(':focus-visible');
      const factor = Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002) * (event.ctrlKey ? 2 : 1));
      // What cannot get larger or smaller lets the page scroll.
      if (!mine || (!event.ctrlKey && !event.metaKey && (factor < 1 ? this.zoom <= 1 : this.zoom >= maxZoom))) return;
      event.preventDefault();
      this.zoomBy(factor, ...this.#toLayoutPixels(event.clientX, event.clientY));
    },
  };
}

/** The colours of cells. */
function cellInk(probe: HTMLElement, ink: Palette, viewport: ViewportController) {
  return {
    up: resolvedColour(probe, viewport.printing ? `color-mix(in srgb, ${ink.checkpoint} 46%, #fff)` : 'var(--up)'),
    struck: ink.lost,
    drained: ink.restart,
    spare: resolvedColour(probe, `color-mix(in srgb, ${ink.downtime} 75%, ${ink.surface})`),
  };
}

/** The font of the widget, for canvases. */
export const fontOf = (probe: HTMLElement): string => getComputedStyle(probe).fontFamily;
