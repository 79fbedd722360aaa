import {html, nothing, render, type PropertyValues, type TemplateResult} from 'lit';
import {scenarios} from '../../models/index.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {dragHandle, moveHandle} from '../../ui/drag-handle.js';
import {choiceMenu, choiceToggle, inputSection, numberBoxes} from '../../ui/controls/choice.js';
import {keyStep, slider, valueAfterStep, roundForInput, type SliderRange} from '../../ui/controls/slider.js';
import {themed} from '../../draw/palette.js';
import {suggestionPanel} from '../../ui/controls/suggestion.js';
import type {Shortcut} from '../../ui/help-dialog.js';
import type {InputProperties} from '../../ui/input-element.js';
import {Widget} from '../../ui/widget.js';
import {brownoutBenchStill} from './still.js';
import {frameOf, gauges, handleGap, picture, voltsOf, yOf} from './draw.js';
import {styles} from './brownout-bench.styles.js';
import {
  announcement,
  bytes,
  earlyEnough,
  farads,
  firstSuggestion,
  joules,
  leastCapacitor,
  memoryNames,
  sentence,
  summary,
  title,
  time,
  volts,
} from './text.js';
import {brownoutBench, fields, shownBytes, type Value, type Inputs} from './inputs.js';
import {Playback} from './playback.js';

/** The part of the picture that stands for an input or a result. */
const marks: Record<string, string> = {
  capacitance: 'curve',
  holdUp: 'curve',
  saveLoad: 'curve',
  energy: 'energy',
  saveEnergy: 'save',
  saveTime: 'save',
  stateSize: 'save',
  requiredVoltage: 'need',
  safeVoltage: 'need',
  minVoltage: 'min',
  supplyVoltage: 'supply',
  tripVoltage: 'curve',
};

/** Each input is a property too, in SI units. */
export interface BrownoutBench extends InputProperties<Inputs> {}

/**
 * A capacitor that keeps a small device alive for a moment, and the state that must be saved before the voltage is gone.
 * Energy and time are two limits; either alone can kill the save. Two slots with number and CRC survive a torn one.
 *
 * @summary Shows whether a state is safe before a brown-out, and what is found afterwards.
 * @tagname brownout-bench
 * @slot - Fallback: a figure, table or sentence for readers without scripts and for print engines; not shown once the element runs.
 * @fires input - The reader changed an input; `value` is already new.
 * @fires change - The reader let go.
 * @csspart base - The whole widget.
 * @csspart key - The memory that the state goes to.
 * @csspart figure - The picture with its time bar.
 * @csspart trip - The handle at the voltage where the alarm trips.
 * @csspart beside - The two gauges and what follows from them.
 * @csspart sentence - What the numbers mean.
 * @csspart controls - The controls in view, and the first remedy.
 * @csspart tools - The row of tools.
 * @csspart notice - The notice about attributes that cannot be used.
 * @csspart more - The deeper controls.
 * @csspart table - The tables behind the figure.
 * @csspart sources - Where the numbers come from.
 * @csspart save - Ways to take the figure along.
 * @cssproperty [--rt-height] - Height kept free before the element runs, and its least height after; by default it depends on the width.
 * @cssproperty [--rt-checkpoint=#006395] - The save, and bytes of the new state.
 * @cssproperty [--rt-lost=#cb202d] - Where the device stops, and what is torn.
 * @cssproperty [--rt-total=#008f45] - The state is safe.
 * @cssproperty [--rt-restart=#cc5500] - The voltage that would be early enough.
 * @cssproperty [--rt-zone=#6c757d] - Bytes of the old state.
 * @cssproperty [--rt-accent=#1f407a] - The handle, sliders and links.
 * @cssproperty [--rt-font] - Font family; the page's by default.
 */
export class BrownoutBench extends Widget<Value> {
  static override readonly definition = brownoutBench;

  static override styles = [...Widget.styles, styles];

  protected override readonly text = {
    name: title,
    still: brownoutBenchStill,
    sentence,
    summary,
    announcement,
    marks,
  };

