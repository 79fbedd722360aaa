import {reconcile} from '../../core/reconcile.js';
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import type {InputPhase} from '../../core/input-state.js';
import {styleMap} from 'lit/directives/style-map.js';
import {LEVELS, type Level} from '../../models/index.js';
import {toggleGroup} from '../../ui/controls/choice.js';
import {slider} from '../../ui/controls/slider.js';
import {canvasPalette} from '../../draw/canvas-palette.js';
import {legend} from '../../ui/legend.js';
import {palette, type Palette} from '../../draw/palette.js';
import type {Shortcut} from '../../ui/help-dialog.js';
import type {InputProperties} from '../../ui/input-element.js';
import {Widget} from '../../ui/widget.js';
import {scenarios} from '../../models/index.js';
import {announcement, levelName, number, sentence, summary, unitText} from './text.js';
import {failureTopologyStill} from './still.js';
import {shapes} from './draw/marks.js';
import {parseInjectedFailures, roundUpToMillisecond, formatInjectedFailures} from './injected-failures.js';
import {FleetSimulation} from './fleet-simulation.js';
import {
  failureTopology,
  fields,
  isFleet,
  lastOf,
  simulationOf,
  rollbackOf,
  stateOf,
  type Value,
  type Inputs,
} from './inputs.js';
import {MapView} from './map-view.js';
import {advancedPanel} from './advanced-panel.js';
import {Playback, speeds} from './playback.js';
import {sidePanel, type Tab} from './side-panel.js';
import {TimelineView} from './timeline-view.js';
import {UnitTree} from './unit-tree.js';
import {styles} from './failure-topology.styles.js';

const icons = {
  previous: 'M2,2H4V12H2ZM12,2V12L5,7Z',
  play: 'M3,1L13,7L3,13Z',
  pause: 'M3,2H6V12H3ZM8,2H11V12H8Z',
  next: 'M10,2H12V12H10ZM2,2V12L9,7Z',
} as const;

/** What an `rt-failure` tells: the failure as in `value.last`, and how far the job went back. */
export type FailureEventDetail = ReturnType<typeof lastOf> & {readonly rollback: ReturnType<typeof rollbackOf> | null};

/** Each input is a property too, in SI units. */
export interface FailureTopology extends InputProperties<Inputs> {}

/**
 * A fleet as a map, and a run of it as a tape: which part failed, what fell with it, and how far back the newest copy lies
 * that survived. The reader moves through the run, and fails a GPU, node, rack, power domain or pod at any moment.
 *
 * @summary Shows who fell, what fell with it, and how far back the job goes.
 * @tagname failure-topology
 * @slot - Fallback: a figure, table or sentence for readers without scripts and for print engines; not shown once the element runs.
 * @fires input - The reader changed an input; `value` is already new.
 * @fires change - The reader let go.
 * @fires {CustomEvent} rt-failure - Playback passed a failure, or the reader caused one; `detail` holds `time`, `cause`, `domain`, `component`, `gpus`, `index`, `caused`, `gpuHours` and `rollback`.
 * @csspart base - The whole widget.
 * @csspart key - The key to the map, with the numbers of the moment.
 * @csspart figure - The map and the tape.
 * @csspart map - The map.
 * @csspart moment - The handle on the tape.
 * @csspart whole - The handle on the strip of the whole run.
 * @csspart beside - Counters, copies, feed and tree.
 * @csspart tree - The units of the fleet as a tree.
 * @csspart sentence - What happened.
 * @csspart controls - The three controls in view.
 * @csspart tools - The row of tools.
 * @csspart notice - The notice about attributes that cannot be used.
 * @csspart more - The deeper controls.
 * @csspart table - The tables behind the figure.
 * @csspart sources - Where the numbers come from.
 * @csspart save - Ways to take the figure along.
 * @cssproperty [--rt-height] - Height kept free before the element runs, and its least height after; by default it depends on the width.
 * @cssproperty [--rt-checkpoint=#006395] - What is up, work and copies.
 * @cssproperty [--rt-lost=#cb202d] - What was struck, lost work and the way back.
 * @cssproperty [--rt-restart=#cc5500] - What fell with it, and restarts.
 * @cssproperty [--rt-downtime=#7a5195] - Downtime, and places taken by spares.
 * @cssproperty [--rt-total=#008f45] - The peer that holds the surviving copy.
 * @cssproperty [--rt-accent=#1f407a] - Handles, sliders, links and the unit pointed at.
 * @cssproperty [--rt-font] - Font family; the page's by default.
 */
export class FailureTopology extends Widget<Value> {
  static override readonly definition = failureTopology;

  static override styles = [...Widget.styles, styles];

  protected override readonly text = {
    name: 'Who fell, what fell with it, and how far back: a fleet and a run of it',
    still: failureTopologyStill,
    sentence,
    summary,
    announcement,
  };

