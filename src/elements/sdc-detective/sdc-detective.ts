import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {LAYERS, randomFault, seededRandom, worstBit} from '../../models/index.js';
import {toolButton} from '../../ui/controls/tool-button.js';
import {choiceMenu, choiceToggle, numberBox} from '../../ui/controls/choice.js';
import {slider, valueBox} from '../../ui/controls/slider.js';
import type {ExportAction} from '../../ui/export.js';
import type {Table} from '../../core/table.js';
import {themed} from '../../draw/palette.js';
import type {Shortcut} from '../../ui/help-dialog.js';
import type {InputProperties} from '../../ui/input-element.js';
import {Widget} from '../../ui/widget.js';
import {BitView} from './bit-view.js';
import {Campaign} from './campaign.js';
import {challengePanel} from './challenge-panel.js';
import {
  announcement,
  campaignTables,
  count,
  detectorTable,
  faultTable,
  number,
  sentence,
  siteNames,
  summary,
  title,
  time,
} from './text.js';
import {detectorsPanel} from './detectors-panel.js';
import {
  harnessOf,
  harnessReady,
  faultOf,
  fields,
  presetNames,
  rangeOf,
  resolve,
  sdcDetective,
  withFindings,
  type InputName,
  type Value,
  type Inputs,
} from './inputs.js';
import {CostMeasurement} from './cost-measurement.js';
import {findings, pictureHeight, stage} from './draw.js';
import {sdcDetectiveStill} from './still.js';
import {styles} from './sdc-detective.styles.js';

/** Scenes of the drive. */
const scenes = fields.scene.max + 1;

/** Each input is a property too, in SI units. */
export interface SdcDetective extends InputProperties<Inputs> {}

/**
 * A real small network that looks at traffic lights in the page, and a real flipped bit in it: red becomes green and the loss
 * keeps quiet. Every detector is really run; a campaign injects thousands of faults and counts what each one catches.
 *
 * @summary Flips bits in a running network and shows what each detector really catches, when, and at what cost.
 * @tagname sdc-detective
 * @slot - Fallback: a figure, table or sentence for readers without scripts and for print engines; not shown once the element runs.
 * @fires input - The reader changed an input; `value` is already new.
 * @fires change - The reader let go.
 * @fires {CustomEvent} rt-run - A campaign came to its end; `detail` is its record.
 * @csspart base - The whole widget.
 * @csspart key - What breaks, and the scene.
 * @csspart figure - The scene, the network and the bits.
 * @csspart beside - The detectors.
 * @csspart sentence - What happened.
 * @csspart controls - The controls in view.
 * @csspart tools - The row of tools.
 * @csspart notice - The notice about attributes that cannot be used.
 * @csspart more - The deeper controls, the campaign and the Safety Director's challenge.
 * @csspart table - The tables behind the figure.
 * @csspart sources - Where the numbers come from.
 * @csspart save - Ways to take the figure along.
 * @cssproperty [--rt-height] - Height kept free before the element runs, and its least height after; by default it depends on the width.
 * @cssproperty [--rt-lost=#cb202d] - Red light, the flipped bit, what was missed.
 * @cssproperty [--rt-total=#008f45] - Green light, what was caught.
 * @cssproperty [--rt-restart=#cc5500] - Yellow light, cells the fault reached, the exponent.
 * @cssproperty [--rt-checkpoint=#006395] - Logits after the fault, the mantissa.
 * @cssproperty [--rt-accent=#1f407a] - Sliders and links.
 * @cssproperty [--rt-font] - Font family; the page's by default.
 */
export class SdcDetective extends Widget<Value> {
  static override readonly definition = sdcDetective;

  static override styles = [...Widget.styles, styles];

  protected override readonly text = {name: title, still: sdcDetectiveStill, sentence, summary, announcement};

  readonly measuring = new CostMeasurement(this);
  readonly campaign = new Campaign(this);
  readonly #bits = new BitView(this);
  #rays = 0;
  #valueWithFindings?: {of: Value; value: Value};
  #drawn = {stage: '', findings: ''};

