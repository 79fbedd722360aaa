import {placePicture} from '../../ui/place-picture.js';
import {html, type TemplateResult} from 'lit';
import {dragHandle, moveHandle} from '../../ui/drag-handle.js';
import {keyStep, valueAfterStep, symbolText, roundForInput, type SliderRange} from '../../ui/controls/slider.js';
import {themed} from '../../draw/palette.js';
import type {Widget} from '../../ui/widget.js';
import type {ViewportController} from '../../ui/viewport.js';
import {fields, type Value} from './inputs.js';
import {drawFleet, fleetDomain, fleetMargin, type FleetPicture} from './draw/fleet.js';
import {fleetPointText, unitName} from './fleet-text.js';

/** The fleet view in its widget: the picture, and the point on the line that sets the number of nodes. */
export class FleetView {
  #picture?: FleetPicture;
  #drawn = '';
  #chart?: HTMLElement;
  #dragging = false;

  constructor(
    readonly widget: Widget<Value>,
    readonly viewport: ViewportController,
  ) {}

  /** The box to draw in, where the view is on show. */
  box(): HTMLElement | undefined {
    this.#chart = this.widget.renderRoot.querySelector<HTMLElement>('.chart.fleet') ?? undefined;
    return this.#chart;
  }

  #domain() {
    return fleetDomain(this.widget.value, this.#picture?.domain, this.#dragging);
  }

  #moveTo(x: number): void {
    this.#dragging = true;
    const {domain, invert} = this.#picture!;
    this.widget.userInput({nodes: Math.max(1, roundForInput(fields.nodes, Math.min(domain.to, invert(x))))}, 'move');
  }

  #endDrag(): void {
    this.#dragging = false;
    this.widget.endInput();
    this.widget.requestUpdate();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = keyStep(event);
    if (step === undefined) return;
    event.preventDefault();
    const span: SliderRange = {low: 1, high: this.#domain().to, scale: 'log'};
    if (!this.widget.lockReason('nodes'))
      this.widget.userInput({nodes: valueAfterStep(fields.nodes, span, this.widget.value.nodes, step)});
  };

  figure(): TemplateResult {
    return html`<p class="axis" aria-hidden="true">one failure every</p>
      <div class="chart fleet">${this.#handle()}</div>
      <p class="axis below" aria-hidden="true">
        ${unitName(this.widget.value).many} <i class="symbol">${symbolText('N')}</i>
      </p>`;
  }

  #handle(): unknown {
    const {widget} = this;
    const {value} = widget;
    const {width, height} = this.viewport.size(this.#chart);
    if (!this.#picture || !this.viewport.ready || width === 0) return '';
    const {left, right, top, bottom} = fleetMargin;
    return dragHandle({
      label: 'Size of the fleet, a point on the line',
      valueText: fleetPointText(value),
      percent: (100 * Math.log(value.nodes)) / Math.log(this.#picture.domain.to),
      ...this.#handlePosition(this.#picture),
      area: {left, top, width: width - left - right, height: height - top - bottom},
      locked: widget.lockReason('nodes'),
      move: (x) => this.#moveTo(x),
      end: () => this.#endDrag(),
      onKey: this.#onKey,
    });
  }

  #handlePosition({x, y, domain}: FleetPicture): {x: number; y: number} {
    const {nodes, mtbf} = this.widget.value;
    return {x: x(Math.min(nodes, domain.to)), y: y(mtbf)};
  }

  /** Draws, or patches what is drawn; before the words are rendered, for the handle stands on it. */
  draw(): void {
    const {width, height} = this.viewport.size(this.#chart);
    if (!this.viewport.ready || width === 0) return;
    const {value} = this.widget;
    const domain = this.#domain();
    const key = `${width}x${height}:${domain.to}:${domain.low}:${domain.high}`;
    if (this.#picture && key === this.#drawn) return this.#picture.update(value);
    this.#picture = drawFleet(value, domain, {width, height, colours: themed});
    this.#drawn = key;
  }

  /** Puts the picture into its box. */
  attach(): void {
    const svg = this.#picture?.svg;
    placePicture(this.#chart, svg);
  }

  /** Moves the picture alone; false where it must be drawn anew. */
  patch(): boolean {
    const picture = this.#picture;
    if (!picture || !this.viewport.ready) return false;
    const {to, low, high} = this.#domain();
    if (to !== picture.domain.to || low !== picture.domain.low || high !== picture.domain.high) return false;
    picture.update(this.widget.value);
    return moveHandle(this.#chart, this.#handlePosition(picture));
  }
}