  static override properties = {level: {state: true}, tab: {state: true}, overlay: {state: true}};

  /** What a press on the map fails. */
  declare level: Level;
  /** What stands beside the map. */
  declare tab: Tab;
  /** What is shown of the unit pointed at. */
  declare overlay: string;

  readonly simulation = new FleetSimulation(this);
  readonly tree = new UnitTree(this);
  protected readonly map = new MapView(this, this.viewport);
  readonly #timeline = new TimelineView(this, this.viewport);
  readonly #playback = new Playback(this);
  /** The colours of the page, for canvases. */
  canvasColours: Palette = palette;
  /** The farthest moment the reader has seen of this run, for the way back to it. */
  #latestTimeSeen = 0;
  #seen?: object;

  constructor() {
    super();
    this.level = 'node';
    this.tab = 'copies';
    this.overlay = 'nothing';
  }

  // Words -------------------------------------------------------------------------------------

  protected override shortcuts(): Shortcut[] {
    return [
      ['Arrows on the map', 'go from unit to unit'],
      ['Enter on the map or the tree', 'fails the unit at the moment shown'],
      ['Escape on the map', 'the next larger kind of unit'],
      ['+ − 0 on the map', 'closer, farther, the whole fleet; so does the wheel with Ctrl'],
      ['N, P on the tape', 'the next, the previous failure'],
      ['← → in the tree', 'open and close'],
    ];
  }

  // The moment --------------------------------------------------------------------------------

  /** The reader goes to a moment. */
  goTo(time: number, phase: InputPhase = 'end'): void {
    this.userInput({at: roundUpToMillisecond(time)}, phase);
  }

  readonly pausePlayback = (): void => {
    if (this.#playback.playing) this.#playback.stop();
  };

  step(way: 1 | -1): void {
    this.#playback.step(way);
  }

  timeLockReason(): string | undefined {
    return this.lockReason('at');
  }

  /** Playback passed these failures of the run. */
  failuresPassed(from: number, to: number): void {
    const {failures} = simulationOf(this.value).run;
    for (const record of failures.slice(from, to))
      this.#announceFailure({...lastOf(record), rollback: rollbackOf(record, this.value)});
  }

  #announceFailure(detail: FailureEventDetail): void {
    this.emit('rt-failure', Object.freeze(detail));
  }

  /** The reader fails a unit now. What has fallen already cannot fall again. */
  fail(level: Level, index: number): void {
    if (this.lockReason('failed')) return;
    this.pausePlayback();
    const {value} = this;
    const {run} = simulationOf(value);
    const at = Math.min(roundUpToMillisecond(value.time), Math.floor(run.end * 1000 - 1) / 1000);
    const failed = formatInjectedFailures([...(parseInjectedFailures(value.failed) ?? []), {level, index, time: at}]);
    const changes = {failed, at};
    const then = failureTopology.evaluate(reconcile(failureTopology, this.state.settings, changes));
    if (then.failures <= value.failures && at >= value.time)
      return this.announcer.say(() => `${unitText(value, level, index)} has fallen already.`);
    this.userInput(changes);
    if (this.value.last && this.value.failed === failed)
      this.#announceFailure({...this.value.last, rollback: this.value.rollback});
  }

  chooseLevel(level: Level): void {
    this.level = level;
    this.map.highlighted = undefined;
  }

  chooseTab(tab: Tab): void {
    this.tab = tab;
  }

  highlightUnit(level: Level, index: number): void {
    this.map.highlight({level, index});
  }

  showOverlay(shown: string): void {
    this.overlay = shown;
  }

  announce(text: string): void {
    this.announcer.say(() => text, 150);
  }

  // Picture -----------------------------------------------------------------------------------

  protected override legend(): TemplateResult {
    const {value} = this;
    const {down, repairing, parts} = stateOf(value);
    const struck = down.reduce((sum, {blast}) => sum + blast.struckTo - blast.struckFrom, 0);
    const fell = down.reduce((sum, {blast}) => sum + blast.gpus, 0) - struck;
    const stopped =
      (parts.filter(({doing}) => doing === 'down' || doing === 'restart').length / parts.length) * value.gpus;
    const standing = repairing.filter((record) => !down.includes(record)).reduce((sum, {blast}) => sum + blast.gpus, 0);
    const square = 'M-5,-4H5V4H-5Z';
    return legend([
      {mark: [square, 'up'], name: 'up', value: number(value.gpus - Math.min(value.gpus, struck + fell))},
      {mark: [shapes.struck, 'none', 'lost'], name: 'struck', value: number(struck)},
      {mark: [square, 'restart'], name: 'drained with it', value: number(fell)},
      {
        mark: ['M-5,4L3,-4M-1,4L5,-2M-5,0L-1,-4', 'none', 'checkpoint'],
        name: 'thrown back',
        value: number(Math.round(stopped)),
      },
      ...(isFleet(value)
        ? [
            {mark: [shapes.spare, 'surface', 'downtime'] as const, name: 'spare in place', value: number(standing)},
            {mark: [shapes.holder, 'surface', 'total'] as const, name: 'holds the copy'},
          ]
        : []),
    ]);
  }