  /** Inputs and results: a frozen snapshot in SI units. Set it with a partial object of inputs; silent. */
  protected override completeValue(of: Value): Value {
    const timings = this.measuring?.timings;
    const result = this.campaign?.running ? undefined : this.campaign?.result;
    if (!timings || (!result && !this.measuring.inference)) return of;
    if (this.#valueWithFindings?.of !== of) this.#valueWithFindings = {of, value: withFindings(of, timings, result)};
    return this.#valueWithFindings.value;
  }

  /** A campaign came to its end. */
  campaignFinished(record: object): void {
    this.emit('rt-run', record);
  }

  /** Something was measured or counted. */
  measured(): void {
    this.#valueWithFindings = undefined;
    this.requestUpdate();
  }

  // What it gives away --------------------------------------------------------------------------

  protected override tables(): Table[] {
    const {result, running} = this.campaign;
    return [faultTable(this.value), detectorTable(this.value), ...(result && !running ? campaignTables(result) : [])];
  }

  protected override exports(): ExportAction {
    const usual = super.exports();
    return {
      ...usual,
      json: () => ({
        ...usual.json(),
        ...(this.campaign.result ? {campaign: this.campaign.result} : {}),
        ...(this.measuring.curve.length ? {costByWidth: this.measuring.curve} : {}),
      }),
    };
  }

  protected override shortcuts(): Shortcut[] {
    return [
      ['Arrows on the bits', 'go from bit to bit, Home and End to the ends'],
      ['Enter or Space on a bit', 'flips it'],
    ];
  }

  // Faults --------------------------------------------------------------------------------------

  /** Why the fault may not be changed. */
  #why(): string | undefined {
    return this.lockReason('bits') ?? this.lockReason('index');
  }

