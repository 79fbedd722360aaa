import {html, nothing, type TemplateResult} from 'lit';
import type {InputPhase} from '../../core/input-state.js';
import {dragHandle, moveHandle} from '../../ui/drag-handle.js';
import {keyStep} from '../../ui/controls/slider.js';
import {CanvasLayer} from '../../draw/pen.js';
import type {Palette} from '../../draw/palette.js';
import type {ViewportController} from '../../ui/viewport.js';
import {momentText} from './text.js';
import {roundUpToMillisecond} from './injected-failures.js';
import {
  windowAround,
  drawTimeline,
  drawOverview,
  scaleOf,
  timelineLayout,
  overviewMargin,
  overviewHeight,
  type TimeRange,
} from './draw/timeline.js';
import {simulationOf, type Value} from './inputs.js';
import {fontOf} from './map-view.js';

/** What the tape needs of its widget. */
export interface TimelineHost {
  readonly value: Value;
  readonly canvasColours: Palette;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly pausePlayback: () => void;
  /** The reader goes to a moment. */
  goTo(time: number, phase?: InputPhase): void;
  endInput(): void;
  /** The previous (−1) or next failure. */
  step(way: 1 | -1): void;
  /** Why the moment may not be moved. */
  timeLockReason(): string | undefined;
  requestUpdate(): void;
}

/** Pixels within which a hand catches a failure. */
const near = 4;

/** The tape: the hours around the moment, and the whole run. */
export class TimelineView {
  #windowDuringDrag?: TimeRange;
  readonly #layers = [new CanvasLayer(), new CanvasLayer()];

  constructor(
    readonly host: TimelineHost,
    readonly viewport: ViewportController,
  ) {}

  boxes(): HTMLElement[] {
    return [...this.host.renderRoot.querySelectorAll<HTMLElement>('.strip')];
  }

  /** The stretch shown: while a hand moves it stands still. */
  get window(): TimeRange {
    return this.#windowDuringDrag ?? windowAround(this.host.value);
  }

  #scale(whole: boolean, width: number) {
    return whole
      ? scaleOf({from: 0, to: simulationOf(this.host.value).run.end}, width, overviewMargin, overviewMargin)
      : scaleOf(this.window, width);
  }

  strip(whole: boolean): TemplateResult {
    const {host, viewport} = this;
    const {value} = host;
    const box = this.boxes()[whole ? 1 : 0];
    const {width} = viewport.size(box);
    return html`<div class="strip ${whole ? 'whole' : 'detail'}">
      ${viewport.ready ? html`<canvas aria-hidden="true"></canvas>` : nothing}
      ${
        viewport.ready && width > 0
          ? dragHandle({
              label: whole ? 'Moment in the whole run' : 'Moment, among the hours around it',
              part: whole ? 'whole' : 'moment',
              valueText: momentText(value),
              percent: (100 * value.time) / simulationOf(value).run.end,
              ...this.#handlePosition(whole, width),
              area: {left: 0, top: 0, width, height: whole ? overviewHeight : timelineLayout.height},
              locked: host.timeLockReason(),
              move: (x) => this.#moveTo(whole, width, x),
              end: () => {
                this.#windowDuringDrag = undefined;
                host.endInput();
              },
              onKey: (event) => this.#onKeyDown(event, whole),
            })
          : nothing
      }
    </div>`;
  }

  #handlePosition(whole: boolean, width: number): {x: number; y: number} {
    const x = this.#scale(whole, width).x(this.host.value.time);
    return {
      x: Math.min(width - timelineLayout.right, Math.max(whole ? overviewMargin : timelineLayout.left, x)),
      y: whole ? 15 : timelineLayout.bar + timelineLayout.thick / 2,
    };
  }

  #moveTo(whole: boolean, width: number, x: number): void {
    const {host} = this;
    host.pausePlayback();
    const {run} = simulationOf(host.value);
    if (!whole) this.#windowDuringDrag ??= this.window;
    const {invert, x: at} = this.#scale(whole, width);
    const time = Math.min(
      run.end,
      Math.max(
        0,
        whole ? invert(x) : Math.min(this.#windowDuringDrag!.to, Math.max(this.#windowDuringDrag!.from, invert(x))),
      ),
    );
    const caught = whole ? undefined : run.failures.find((failure) => Math.abs(at(failure.time) - x) < near);
    host.goTo(roundUpToMillisecond(caught ? caught.time : time), 'move');
  }

  #onKeyDown(event: KeyboardEvent, whole: boolean): void {
    const {host} = this;
    const {value} = host;
    const {end} = simulationOf(value).run;
    const {from, to} = whole ? {from: 0, to: end} : this.window;
    const step = keyStep(event);
    const letter = event.ctrlKey || event.metaKey ? '' : event.key.toLowerCase();
    if (step === undefined && letter !== 'n' && letter !== 'p') return;
    event.preventDefault();
    if (host.timeLockReason()) return;
    host.pausePlayback();
    if (step === undefined) return host.step(letter === 'n' ? 1 : -1);
    const next = step === 'low' ? 0 : step === 'high' ? end : value.time + step * (to - from);
    host.goTo(roundUpToMillisecond(Math.min(end, Math.max(0, next))));
  }

  /** Draws both strips. */
  draw(): void {
    const {host, viewport} = this;
    const {value} = host;
    const probe = host.renderRoot.querySelector<HTMLElement>('.ink')!;
    const ratio = viewport.printing ? 2 : Math.min(3, Math.max(1, devicePixelRatio));
    this.boxes().forEach((box, i) => {
      const canvas = box.querySelector('canvas');
      const {width} = viewport.size(box);
      if (!canvas || width === 0) return;
      const height = i ? overviewHeight : timelineLayout.height;
      const {from, to} = this.window;
      const paper = this.#layers[i];
      moveHandle(box, this.#handlePosition(i === 1, width));
      if (!paper.needsRedraw(canvas, width, height, ratio, host.canvasColours, value, from, to)) return;
      const pen = paper.begin(canvas, width, height, ratio, host.canvasColours, () => fontOf(probe));
      if (i) drawOverview(pen, value, this.window, width);
      else drawTimeline(pen, value, this.window, width);
    });
  }
}