  readonly #playback = new Playback(this);
  #drawn = '';

  protected override shortcuts(): Shortcut[] {
    return [
      ['O on the alarm or the capacitor', 'just early enough, just large enough'],
      ['Arrows on the time bar', 'move through the fall of the voltage'],
      ['Arrows on a number of a formula', 'turn it; so does dragging it sideways'],
    ];
  }

  // Picture -----------------------------------------------------------------------------------

  protected override legend(): TemplateResult {
    return html`<div class="head-row">${choiceToggle(this, 'memoryType', fields.memoryType, memoryNames)}</div>`;
  }

  get #stage(): HTMLElement | null {
    return this.renderRoot.querySelector('.stage');
  }

  /** How far the alarm goes. */
  get #alarm(): SliderRange {
    const {minVoltage, supplyVoltage} = this.value;
    return {
      low: Math.min(supplyVoltage, Number((minVoltage * 1.001).toPrecision(4))),
      high: supplyVoltage,
      scale: 'linear',
    };
  }

  protected override figure(): TemplateResult {
    const {width, height} = this.viewport.size(this.#stage ?? undefined);
    return html`<div class="chart stage">
        ${this.viewport.ready && width > 0 ? html`<svg class="picture" width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true"></svg>${this.#handle(width, height)}` : nothing}
      </div>
      <div class="playback"></div>`;
  }

  #handle(width: number, height: number): TemplateResult | typeof nothing {
    if (this.isHidden('tripVoltage')) return nothing;
    const {value} = this;
    const frame = frameOf(value, width, height);
    const {low, high} = this.#alarm;
    const at = (volt: number) => yOf(frame, volt);
    const locked = this.lockReason('tripVoltage');
    const onKey = (event: KeyboardEvent) => {
      const goes = event.key.toLowerCase() === 'o' && !event.ctrlKey && !event.metaKey;
      const step = goes ? 0 : keyStep(event);
      if (step === undefined) return;
      event.preventDefault();
      const to = goes ? earlyEnough(value) : valueAfterStep(fields.tripVoltage, this.#alarm, value.tripVoltage, step);
      if (to !== undefined && !locked) this.userInput({tripVoltage: to});
    };
    return dragHandle({
      label: 'Voltage at which the alarm trips',
      valueText: `${volts(value.tripVoltage)}; ${volts(value.safeVoltage)} needed`,
      percent: (100 * (value.tripVoltage - low)) / (high - low || 1),
      part: 'trip',
      vertical: true,
      locked,
      x: frame.x0 - handleGap,
      y: at(value.tripVoltage),
      area: {left: frame.x0 - handleGap - 14, top: at(high), width: 28, height: Math.max(1, at(low) - at(high))},
      move: (y) =>
        this.userInput(
          {tripVoltage: Math.min(high, Math.max(low, roundForInput(fields.tripVoltage, voltsOf(frame, y))))},
          'move',
        ),
      end: () => this.endInput(),
      onKey,
    });
  }

  protected override aside(): TemplateResult {
    const {maxState, frameEnergy, saveFrames, frameTime} = this.value;
    return html`<div class="gauges"><svg aria-hidden="true"></svg></div>
      <dl class="dials">
        <div>
          <dt>Largest state</dt>
          <dd><b>${bytes(maxState)}</b></dd>
        </div>
        <div>
          <dt>Least capacitor</dt>
          <dd><b>${farads(leastCapacitor(this.value))}</b></dd>
        </div>
        <div>
          <dt>A ${time(frameTime)} frame</dt>
          <dd><b>${joules(frameEnergy)}</b></dd>
        </div>
        <div>
          <dt>A save costs</dt>
          <dd><b>${formatQuantity(saveFrames, 'number', {digits: 2})}</b> frames</dd>
        </div>
      </dl>`;
  }

  /** What goes with the moment: the picture and the time bar. */
  renderMoment(): void {
    this.#show();
    const row = this.renderRoot.querySelector<HTMLElement>('.playback');
    if (row) render(this.#playback.row(), row);
  }

  renderPlaybackText(): void {
    this.announcer.say(() => announcement(this.value));
  }

  #show(): void {
    const stage = this.#stage;
    const svg = stage?.querySelector('svg');
    if (!stage || !svg) return;
    const {value} = this;
    const {width, height} = this.viewport.size(stage);
    const marks = picture(value, this.#playback.at, width, height, themed);
    if (marks !== this.#drawn || !svg.firstChild) svg.innerHTML = this.#drawn = marks;
    const gaugesSvg = this.renderRoot.querySelector<SVGSVGElement>('.gauges svg');
    if (gaugesSvg) gaugesSvg.innerHTML = gauges(value, this.#gaugesWidth, themed);
    const frame = frameOf(value, width, height);
    moveHandle(stage, {x: frame.x0 - handleGap, y: yOf(frame, value.tripVoltage)});
  }

  /** Width of what stands beside, less the end of a word that an engine draws past its anchor. */
  get #gaugesWidth(): number {
    const {width} = this.viewport.size(this.renderRoot.querySelector<HTMLElement>('.gauges') ?? undefined);
    return (width || 240) - 2;
  }

  protected override patchFigure(): boolean {
    if (!this.viewport.ready || !this.#drawn) return false;
    this.#show();
    return true;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const [stage, side] = [this.#stage, this.renderRoot.querySelector<HTMLElement>('.gauges')];
    if (stage && side) this.viewport.watch(stage, side);
    this.renderMoment();
  }

  // Controls ----------------------------------------------------------------------------------

  protected override controls(): unknown {
    const {value} = this;
    const {capacitance, stateSize, maxState} = value;
    const enough = leastCapacitor(value);
    return [
      slider(this, 'capacitance', fields.capacitance, capacitance, {
        low: 1e-6,
        high: 0.01,
        scale: 'log',
        note: html`least that does: <b>${farads(enough)}</b>`,
        optimum: Math.min(fields.capacitance.max, enough),
      }),
      slider(this, 'stateSize', fields.stateSize, stateSize, {
        low: 64,
        high: 262_144,
        scale: 'log',
        note: html`largest that fits: <b>${bytes(maxState)}</b>`,
      }),
      this.#suggestion(),
    ];
  }

  /** What to try first, and a button that does it. */
  #suggestion(): TemplateResult {
    return suggestionPanel(
      this,
      this.value.survives ? 'Next' : 'First remedy',
      firstSuggestion(this.value),
      'Nothing breaks, and no smaller capacitor would do.',
    );
  }

  protected override advanced(): unknown {
    const names = Object.fromEntries(
      fields.scenario.choices.map((name) => [name, scenarios[name as keyof typeof scenarios].label]),
    );
    const [whole, shown] = [this.value.stateSize, shownBytes(this.value)];
    return html`<div class="advanced">
      ${choiceMenu(this, 'scenario', fields.scenario, names)}
      ${choiceToggle(this, 'slots', fields.slots, {two: 'two slots in turn', one: 'one copy in place'}, this.value.slots === 'one' ? 'A torn write is then worse than none.' : undefined)}
      ${whole > shown ? html`<p class="note">The copies on show are real, and small: ${bytes(shown)} for ${bytes(whole)}, written, cut at the same share, and read back.</p>` : nothing}
      ${inputSection('Voltages', [slider(this, 'tripVoltage', fields.tripVoltage, this.value.tripVoltage, {...this.#alarm, optimum: earlyEnough(this.value)}), ...numberBoxes(this, fields, 'minVoltage', 'supplyVoltage', 'converterEfficiency')])}
      ${inputSection('Save', numberBoxes(this, fields, 'saveLoad', 'memorySpeed', 'energyPerByte', 'fixedEnergy', 'eraseTime'))}
      ${inputSection('Frame', numberBoxes(this, fields, 'powerBudget', 'frameTime'))}
    </div>`;
  }
}