  /** The bit of the number whose flip raises the loss most; of a core, where trying takes long, and of a checksum, which harms nothing, the top one of the exponent. */
  #worst = (): void => {
    const {value} = this;
    const untried = value.site === 'core' || value.site === 'checksum' || value.site === 'block';
    this.userInput({
      bits: String(untried ? Math.max(0, rangeOf(value).bits - 2) : worstBit(harnessOf(value.format), faultOf(value))),
    });
  };

  /** A bit by chance; a ray strikes anywhere in the weights. */
  #random(ray: boolean): void {
    const {format, site} = this.value;
    const free = this.lockReason('site') === undefined;
    const where = free && (ray || site === 'block') ? 'weight' : site;
    const {layer, index, bits, checksum} = randomFault(seededRandom(this.seed, this.#rays++), where, format);
    this.userInput({
      ...(where === site ? {} : {site: where}),
      layer: layer!,
      index: index!,
      bits: bits!.join(' '),
      ...(site === 'checksum' ? {checksum: checksum!} : {}),
    });
  }

  // Picture -----------------------------------------------------------------------------------

  protected override legend(): TemplateResult {
    const {value} = this;
    const why = this.lockReason('scene');
    const step = (label: string, sign: string, way: number) =>
      toolButton(label, sign, !why, () => this.userInput({scene: (value.scene + way + scenes) % scenes}));
    return html`<div class="head-row">
      ${choiceMenu(this, 'site', fields.site, siteNames)}
      <span class="gap"></span
      >${this.isHidden('scene') ? nothing : html`<span class="scenes">${step('Previous scene', '‹', -1)}scene ${value.scene}, of 0 to ${fields.scene.max}${step('Next scene', '›', 1)}</span>`}
    </div>`;
  }

  protected override figure(): TemplateResult {
    return html`<div class="stage"></div>
      ${this.#bits.render()}`;
  }

  protected override aside(): TemplateResult {
    return detectorsPanel(this);
  }

  #stage?: HTMLElement;
  #svg?: SVGSVGElement;

  #draw(): void {
    const {value} = this;
    const {width} = this.viewport.size(this.#stage);
    if (!width) return;
    const w = Math.min(width, 560);
    // The place of the picture before it is drawn: nothing moves when the reader is near.
    this.#stage!.style.minHeight = `${pictureHeight(w)}px`;
    if (!this.viewport.ready) return;
    if (!this.#svg) {
      this.#svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      this.#svg.setAttribute('aria-hidden', 'true');
      this.#svg.append(
        document.createElementNS(this.#svg.namespaceURI, 'g'),
        document.createElementNS(this.#svg.namespaceURI, 'g'),
      );
    }
    const {
      children: [still, moving],
    } = this.#svg;
    const key = `${w} ${value.scene} ${value.format}`;
    if (key !== this.#drawn.stage) {
      this.#svg.setAttribute('viewBox', `0 0 ${w} ${pictureHeight(w)}`);
      this.#svg.setAttribute('width', String(w));
      this.#svg.setAttribute('height', String(pictureHeight(w)));
      still.innerHTML = stage(value, w, themed);
      this.#drawn.stage = key;
    }
    const marks = findings(value, w, themed);
    if (marks !== this.#drawn.findings) moving.innerHTML = this.#drawn.findings = marks;
    if (this.#svg.parentElement !== this.#stage) this.#stage!.append(this.#svg);
  }

  protected override patchFigure(): boolean {
    if (!this.#svg || !this.viewport.ready) return false;
    this.#draw();
    return true;
  }

  /** The page draws when the network stands ready; `value` asked for before makes it at once. */
  protected override async scheduleUpdate(): Promise<unknown> {
    await harnessReady(resolve(this.settings).format);
    return super.scheduleUpdate();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#stage = this.renderRoot.querySelector<HTMLElement>('.stage') ?? undefined;
    if (this.#stage) this.viewport.watch(this.#stage);
    this.#draw();
  }

  // Controls ----------------------------------------------------------------------------------

  protected override controls(): unknown {
    const {value} = this;
    const {rays, site, scrubPeriod, frameTime, devices} = value;
    const {count: numbers} = rangeOf(value);
    const why = this.#why();
    const act = (name: string, does: () => void) =>
      html`<button
        type="button"
        class="tool boxed"
        title=${why ?? nothing}
        aria-disabled=${why ? 'true' : 'false'}
        @click=${() => !why && does()}
      >
        ${name}
      </button>`;
    return [
      slider(this, 'index', fields.index, value.index, {
        low: 0,
        high: Math.max(1, numbers - 1),
        scale: 'linear',
        note: site === 'core' ? 'not used by a core' : `of ${count(numbers)}`,
      }),
      html`<div class="control pick">
        <span class="acts"
          >${act('Worst bit', this.#worst)}${act('Random', () => this.#random(false))}${act('Cosmic ray', () => this.#random(true))}</span
        >
        <span class="note"
          >${rays.meanTime === null ? 'no rays at this rate' : html`a ray hits one device every <b>${time(rays.meanTime)}</b>, ${count(devices)} of them <b>${number(Number(rays.perYear.toPrecision(3)))}</b> times a year`}</span
        >
      </div>`,
      slider(this, 'scrubPeriod', fields.scrubPeriod, scrubPeriod, {
        low: 1,
        high: 10_000,
        scale: 'log',
        note: `frames, ${time(scrubPeriod * frameTime)}`,
      }),
    ];
  }

  protected override advanced(): unknown {
    const {value} = this;
    const {site} = value;
    const box = (key: InputName, note?: unknown) => numberBox(this, key, fields[key], note);
    return html`<div class="advanced">
      ${choiceMenu(this, 'scenario', fields.scenario, presetNames)} ${choiceToggle(this, 'format', fields.format, {})}
      ${this.isHidden('bits') ? nothing : html`<div class="control number" data-input="bits"><span class="name">${fields.bits.label}</span>${valueBox(this, 'bits', fields.bits, value.bits, fields.bits.label)}<span class="note">several with spaces</span></div>`}
      ${['activation', 'product', 'checksum'].includes(site) ? box('layer', LAYERS[value.layer].name) : nothing}
      ${site === 'core' ? box('every') : nothing}${site === 'block' ? box('length') : nothing}
      ${site === 'checksum' ? choiceToggle(this, 'checksum', fields.checksum, {abft: 'column sum', crc: 'CRC', ecc: 'ECC'}) : nothing}
      ${[box('scene'), box('canaryPeriod', 'frames'), box('frameTime'), box('fit', '20 for SRAM, 0.0125 for modern DRAM; 250 is twenty years old'), box('memory'), box('devices'), box('checkpointInterval'), box('assumedCoverage'), box('detectionLatency')]}
      ${this.campaign.panel()} ${challengePanel(this)}
    </div>`;
  }
}
