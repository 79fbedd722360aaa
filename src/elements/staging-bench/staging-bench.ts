import {html, render, type PropertyValues, type TemplateResult} from 'lit';
import {choiceToggle} from '../../ui/controls/choice.js';
import type {ExportAction} from '../../ui/export.js';
import {type Table} from '../../core/table.js';
import {themed} from '../../draw/palette.js';
import {plainText, type Sentence} from '../../core/sentence.js';
import type {Shortcut} from '../../ui/help-dialog.js';
import type {InputProperties} from '../../ui/input-element.js';
import {placePicture} from '../../ui/place-picture.js';
import {Widget} from '../../ui/widget.js';
import type {Settings} from '../../core/definition.js';
import {advancedPanel} from './advanced-panel.js';
import {Challenge} from './challenge.js';
import {controlsInView} from './controls.js';
import {
  announcement,
  challengeSentence,
  described,
  driveTable,
  outcomeWords,
  runTable,
  sentence,
  settingTable,
  strategyNames,
  strategyTable,
  summary,
  title,
  wayTable,
} from './text.js';
import {fields, challengeInputs, stagingBench, withRun, type InputName, type Value, type Inputs} from './inputs.js';
import {instruments} from './instruments.js';
import {drawStaging, type Picture, type Scene} from './draw.js';
import {stagingBenchStill} from './still.js';
import {styles} from './staging-bench.styles.js';
import {Playback} from './playback.js';
import type {RunRecord} from './run-record.js';
import {inputsOfRun} from '../../ledger/readings.js';

/** The part of the picture that stands for an input or a result. */
const marks: Record<string, string> = {
  buffer: 'DRAM',
  requiredBuffer: 'need',
  bytesPerNode: 'HBM',
  copyRate: 'copy',
  copyBandwidth: 'copy',
  drainRate: 'ssd',
  ssdBandwidth: 'ssd',
  uploadRate: 'upload',
  uploadBandwidth: 'upload',
  pace: 'upload',
  safePace: 'upload',
  networkCapacity: 'limit',
  trainingTraffic: 'training',
  headroom: 'limit',
  peakDemand: 'drain',
  networkLoad: 'drain',
  storeBandwidth: 'store-load',
  storeLoad: 'store-load',
  mathStop: 'stopped',
  interval: 'load',
};

/** Each input is a property too, in SI units. */
export interface StagingBench extends InputProperties<Inputs> {}

/**
 * Where a checkpoint waits on its way from HBM to the object store, and what that costs: time the math stops, load on the
 * network, wear of the drives. The reader chooses what the math waits for, sets buffer, interval and pace, and plays a
 * checkpoint. With `runs` the reader has so many runs to find the smallest buffer that holds.
 *
 * @summary Shows how staging shortens the stop, and what it asks of buffer, network and drives instead.
 * @tagname staging-bench
 * @slot - Fallback: a figure, table or sentence for readers without scripts and for print engines; not shown once the element runs.
 * @fires input - The reader changed an input; `value` is already new.
 * @fires change - The reader let go.
 * @fires {CustomEvent} rt-run - The reader committed a run of the ten-run rule; `detail` is its record.
 * @csspart base - The whole widget.
 * @csspart key - What the math waits for, and the key to the picture.
 * @csspart figure - The picture with its time bar.
 * @csspart beside - Timer, gauge and dials.
 * @csspart sentence - What the numbers mean.
 * @csspart controls - The controls in view, and the runs.
 * @csspart tools - The row of tools.
 * @csspart notice - The notice about attributes that cannot be used.
 * @csspart more - The deeper controls.
 * @csspart table - The tables behind the figure.
 * @csspart sources - Where the numbers come from.
 * @csspart save - Ways to take the figure along.
 * @cssproperty [--rt-height] - Height kept free before the element runs, and its least height after; by default it depends on the width.
 * @cssproperty [--rt-checkpoint=#006395] - Bytes of checkpoints.
 * @cssproperty [--rt-lost=#cb202d] - The limit, and what is beyond it.
 * @cssproperty [--rt-total=#008f45] - The math runs.
 * @cssproperty [--rt-restart=#cc5500] - The math is slowed; the load on the store.
 * @cssproperty [--rt-zone=#6c757d] - The training's own traffic.
 * @cssproperty [--rt-accent=#1f407a] - Sliders and links.
 * @cssproperty [--rt-font] - Font family; the page's by default.
 */
export class StagingBench extends Widget<Value> {
  static override readonly definition = stagingBench;

  static override styles = [...Widget.styles, styles];

