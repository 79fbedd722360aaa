import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {formatQuantity} from '../../models/quantity-format.js';
import {chartHandle, shift} from '../../widget/chart-handle.js';
import {choiceMenu, choiceToggle, numberBox, toggleGroup} from '../../widget/controls/choice.js';
import {keyStep, slider, stepped, symbolText, tidy, type Span} from '../../widget/controls/slider.js';
import type {Table} from '../../widget/table.js';
import {themed} from '../../widget/theme.js';
import {plain, type Phrase} from '../../widget/phrase.js';
import {Widget, type Key} from '../../widget/widget.js';
import {scenarios} from '../../models/index.js';
import {announcement, curveTable, pointText, runTable, sentence, summary} from './describe.js';
import {fields, youngDalyCurve, type InputName, type Value} from './inputs.js';
import {drawCurve, fitDomain, margin, shapes, timeTicks, tolerated, type Picture} from './young-daly-curve-plot.js';
import {still} from './young-daly-curve-still.js';
import {deviceName, devices, drawWaterfall, share, type Unit, type Waterfall} from './young-daly-curve-waterfall.js';
import {styles} from './young-daly-curve.styles.js';

/** Each input is a property too: a number in SI units, or a text with its unit. */
export interface YoungDalyCurve extends Record<InputName, number | string> {}

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

  static override styles = [...Widget.styles, styles];

  static override properties = {unit: {state: true}};

  declare private unit: Unit;

  #picture?: Picture;
  #waterfall?: Waterfall;
  #chart?: HTMLElement;
  #fall?: HTMLElement;
  #drawn = '';
  #fallWidth = 0;
  #curvePainted = false;
  #dragging = false;

  constructor() {
    super();
    this.unit = 'hours';
  }

  override toTable(): Table {
    return runTable(this.value);
  }

  protected override tables(): Table[] {
    return [runTable(this.value), curveTable(this.value, timeTicks(this.#domain(), 600))];
  }

  override toSVG(): string {
    return still(this.value, {symbols: this.symbols});
  }

  override describe(): string {
    return plain(this.sentence());
  }

  protected override name(): string {
    return 'Share of time lost to failures against the work between checkpoints';
  }

  protected override sentence(): Phrase {
    return sentence(this.value);
  }

  protected override summary(): string {
    return summary(this.value);
  }

  protected override announcement(): string {
    return announcement(this.value);
  }

  protected override keys(): Key[] {
    return [['O on the point or its slider', 'goes to the best interval'], ['Click or tap the chart', 'sets the interval there']];
  }

  // Interval ----------------------------------------------------------------------------------

  #domain() {
    return fitDomain(this.value, this.#picture?.domain, this.#dragging ? 'all' : this.state.going ? 'top' : 'nothing');
  }

  #moveTo(x: number, going: boolean): void {
    this.#dragging = going;
    if (!going) {
      this.readerSets({});
      this.requestUpdate();
      return;
    }
    const {from, to} = this.#picture!.domain;
    const interval = tidy(fields.interval, Math.min(to, Math.max(from, this.#picture!.invert(x))));
    const {exact} = this.value.optimum;
    // Near the best the point snaps to it: a hand cannot place it better.
    const near = Math.abs(this.#picture!.x(interval) - this.#picture!.x(exact)) < 3;
    this.readerSets({interval: near ? exact : interval}, true);
  }

  readonly #onHandleKey = (event: KeyboardEvent): void => {
    const {from, to} = this.#domain();
    const step = event.key.toLowerCase() === 'o' && !event.ctrlKey && !event.metaKey ? 'optimum' : keyStep(event);
    if (step === undefined) return;
    event.preventDefault();
    const span: Span = {low: from, high: to, scale: 'log'};
    this.readerSets({interval: step === 'optimum' ? 'optimal' : stepped(fields.interval, span, this.value.interval, step)});
  };

  // Picture -----------------------------------------------------------------------------------

  protected override figure(): TemplateResult {
    const symbol = fields.interval.symbol[this.symbols];
    return html`<p class="axis" aria-hidden="true">share of wall time lost</p>
      <div class="chart">${this.#handle()}</div>
      <p class="axis below" aria-hidden="true">work between checkpoints <i class="symbol">${symbolText(symbol)}</i></p>`;
  }

  /** The Total Time Waterfall. */
  protected override beside(): TemplateResult {
    const {value} = this;
    return html`<div class="fall-head">
        <p>Where the ${formatQuantity(value.runLength, 'time', {words: true})} go</p>
        ${devices(value) === 1 && !(value.gpuHourPrice > 0) ? nothing : toggleGroup<Unit>('unit', 'Count the run in', [
          ['hours', 'hours'], ['devices', `${deviceName(value).one}-hours`], ...(value.gpuHourPrice > 0 ? [['money', '$'] as const] : []),
        ], this.#unit, (unit) => (this.unit = unit))}
      </div>
      <div class="fall"></div>`;
  }

  #handle(): TemplateResult | typeof nothing {
    const picture = this.#picture;
    const {value, place} = this;
    if (!picture || !place.ready) return nothing;
    const {from, to} = picture.domain;
    const {width, height} = place.size(this.#chart);
    const why = this.lockReason('interval');
    return chartHandle({
      label: 'Work between checkpoints, a point on the curve',
      valueText: pointText(value),
      percent: (100 * Math.log(value.interval / from)) / Math.log(to / from),
      ...this.#handleAt(picture),
      area: {left: margin.left, top: margin.top, width: width - margin.left - margin.right, height: height - margin.top - margin.bottom},
      locked: why,
      move: (x, going) => this.#moveTo(x, going),
      onKey: why ? (event) => keyStep(event) !== undefined && event.preventDefault() : this.#onHandleKey,
    });
  }

  protected override key(): TemplateResult {
    const {waste, optimum} = this.value;
    const time = (of: number) => formatQuantity(of, 'time');
    const stroke = (colour: string, width: number, dash = '', cap = 'butt') =>
      html`<svg viewBox="0 0 26 10" aria-hidden="true"><line x1="0" x2="26" y1="5" y2="5" stroke="var(--${colour})" stroke-width=${width} stroke-dasharray=${dash || 'none'} stroke-linecap=${cap} /></svg>`;
    const mark = (path: string, filled = false) => html`<svg viewBox="-6 -5 12 10" aria-hidden="true"><path d=${path} fill=${filled ? 'var(--lost)' : 'var(--surface)'} stroke=${filled ? 'none' : 'var(--text)'} stroke-width="1.2" /></svg>`;
    return html`<ul class="legend" aria-label="Key">
      <li>${stroke('total', 3)} total <b>${share(waste.total)}</b></li>
      <li>${stroke('checkpoint', 2, '7 4')} checkpoints <b>${share(waste.checkpoint)}</b></li>
      <li>${stroke('lost', 2, '3 3')} lost work <b>${share(waste.lost)}</b></li>
      <li>${stroke('restart', 2.5, '1 4', 'round')} recovery <b>${share(waste.restart + waste.downtime)}</b></li>
      <li>${stroke('muted', 1.25)} first order <b>${share(this.value.firstOrderWaste)}</b></li>
      <li><span class="zone"></span> off by over ${formatQuantity(tolerated, 'ratio')} of the loss</li>
      <li class="mark">${mark(shapes.exact, true)} best <b>${time(optimum.exact)}</b></li>
      <li class="mark">${mark(shapes.daly)} Daly <b>${time(optimum.daly)}</b></li>
      <li class="mark">${mark(shapes.young)} Young <b>${time(optimum.young)}</b></li>
    </ul>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#drawCurve();
  }

  #drawCurve(): void {
    const {width, height} = this.place.size(this.#chart);
    if (!this.place.ready || width === 0) return;
    const {value} = this;
    const domain = this.#domain();
    const key = `${width}x${height}:${domain.from}:${domain.to}:${domain.top}`;
    if (this.#picture && key === this.#drawn) return this.#picture.update(value);
    const fresh = drawCurve(value, domain, {width, height, colours: themed});
    this.#picture?.svg.remove();
    this.#picture = fresh;
    this.#drawn = key;
  }

  protected override firstUpdated(): void {
    this.#chart = this.renderRoot.querySelector<HTMLElement>('.chart')!;
    this.#fall = this.renderRoot.querySelector<HTMLElement>('.fall')!;
    this.place.watch(this.#chart, this.#fall);
  }

  protected override glide(): boolean {
    const picture = this.#picture;
    const handle = this.#chart?.querySelector<HTMLElement>('.handle');
    if (!picture || !handle || !this.place.ready) return false;
    const {from, to, top} = this.#domain();
    if (from !== picture.domain.from || to !== picture.domain.to || top !== picture.domain.top) return false;
    picture.update(this.value);
    const {x, y} = this.#handleAt(picture);
    handle.style.transform = shift(x, y);
    return true;
  }

  #handleAt({domain: {from, to, top}, x, y}: Picture): {x: number; y: number} {
    return {x: x(Math.min(to, Math.max(from, this.value.interval))), y: y(Math.min(top, this.value.waste.total))};
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.#picture && !this.#picture.svg.parentElement) this.#chart!.prepend(this.#picture.svg);
    this.#drawWaterfall();
  }

  /** Without a price there is no money to count. */
  get #unit(): Unit {
    return this.unit === 'money' && !(this.value.gpuHourPrice > 0) ? 'hours' : this.unit;
  }

  /** A single device of its own: nothing else must be up for it to work. */
  get #alone(): boolean {
    return this.value.nodes === 1 && scenarios[this.value.scenario].device.one !== 'GPU';
  }

  #drawWaterfall(): void {
    const {width} = this.place.size(this.#fall);
    if (!this.place.ready || width === 0) return;
    if (!this.#waterfall && !this.place.printing && !this.#curvePainted) {
      // The curve first: the waterfall follows once it is on screen.
      requestAnimationFrame(() => setTimeout(() => {
        this.#curvePainted = true;
        this.requestUpdate();
      }));
      return;
    }
    if (this.#waterfall && width === this.#fallWidth) return this.#waterfall.update(this.value, this.#unit);
    this.#waterfall?.svg.remove();
    this.#waterfall = drawWaterfall(this.value, this.#unit, {width, colours: themed});
    this.#fallWidth = width;
    this.#fall!.append(this.#waterfall.svg);
  }

  // Controls ----------------------------------------------------------------------------------

  protected override controls(): unknown {
    const {value} = this;
    const preset = scenarios[value.scenario];
    const {from, to} = this.#domain();
    const failure = html`a failure every <b>${formatQuantity(value.mtbf, 'time')}</b>`;
    const best = this.value.followsOptimum ? html`<span class="note">follows the best interval</span>` : this.lockReason('interval') || this.isHidden('interval') ? nothing
      : html`<button type="button" class="tool link" @click=${() => this.readerSets({interval: 'optimal'})}>go to the best</button>`;
    return [
      this.#alone
        ? slider(this, 'mtbf', fields.mtbf, value.mtbf, {low: preset.nodeMtbf / 100, high: preset.nodeMtbf * 100, scale: 'log', label: 'A failure every'})
        : slider(this, 'nodes', fields.nodes, value.nodes, {low: 1, high: Math.max(1000, preset.nodes * 16), scale: 'log', note: failure}),
      slider(this, 'writeTime', fields.writeTime, value.writeTime, {low: preset.writeTime / 100, high: preset.writeTime * 30, scale: 'log', label: 'Write time'}),
      slider(this, 'interval', fields.interval, value.interval, {low: from, high: to, scale: 'log', label: 'Interval', optimum: 'optimal', action: best}),
    ];
  }

  protected override deeper(): unknown {
    const {value} = this;
    const names = Object.fromEntries(Object.entries(scenarios).map(([key, {label}]) => [key, label]));
    return html`<div class="deeper">
      ${choiceMenu(this, 'scenario', fields.scenario, names, scenarios[value.scenario].description)}
      ${this.#alone ? nothing : [numberBox(this, 'nodeMtbf', fields.nodeMtbf), numberBox(this, 'mtbf', fields.mtbf)]}
      ${numberBox(this, 'restart', fields.restart)}
      ${numberBox(this, 'downtime', fields.downtime)}
      ${numberBox(this, 'checkpointSize', fields.checkpointSize)}
      ${numberBox(this, 'writeBandwidth', fields.writeBandwidth)}
      ${numberBox(this, 'runLength', fields.runLength)}
      ${this.#alone ? nothing : [
        numberBox(this, 'gpusPerNode', fields.gpusPerNode),
        numberBox(this, 'gpuHourPrice', fields.gpuHourPrice),
        choiceToggle(this, 'scaling', fields.scaling, {fixed: 'as long as before', sharded: 'less, as 1/N', shared: 'more, as N'}),
      ]}
      ${choiceToggle(this, 'law', fields.law, {exponential: 'exponential', weibull: 'Weibull'},
        value.law === 'weibull' ? 'One clock for the whole job, started anew at each failure. Young’s and Daly’s marks and the first-order estimate assume the exponential law.' : undefined)}
      ${value.law === 'weibull' ? numberBox(this, 'shape', fields.shape) : nothing}
    </div>`;
  }
}