  protected override figure(): TemplateResult {
    const {value, level} = this;
    const {counts} = simulationOf(value).topology;
    const levels = LEVELS.filter((each) => each === 'node' || counts[each] > 1 || (each !== 'gpu' && counts.node > 1));
    const button = (label: string, sign: keyof typeof icons, act: () => void, pressed?: boolean) =>
      html`<button
        type="button"
        class="tool icon"
        aria-label=${label}
        title=${label}
        aria-pressed=${pressed === undefined ? nothing : String(pressed)}
        aria-disabled=${this.timeLockReason() ? 'true' : 'false'}
        @click=${() => !this.timeLockReason() && act()}
      >
        <i class="glyph" style=${styleMap({clipPath: `path('${icons[sign]}')`})}></i>
      </button>`;
    const {playing, speed} = this.#playback;
    return html`<i class="ink" aria-hidden="true"></i>
      <div class="bar-row">
        ${toggleGroup<Level>(
          'level',
          'Press the map to fail a',
          levels.map((each) => [each, levelName(value, each)] as const),
          level,
          (chosen) => this.chooseLevel(chosen),
          this.lockReason('failed'),
        )}${this.map.buttons()}
      </div>
      ${this.map.figure()} ${this.#timeline.strip(false)}
      <div class="drive">
        <span class="buttons">
          ${button('Previous failure', 'previous', () => this.step(-1))}${button(playing ? 'Pause' : 'Play', playing ? 'pause' : 'play', () => this.#playback.toggle())}${button('Next failure', 'next', () => this.step(1))}
          <select
            aria-label="Speed"
            aria-disabled=${this.timeLockReason() ? 'true' : 'false'}
            .value=${speed}
            @change=${(event: Event) => (this.#playback.speed = (event.target as HTMLSelectElement).value)}
          >
            ${speeds.map(([of, name]) => html`<option value=${of} ?selected=${of === speed}>${name}</option>`)}
          </select>
          <button
            type="button"
            class="tool"
            aria-pressed=${String(value.time >= this.#latestTimeSeen)}
            title="To the farthest moment you have seen"
            aria-disabled=${this.timeLockReason() ? 'true' : 'false'}
            @click=${() => !this.timeLockReason() && value.time < this.#latestTimeSeen && this.goTo(this.#latestTimeSeen)}
          >
            Live
          </button>
        </span>
        ${this.#timeline.strip(true)}
      </div>`;
  }

  protected override aside(): TemplateResult {
    return sidePanel(this, this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const {first} = simulationOf(this.value);
    if (this.#seen !== first) this.#latestTimeSeen = 0;
    this.#seen = first;
    this.#latestTimeSeen = Math.max(this.#latestTimeSeen, this.value.time);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const map = this.map.box();
    if (map) this.viewport.watch(map, ...this.#timeline.boxes());
    if (!this.viewport.ready) return;
    this.canvasColours = canvasPalette(this.renderRoot.querySelector<HTMLElement>('.ink')!, this.viewport.printing);
    this.#draw();
  }

  #draw(): void {
    this.map.draw();
    this.#timeline.draw();
  }

  protected override patchFigure(): boolean {
    if (!this.viewport.ready || !this.renderRoot.querySelector('.map canvas')) return false;
    this.#draw();
    return true;
  }

  // Controls ----------------------------------------------------------------------------------

  protected override controls(): unknown {
    const {value} = this;
    const preset = scenarios[value.scenario];
    return [
      value.nodes === 1 && !isFleet(value)
        ? nothing
        : slider(this, 'nodes', fields.nodes, value.nodes, {
            low: 1,
            high: Math.max(1024, preset.nodes * 8),
            scale: 'log',
          }),
      slider(this, 'nodeMtbf', fields.nodeMtbf, value.nodeMtbf, {
        low: preset.nodeMtbf / 100,
        high: preset.nodeMtbf * 100,
        scale: 'log',
        label: 'Node MTBF',
      }),
      slider(this, 'interval', fields.interval, value.interval, {
        low: Math.min(60, preset.interval / 60),
        high: preset.interval * 24,
        scale: 'log',
        label: 'Store interval',
        optimum: 'optimal',
        note: value.followsOptimum ? 'follows the best interval' : undefined,
      }),
    ];
  }

  protected override advanced(): unknown {
    return advancedPanel(this, this);
  }
}