  protected override readonly text = {name: title, still: stagingBenchStill, sentence, summary, announcement, marks};

  static override properties = {runs: {reflect: true, useDefault: true}};

  /** How many runs the reader has: `none`, or a number. */
  declare runs: string;

  readonly #playback = new Playback(this);
  #challenge = new Challenge(0);
  #picture?: Picture;
  #chart?: HTMLElement;
  #drawn = '';
  #valueWithRun?: Value;
  #cachedFor?: {value: Value; record: RunRecord};

  constructor() {
    super();
    this.runs = 'none';
  }

  // Value -------------------------------------------------------------------------------------

  /** Inputs and results: a frozen snapshot in SI units. Set it with a partial object of inputs; silent. */
  protected override completeValue(value: Value): Value {
    const record = this.#challenge?.last;
    if (!record) return value;
    if (this.#cachedFor?.value !== value || this.#cachedFor.record !== record) {
      this.#cachedFor = {value, record};
      this.#valueWithRun = withRun(value, record);
    }
    return this.#valueWithRun!;
  }

  /** Under the ten-run rule the ledger takes runs alone. @internal */
  get recordsRunsOnly(): boolean {
    return this.#challenge.active;
  }

  /** The value on show: under the ten-run rule that of the last run. */
  get shown(): Value {
    return (this.#challenge.active && this.#challenge.lastValue) || this.value;
  }

  /** Whether there is anything to show: under the ten-run rule not before the first run. */
  get #hasResult(): boolean {
    return !this.#challenge.active || this.#challenge.runs.length > 0;
  }

  // The ten-run rule --------------------------------------------------------------------------

  override lockReason(key: string): string | undefined {
    return (
      super.lockReason(key) ??
      (this.#challenge.active && !challengeInputs.includes(key as InputName)
        ? 'Given, while runs are counted.'
        : undefined)
    );
  }

  /** Formulas that would tell the answer wait until the runs are over. */
  override get formulas(): readonly string[] {
    return this.#challenge.hidesAnswer ? super.formulas.filter((id) => id !== 'required-buffer') : super.formulas;
  }

  /** Plays an hour with the present setting as one of the runs. Does what the button does. */
  commitRun(): void {
    const challenge = this.#challenge;
    if (!challenge.active || challenge.over || challenge.refusalReason(this.value)) return;
    const {value} = this;
    const record = challenge.commit(value);
    this.emit('rt-run', record);
    this.announcer.say(() => `Run ${record.number} of ${record.of}. ${outcomeWords(record)}`);
    // From the checkpoint where a limit broke.
    this.#playback.play(record.limit ? Math.floor(record.time / value.interval) : 1);
    this.requestUpdate();
  }

  /**
   * Takes up the runs of an earlier visit, so that the count goes on: each is played anew with its inputs and seed, and the last
   * one's inputs stand. Runs before the last start over do not count. Where a run has been committed here, nothing happens.
   */
  recall(
    runs: ReadonlyArray<{
      readonly inputs: Settings;
      readonly seed?: string;
      readonly record: Readonly<Record<string, unknown>>;
    }>,
  ): void {
    const {active: on, runLimit: of, runs: log} = this.#challenge;
    const counted = runs.slice(runs.findLastIndex(({record}) => record.number === 1));
    if (!on || log.length || !counted.length) return;
    const challenge = new Challenge(of);
    for (const run of counted.slice(0, of)) challenge.commit(stagingBench.evaluate(inputsOfRun(run)));
    this.#challenge = challenge;
    this.value = counted.at(-1)!.inputs;
  }

  /** Forgets the runs. Does what the button does. */
  startOver(): void {
    this.#challenge = new Challenge(this.#challenge.runLimit);
    this.#playback.stop();
    this.requestUpdate();
  }

  // What it gives away --------------------------------------------------------------------------

  protected override tables(): Table[] {
    const {shown, value} = this;
    const challenge = this.#challenge;
    const runs = challenge.runs.length ? [runTable(challenge)] : [];
    if (challenge.hidesAnswer) return [settingTable(value), ...runs];
    return [strategyTable(shown), wayTable(shown), driveTable(shown), ...runs];
  }

