import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {dragHandle, moveHandle} from '../../ui/drag-handle.js';
import {keyStep, valueAfterStep, symbolText, roundForInput, type SliderRange} from '../../ui/controls/slider.js';
import {legend} from '../../ui/legend.js';
import type {Table} from '../../core/table.js';
import {themed} from '../../draw/palette.js';
import {plainText, type Sentence} from '../../core/sentence.js';
import type {Shortcut} from '../../ui/help-dialog.js';
import type {InputProperties} from '../../ui/input-element.js';
import {placePicture} from '../../ui/place-picture.js';
import {Widget} from '../../ui/widget.js';
import {advancedPanel} from './advanced-panel.js';
import {comparisonPanel} from './comparison-panel.js';
import {curveControls, fleetControls} from './controls.js';
import {announcement, curveTable, pointText, runTable, sentence, summary} from './text.js';
import {doublingPanel, fleetLegend} from './doubling-panel.js';
import {FleetView} from './fleet-view.js';
import {inversePanel, inverseStyles} from './inverse-panel.js';
import {ghostOf, inverseRows, rowText, type InverseName} from './inverse-text.js';
import {compareModelsPanel} from './compare-models-panel.js';
import {compareModelsTable} from './compare-models-text.js';
import {Simulation} from './simulation.js';
import {fields, youngDalyCurve, type Value, type Inputs} from './inputs.js';
import {drawCurve, fitDomain, margin, shapes, timeTicks, tolerated, type Picture} from './draw/curve.js';
import {doublingSentence, doublingTable, fleetSentence, fleetSummary, fleetTable} from './fleet-text.js';
import {drawOverlays} from './draw/overlays.js';
import {youngDalyCurveStill} from './still.js';
import {share} from './draw/waterfall.js';
import {WaterfallView} from './waterfall-view.js';
import {styles} from './young-daly-curve.styles.js';

/** The part of the picture that stands for an input or a result. */
const marks: Record<string, string> = {
  'writeTime': 'checkpoint',
  'checkpointSize': 'checkpoint',
  'writeBandwidth': 'checkpoint',
  'waste.checkpoint': 'checkpoint',
  'mtbf': 'lost',
  'nodeMtbf': 'lost',
  'nodes': 'lost',
  'waste.lost': 'lost',
  'restart': 'recovery',
  'downtime': 'recovery',
  'waste.restart': 'recovery',
  'waste.downtime': 'recovery',
  'interval': 'here',
  'optimum.young': 'young',
  'optimum.daly': 'daly',
  'optimum.exact': 'exact',
  'leastWaste': 'exact',
  'waste.total': 'total',
  'efficiency': 'total',
  'firstOrderWaste': 'firstOrder',
};

/** Each input is a property too, in SI units. */
export interface YoungDalyCurve extends InputProperties<Inputs> {}

/**
 * The cost of checkpointing: the share of time a job loses, against the work between two checkpoints.
 * The reader drags the operating point along the exact curve; Young's, Daly's and the exact optimum are marked.
 *
 * @summary Shows why checkpointing too often and too seldom both waste time.
 * @tagname young-daly-curve
 * @slot - Fallback: a figure, table or sentence for readers without scripts and for print engines; not shown once the element runs.
 * @fires input - The reader changed an input; `value` is already new.
 * @fires change - The reader let go.
 * @csspart base - The whole widget.
 * @csspart key - The key to the picture, with the numbers of the moment.
 * @csspart figure - The picture.
 * @csspart beside - The Total Time Waterfall.
 * @csspart handle - The point on the curve.
 * @csspart sentence - What the numbers mean.
 * @csspart controls - The three controls in view.
 * @csspart tools - The row of tools.
 * @csspart notice - The notice about attributes that cannot be used.
 * @csspart more - The deeper controls.
 * @csspart table - The tables behind the figure.
 * @csspart sources - Where the numbers come from.
 * @csspart save - Ways to take the figure along.
 * @cssproperty [--rt-height] - Height kept free before the element runs, and its least height after; by default it depends on the width.
 * @cssproperty [--rt-checkpoint=#006395] - Checkpoint overhead.
 * @cssproperty [--rt-lost=#cb202d] - Lost work, and the best interval.
 * @cssproperty [--rt-total=#008f45] - Total waste.
 * @cssproperty [--rt-restart=#cc5500] - Restart and downtime.
 * @cssproperty [--rt-accent=#1f407a] - Handle, sliders and links.
 * @cssproperty [--rt-font] - Font family; the page's by default.
 */
