import {html, nothing, type TemplateResult} from 'lit';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {themed} from '../../draw/palette.js';
import {toggleGroup} from '../../ui/controls/choice.js';
import type {ViewportController} from '../../ui/viewport.js';
import type {Widget} from '../../ui/widget.js';
import type {Value} from './inputs.js';
import {deviceName, devices, drawWaterfall, type Unit, type Waterfall} from './draw/waterfall.js';

/** The Total Time Waterfall in its widget: the picture, and the unit in which the run is counted. */
export class WaterfallView {
  #chosenUnit: Unit = 'hours';
  #picture?: Waterfall;
  #width = 0;
  #chart?: HTMLElement;
  #curvePainted = false;

  constructor(
    readonly widget: Widget<Value>,
    readonly viewport: ViewportController,
  ) {}

  /** The box to draw in, where the waterfall is on show. */
  box(): HTMLElement | undefined {
    this.#chart = this.widget.renderRoot.querySelector<HTMLElement>('.fall') ?? undefined;
    return this.#chart;
  }

  /** Without a price there is no money to count. */
  get #unit(): Unit {
    return this.#chosenUnit === 'money' && !(this.widget.value.gpuHourPrice > 0) ? 'hours' : this.#chosenUnit;
  }

  #choose(unit: Unit): void {
    this.#chosenUnit = unit;
    this.widget.requestUpdate();
  }

  aside(): TemplateResult {
    const {value} = this.widget;
    return html`<div class="fall-head">
        <p>Where the ${formatQuantity(value.runLength, 'time', {words: true})} go</p>
        ${
          devices(value) === 1 && !(value.gpuHourPrice > 0)
            ? nothing
            : toggleGroup<Unit>(
                'unit',
                'Count the run in',
                [
                  ['hours', 'hours'],
                  ['devices', `${deviceName(value).one}-hours`],
                  ...(value.gpuHourPrice > 0 ? [['money', '$'] as const] : []),
                ],
                this.#unit,
                (unit) => this.#choose(unit),
              )
        }
      </div>
      <div class="fall"></div>`;
  }

  /** Draws, or patches what is drawn. */
  draw(): void {
    const {width} = this.viewport.size(this.#chart);
    if (!this.viewport.ready || width === 0) return;
    if (!this.#picture && !this.viewport.printing && !this.#curvePainted) return this.#drawAfterCurve();
    const {value} = this.widget;
    if (this.#picture && width === this.#width && this.#picture.svg.parentElement === this.#chart)
      return this.#picture.update(value, this.#unit);
    this.#picture?.svg.remove();
    this.#picture = drawWaterfall(value, this.#unit, {width, colours: themed});
    this.#width = width;
    this.#chart!.append(this.#picture.svg);
  }

  /** The curve first: the waterfall follows once it is on screen. */
  #drawAfterCurve(): void {
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#curvePainted = true;
        this.widget.requestUpdate();
      }),
    );
  }
}