  override toSVG(): string {
    return stagingBenchStill.svg(this.shown, {
      symbols: this.symbols,
      appearance: {runs: this.#challenge.hidesAnswer ? 'secret' : 'none'},
    });
  }

  override describe(): string {
    return this.#challenge.active ? plainText(this.sentence()) : described(this.value);
  }

  protected override exports(): ExportAction {
    const usual = super.exports();
    if (!this.#challenge.active) return usual;
    return {
      ...usual,
      json: () => {
        const {requiredBuffer, ...value} = this.value;
        return {
          ...usual.json(),
          runs: this.#challenge.runs,
          value: this.#challenge.hidesAnswer ? value : {...value, requiredBuffer},
        };
      },
    };
  }

  protected override sentence(): Sentence {
    const challenge = this.#challenge;
    return challenge.active ? challengeSentence(challenge) : sentence(this.value);
  }

  protected override summary(): string {
    return (
      summary(this.value) +
      (this.#challenge.active ? ` You have ${this.#challenge.runLimit} runs: set, commit, watch.` : '')
    );
  }

  protected override announcement(): string {
    return this.#challenge.active ? 'Set. Commit the run to see what it does.' : announcement(this.value);
  }

  protected override shortcuts(): Shortcut[] {
    return [
      ...(this.#challenge.hidesAnswer
        ? []
        : [['O on the buffer or the interval', 'the smallest buffer that does, the best interval'] as const]),
      ['Arrows on the time bar', 'move through the checkpoint; the step buttons go from change to change'],
      ['Arrows on a number of a formula', 'turn it; so does dragging it sideways'],
    ];
  }

  // Picture -----------------------------------------------------------------------------------

  protected override legend(): TemplateResult {
    return html`<div class="head-row">${choiceToggle(this, 'strategy', fields.strategy, strategyNames)}</div>`;
  }

  protected override figure(): TemplateResult {
    return html`<div class="chart stage"></div>
      <div class="playback"></div>
      <p class="loads">
        load of the network:
        ${[
          ['drain', 'checkpoint'],
          ['training', 'training'],
          ['storm', 'too much'],
        ].map(([mark, name]) => html`<span><i class=${mark}></i>${name}</span>`)}
        <span><i class="store"></i>of the store</span>
      </p>`;
  }

  protected override aside(): TemplateResult {
    return html`<div class="instruments"></div>`;
  }

  /** What goes with the moment, apart from the rest: a number half typed in a box stays as it is. */
  renderMoment(): void {
    const [tape, dials] = ['.playback', '.instruments'].map((name) =>
      this.renderRoot.querySelector<HTMLElement>(name)!,
    );
    render(this.#playback.row(this.#hasResult), tape);
    render(instruments(this.shown, this.#playback.time, this.#hasResult), dials);
  }

  get #scene(): Scene {
    return {
      value: this.shown,
      checkpoint: this.#playback.checkpoint,
      answer: !this.#challenge.hidesAnswer,
      ran: this.#hasResult,
    };
  }

  /** Moves the picture to a moment. */
  moveTo(since: number): void {
    const {checkpoint} = this.#playback;
    if (this.#picture && checkpoint !== this.#sceneDrawn?.checkpoint) this.#show();
    this.#picture?.at(since);
  }

  #sceneDrawn?: Scene;

  #show(): void {
    const scene = this.#scene;
    const before = this.#sceneDrawn;
    if (!before || (Object.keys(scene) as Array<keyof Scene>).some((key) => scene[key] !== before[key]))
      this.#picture!.update((this.#sceneDrawn = scene));
    this.#picture!.at(this.#playback.since);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const of = Number(this.runs);
    if (changed.has('runs') && (of > 0 ? of : 0) !== this.#challenge.runLimit) {
      this.#challenge = new Challenge(of > 0 ? Math.floor(of) : 0);
      this.#playback.stop();
    }
    const {width, height} = this.viewport.size(this.#chart);
    if (!this.viewport.ready || width === 0) return;
    const key = `${width}x${height}`;
    if (this.#picture && key === this.#drawn) return this.#show();
    this.#picture = drawStaging((this.#sceneDrawn = this.#scene), {width, height, colours: themed});
    this.#picture.at(this.#playback.since);
    this.#drawn = key;
  }

  protected override patchFigure(): boolean {
    if (!this.#picture || !this.viewport.ready || this.#challenge.active) return this.#challenge.active;
    this.#show();
    return true;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    // A ledger that holds runs of an earlier visit answers by `recall`.
    if (changed.has('runs') && this.#challenge.active) this.emit('rt-recall');
    this.renderMoment();
    this.#chart = this.renderRoot.querySelector<HTMLElement>('.stage') ?? undefined;
    if (this.#chart) this.viewport.watch(this.#chart);
    placePicture(this.#chart, this.#picture?.svg);
  }

  // Controls ----------------------------------------------------------------------------------

  protected override controls(): unknown {
    return controlsInView(this, this.#challenge);
  }

  protected override advanced(): unknown {
    return advancedPanel(this, this.#challenge.active);
  }
}