export class YoungDalyCurve extends Widget<Value> {
  static override readonly definition = youngDalyCurve;

  static override styles = [...Widget.styles, styles, inverseStyles];

  protected override readonly text = {
    name: 'Share of time lost to failures against the work between checkpoints',
    still: youngDalyCurveStill,
    sentence,
    summary,
    announcement,
    marks,
  };

  static override properties = {
    view: {reflect: true, useDefault: true},
    pinned: {state: true},
    wanted: {state: true},
  };

  /** The picture: `curve`, `fleet` or `both`. */
  declare view: string;
  /** The state kept as A. */
  declare private pinned: Value | undefined;
  /** The number whose change to meet the budget is drawn. */
  declare private wanted: InverseName | '';

  readonly #fleetView = new FleetView(this, this.viewport);
  readonly #waterfallView = new WaterfallView(this, this.viewport);
  readonly #simulation = new Simulation(
    this,
    () => this.#domain(),
    (text) => this.announcer.say(() => text),
  );
  #picture?: Picture;
  #chart?: HTMLElement;
  #drawn = '';
  #dragging = false;

  constructor() {
    super();
    this.view = 'curve';
    this.wanted = '';
  }

  get #shownViews(): {curve: boolean; fleet: boolean} {
    return {curve: this.view !== 'fleet', fleet: this.view === 'fleet' || this.view === 'both'};
  }

  override toTable(): Table {
    return this.#shownViews.curve ? runTable(this.value) : fleetTable(this.value);
  }

  protected override tables(): Table[] {
    const {value} = this;
    const {curve, fleet} = this.#shownViews;
    return [
      ...(curve ? [runTable(value), curveTable(value, timeTicks(this.#domain(), 600)), compareModelsTable(value)] : []),
      ...(fleet ? [fleetTable(value), doublingTable(value)] : []),
    ];
  }

  override toSVG(): string {
    return youngDalyCurveStill.svg(this.value, {symbols: this.symbols, appearance: {view: this.view}});
  }

  override describe(): string {
    return plainText([
      ...this.sentence(),
      ...(this.#shownViews.fleet && this.#shownViews.curve ? [' ', ...fleetSentence(this.value)] : []),
      ...(this.#shownViews.fleet ? [' ', ...doublingSentence(this.value)] : []),
    ]);
  }

  protected override name(): string {
    return this.#shownViews.curve
      ? 'Share of time lost to failures against the work between checkpoints'
      : 'Time between failures against the size of the fleet';
  }

  protected override sentence(): Sentence {
    return this.#shownViews.curve ? sentence(this.value) : fleetSentence(this.value);
  }

  protected override summary(): string {
    const {curve, fleet} = this.#shownViews;
    return [curve ? summary(this.value) : '', fleet ? fleetSummary(this.value) : ''].filter(Boolean).join(' ');
  }

  protected override announcement(): string {
    return this.#shownViews.curve ? announcement(this.value) : plainText(fleetSentence(this.value));
  }

  protected override shortcuts(): Shortcut[] {
    return [
      ...(this.#shownViews.curve ? [['O on the point or its slider', 'goes to the best interval'] as const] : []),
      ['Click or tap the chart', `sets ${this.#shownViews.curve ? 'the interval' : 'the size of the fleet'} there`],
      ['Arrows on a number of a formula', 'turn it; so does dragging it sideways'],
    ];
  }

  // Interval ----------------------------------------------------------------------------------

  #domain() {
    return fitDomain(
      this.value,
      this.#picture?.domain,
      this.#dragging ? 'all' : this.state.inGesture ? 'top' : 'nothing',
    );
  }

  #moveTo(x: number): void {
    this.#dragging = true;
    const {from, to} = this.#picture!.domain;
    const interval = roundForInput(fields.interval, Math.min(to, Math.max(from, this.#picture!.invert(x))));
    const {exact} = this.value.optimum;
    // Near the best the point snaps to it: a hand cannot place it better.
    const near = Math.abs(this.#picture!.x(interval) - this.#picture!.x(exact)) < 3;
    this.userInput({interval: near ? exact : interval}, 'move');
  }

  #endDrag(): void {
    this.#dragging = false;
    this.endInput();
    this.requestUpdate();
  }

  readonly #onHandleKey = (event: KeyboardEvent): void => {
    const {from, to} = this.#domain();
    const step = event.key.toLowerCase() === 'o' && !event.ctrlKey && !event.metaKey ? 'optimum' : keyStep(event);
    if (step === undefined) return;
    event.preventDefault();
    const span: SliderRange = {low: from, high: to, scale: 'log'};
    this.userInput({
      interval: step === 'optimum' ? 'optimal' : valueAfterStep(fields.interval, span, this.value.interval, step),
    });
  };

  // Picture -----------------------------------------------------------------------------------

  protected override figure(): TemplateResult {
    if (!this.#shownViews.curve) return this.#fleetView.figure();
    const symbol = fields.interval.symbol[this.symbols];
    return html`<p class="axis" aria-hidden="true">share of wall time lost</p>
      <div class="chart curve">${this.#handle()}</div>
      <p class="axis below" aria-hidden="true">
        work between checkpoints <i class="symbol">${symbolText(symbol)}</i>
      </p>`;
  }

  /** The Total Time Waterfall. */
  protected override aside(): TemplateResult {
    if (!this.#shownViews.curve) return doublingPanel(this, this.value);
    return this.#waterfallView.aside();
  }

  protected override secondaryFigure(): ReturnType<Widget<Value>['secondaryFigure']> {
    if (this.view !== 'both') return undefined;
    return {
      legend: fleetLegend(this.value),
      figure: this.#fleetView.figure(),
      aside: doublingPanel(this, this.value),
      sentence: fleetSentence(this.value),
    };
  }

  #handle(): TemplateResult | typeof nothing {
    const picture = this.#picture;
    const {value, viewport} = this;
    if (!picture || !viewport.ready) return nothing;
    const {from, to} = picture.domain;
    const {width, height} = viewport.size(this.#chart);
    const why = this.lockReason('interval');
    return dragHandle({
      label: 'Work between checkpoints, a point on the curve',
      valueText: pointText(value),
      percent: (100 * Math.log(value.interval / from)) / Math.log(to / from),
      ...this.#handlePosition(picture),
      area: {
        left: margin.left,
        top: margin.top,
        width: width - margin.left - margin.right,
        height: height - margin.top - margin.bottom,
      },
      locked: why,
      move: (x) => this.#moveTo(x),
      end: () => this.#endDrag(),
      onKey: why ? (event) => keyStep(event) !== undefined && event.preventDefault() : this.#onHandleKey,
    });
  }

  protected override legend(): TemplateResult {
    if (!this.#shownViews.curve) return fleetLegend(this.value);
    const {waste, optimum, firstOrderWaste} = this.value;
    const time = (of: number) => formatQuantity(of, 'time');
    return legend([
      {line: ['total', 3], name: 'total', value: share(waste.total)},
      {line: ['checkpoint', 2, '7 4'], name: 'checkpoints', value: share(waste.checkpoint)},
      {line: ['lost', 2, '3 3'], name: 'lost work', value: share(waste.lost)},
      {line: ['restart', 2.5, '1 4', 'round'], name: 'recovery', value: share(waste.restart + waste.downtime)},
      {line: ['muted', 1.25], name: 'first order', value: share(firstOrderWaste)},
      {zone: true, name: `off by over ${formatQuantity(tolerated, 'ratio')} of the loss`},
      {mark: [shapes.exact, 'lost'], name: 'best', value: time(optimum.exact)},
      {mark: [shapes.daly, 'surface', 'text'], name: 'Daly', value: time(optimum.daly)},
      {mark: [shapes.young, 'surface', 'text'], name: 'Young', value: time(optimum.young)},
    ]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.#shownViews.curve) this.#drawCurve();
    if (this.#shownViews.fleet) this.#fleetView.draw();
  }

  #drawCurve(): void {
    const {width, height} = this.viewport.size(this.#chart);
    if (!this.viewport.ready || width === 0) return;
    const {value} = this;
    const domain = this.#domain();
    const key = `${width}x${height}:${domain.from}:${domain.to}:${domain.top}`;
    if (this.#picture && key === this.#drawn) {
      this.#picture.update(value);
      return this.#overlay();
    }
    const fresh = drawCurve(value, domain, {width, height, colours: themed});
    this.#picture = fresh;
    this.#drawn = key;
    this.#overlay();
  }

  /** What the reader added to the curve. */
  #overlay(): void {
    const own = this.ownAnswer?.path.startsWith('optimum.') ? this.ownAnswer.answer : undefined;
    const {value, wanted} = this;
    const question = wanted ? ghostOf(value, wanted) : null;
    drawOverlays(
      this.#picture!,
      value,
      {
        pinned: this.pinned,
        own,
        simulated: this.#simulation.points,
        ...(question
          ? {
              budget: value.budget,
              wanted: {
                question,
                label: `${fields[wanted as InverseName].label}: ${rowText(wanted as InverseName, inverseRows(value).find(({name}) => name === wanted)!.needed)}`,
              },
            }
          : {}),
      },
      themed,
    );
  }

  protected override patchFigure(): boolean {
    const {curve, fleet} = this.#shownViews;
    return (!curve || this.#patchCurve()) && (!fleet || this.#fleetView.patch());
  }

  #patchCurve(): boolean {
    const picture = this.#picture;
    if (!picture || !this.viewport.ready) return false;
    const {from, to, top} = this.#domain();
    if (from !== picture.domain.from || to !== picture.domain.to || top !== picture.domain.top) return false;
    picture.update(this.value);
    this.#overlay();
    return moveHandle(this.#chart, this.#handlePosition(picture));
  }

  #handlePosition({domain: {from, to, top}, x, y}: Picture): {x: number; y: number} {
    return {x: x(Math.min(to, Math.max(from, this.value.interval))), y: y(Math.min(top, this.value.waste.total))};
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#chart = this.renderRoot.querySelector<HTMLElement>('.chart.curve') ?? undefined;
    this.viewport.watch(
      ...[this.#chart, this.#waterfallView.box(), this.#fleetView.box()].filter((box) => box !== undefined),
    );
    placePicture(this.#chart, this.#picture?.svg);
    this.#fleetView.attach();
    this.#waterfallView.draw();
  }

  // Controls ----------------------------------------------------------------------------------

  protected override controls(): unknown {
    return this.#shownViews.curve ? curveControls(this, this.#domain()) : fleetControls(this);
  }

  protected override advanced(): unknown {
    const {value} = this;
    return advancedPanel(
      this,
      this.#shownViews,
      this.#shownViews.curve
        ? [
            comparisonPanel(this, this.pinned, (state) => (this.pinned = state)),
            compareModelsPanel(this, value, this.#simulation),
            inversePanel(this, value, this.wanted, (name) => (this.wanted = name)),
          ]
        : nothing,
    );
  }
}
