import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import type {InputPhase} from '../../core/input-state.js';
import {toolButton} from '../../ui/controls/tool-button.js';
import {dragHandle, moveHandle} from '../../ui/drag-handle.js';
import {keyStep} from '../../ui/controls/slider.js';
import {svgPen} from '../../draw/pen.js';
import {themed} from '../../draw/palette.js';
import type {Shortcut} from '../../ui/help-dialog.js';
import type {InputProperties} from '../../ui/input-element.js';
import {Widget} from '../../ui/widget.js';
import {advancedPanel} from './advanced-panel.js';
import {controlsInView} from './controls.js';
import {announcement, deltas, frames, killSentence, rate, sentence, summary, title, time} from './text.js';
import {evaluate, fields, playedOf, playSession, preemptionWall, type Value, type Inputs} from './inputs.js';
import {bar, drawResume, drawSession, drawingHeights, resumeScale, sessionScale, strip, windowOf} from './draw.js';
import {preemptionWallStill} from './still.js';
import {styles} from './preemption-wall.styles.js';

/** The part of the picture that stands for an input or a result. */
const marks: Record<string, string> = {
  fixed: 'fixed',
  base: 'base',
  baseRead: 'base',
  chain: 'deltas',
  delta: 'deltas',
  decode: 'deltas',
  deltaRead: 'deltas',
  maxChain: 'wall',
  resumeLimit: 'wall',
  resume: 'deltas',
  readBandwidth: 'base',
  bytesPerCheckpoint: 'flash',
  meanSave: 'flash',
  writeRate: 'flash',
  interval: 'saves',
  killInterval: 'kills',
  lostWork: 'lost',
  torn: 'lost',
  dirtyPages: 'deltas',
};

const svgNames = 'http://www.w3.org/2000/svg';

/** Each input is a property too, in SI units. */
export interface PreemptionWall extends InputProperties<Inputs> {}

/**
 * An application that the system kills without warning, and what it must read to be back before the user sees the
 * freeze: a base and a chain of deltas, against a wall of 100 ms. Below it a session: saves, kills, and the journal that
 * a kill left, really written, torn and replayed.
 *
 * @summary Shows how long a chain of incremental checkpoints may get before a resume is seen, and what compaction costs.
 * @tagname preemption-wall
 * @slot - Fallback: a figure, table or sentence for readers without scripts and for print engines; not shown once the element runs.
 * @fires input - The reader changed an input; `value` is already new.
 * @fires change - The reader let go.
 * @csspart base - The whole widget.
 * @csspart key - The numbers of the moment.
 * @csspart figure - The picture with its buttons.
 * @csspart chain - The end of the chain, on the time bar.
 * @csspart moment - The kill on show, in the session.
 * @csspart sentence - What the numbers mean.
 * @csspart controls - The controls in view.
 * @csspart beside - Empty here.
 * @csspart tools - The row of tools.
 * @csspart notice - The notice about attributes that cannot be used.
 * @csspart more - The deeper controls.
 * @csspart table - The tables behind the figure.
 * @csspart sources - Where the numbers come from.
 * @csspart save - Ways to take the figure along.
 * @cssproperty [--rt-height] - Height kept free before the element runs, and its least height after; by default it depends on the width.
 * @cssproperty [--rt-checkpoint=#006395] - The base.
 * @cssproperty [--rt-total=#008f45] - Deltas.
 * @cssproperty [--rt-lost=#cb202d] - The wall, what is beyond it, and lost work.
 * @cssproperty [--rt-zone=#6c757d] - The start of the process.
 * @cssproperty [--rt-accent=#1f407a] - Handles, sliders and links.
 * @cssproperty [--rt-font] - Font family; the page's by default.
 */
export class PreemptionWall extends Widget<Value> {
  static override readonly definition = preemptionWall;

  static override styles = [...Widget.styles, styles];

  protected override readonly text = {
    name: title,
    still: preemptionWallStill,
    sentence,
    summary,
    announcement,
    marks,
  };

  /** The system's kill on show; undefined for the one that tells most. */
  #selectedKill?: number;
  /** The state in which the reader chose a kill, and the value with that kill on show. */
  #pickedFor?: Value;
  #pickedValue?: {pick: number; value: Value};
  /** While a hand moves the scales stand still. */
  #scaleEndDuringDrag = 0;
  #windowDuringDrag?: {from: number; to: number};
  #drawings: SVGSVGElement[] = [];
  #drawn: unknown[][] = [];

  // Value -------------------------------------------------------------------------------------

  /** Inputs and results: a frozen snapshot in SI units. Set it with a partial object of inputs; silent. */
  protected override completeValue(value: Value): Value {
    const before = this.#pickedFor;
    // Another session has other kills.
    if (before && before !== value && (before.kill !== value.kill || before.seed !== value.seed))
      this.#selectedKill = undefined;
    if (this.#selectedKill === undefined) {
      this.#pickedFor = undefined;
      return value;
    }
    if (before !== value || this.#pickedValue?.pick !== this.#selectedKill) {
      this.#pickedFor = value;
      this.#pickedValue = {pick: this.#selectedKill, value: evaluate(this.state.settings, this.#selectedKill)};
    }
    return this.#pickedValue!.value;
  }

  // What it gives away --------------------------------------------------------------------------

  protected override shortcuts(): Shortcut[] {
    return [
      ['Arrows on the end of the chain', 'one delta more or less'],
      ['O there, or on its slider', 'the longest chain that fits'],
      ['Arrows on the kill', 'kill earlier or later'],
      ['N and P on the kill', 'the next and the previous kill'],
      ['Arrows on a number of a formula', 'turn it; so does dragging it sideways'],
    ];
  }

  // Picture -----------------------------------------------------------------------------------

  protected override legend(): TemplateResult {
    const {resume, frames: of, fits, writeRate, lostWork} = this.value;
    return html`<span class="now ${fits ? '' : 'late'}">${time(resume)}</span
      ><span>to be back: <b>${frames(of)}</b>, ${fits ? 'not seen' : 'seen as a freeze'}</span>
      <span>to flash <b>${rate(writeRate)}</b></span
      ><span>lost to a kill <b>${time(lostWork)}</b></span>`;
  }

  #scale(width: number) {
    return resumeScale(this.value, width, this.#scaleEndDuringDrag);
  }

  get #shownWindow(): {from: number; to: number} {
    return this.#windowDuringDrag ?? windowOf(this.value);
  }

  #boxes(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.chart')];
  }

  protected override figure(): TemplateResult {
    const {value, viewport} = this;
    const [{width}, {width: wide}] = [0, 1].map((i) => viewport.size(this.#boxes()[i]));
    const ready = viewport.ready && width > 0 && wide > 0;
    const able = value.lastKill !== null;
    const why = this.lockReason('kill');
    return html`<div class="chart bar">${ready ? this.#chainHandle(width) : nothing}</div>
      <div class="chart strip">${ready ? this.#killHandle(wide) : nothing}</div>
      <div class="deck">
        <button
          type="button"
          class="tool boxed"
          title=${why ?? nothing}
          aria-disabled=${why !== undefined}
          @click=${() => !why && this.#killNow(false)}
        >
          Kill it now
        </button>
        <button
          type="button"
          class="tool boxed"
          title=${why ?? nothing}
          aria-disabled=${why !== undefined}
          @click=${() => !why && this.#killNow(true)}
        >
          … while it saves
        </button>
        ${toolButton('Previous kill', '‹', able, () => this.step(-1))}${toolButton('Next kill', '›', able, () => this.step(1))}
        <p class="replayed">${killSentence(value)}</p>
      </div>`;
  }

  #chainHandle(width: number): TemplateResult {
    const {chain, resume, fixed, baseRead, deltaRead, maxChain} = this.value;
    const {x, invert} = this.#scale(width);
    const most = fields.chain.max!;
    const set = (k: number, phase: InputPhase) =>
      this.userInput({chain: Math.min(most, Math.max(1, Math.round(k)))}, phase);
    return dragHandle({
      label: 'End of the chain',
      part: 'chain',
      valueText: `${deltas(chain)}, back in ${time(resume)}`,
      percent: (100 * chain) / Math.max(chain, maxChain, 1),
      x: x(resume),
      y: bar.top + bar.height / 2,
      area: {left: 0, top: bar.top - 6, width, height: bar.height + 12},
      locked: this.lockReason('chain'),
      move: (to) => {
        this.#scaleEndDuringDrag = this.#scale(width).to;
        set((invert(to) - fixed - baseRead) / deltaRead, 'move');
      },
      end: () => {
        this.#scaleEndDuringDrag = 0;
        this.endInput();
      },
      onKey: (event) => {
        const step = keyStep(event);
        const best = event.key.toLowerCase() === 'o' && !event.ctrlKey && !event.metaKey;
        if (step === undefined && !best) return;
        event.preventDefault();
        const longest = Math.max(1, maxChain);
        set(
          best || step === 'high'
            ? longest
            : step === 'low'
              ? 1
              : chain + Math.sign(step!) * (Math.abs(step!) > 0.05 ? 5 : 1),
          'end',
        );
      },
    });
  }

  #killHandle(width: number): TemplateResult {
    const {lastKill, session, interval} = this.value;
    const {x, invert, from, to} = sessionScale(this.#shownWindow, width);
    const at = lastKill?.time ?? (from + to) / 2;
    const set = (when: number, phase: InputPhase) =>
      this.userInput({kill: Number(Math.min(session * (1 - 1e-9), Math.max(0, when)).toFixed(3))}, phase);
    return dragHandle({
      label: 'The kill on show',
      valueText: killSentence(this.value),
      percent: (100 * at) / session,
      part: 'moment',
      x: x(at),
      y: strip.base,
      area: {left: 0, top: strip.top, width, height: strip.base - strip.top + 4},
      locked: this.lockReason('kill'),
      move: (px) => {
        this.#windowDuringDrag ??= this.#shownWindow;
        set(Math.min(to, Math.max(from, invert(px))), 'move');
      },
      end: () => {
        this.#windowDuringDrag = undefined;
        this.endInput();
      },
      onKey: (event) => {
        const step = keyStep(event);
        const letter = event.ctrlKey || event.metaKey ? '' : event.key.toLowerCase();
        if (step === undefined && letter !== 'n' && letter !== 'p') return;
        event.preventDefault();
        if (step === undefined) this.step(letter === 'n' ? 1 : -1);
        else
          set(
            step === 'low'
              ? from
              : step === 'high'
                ? to
                : at +
                  Math.sign(step) *
                    (Math.abs(step) > 0.05 ? interval : Math.abs(step) < 0.01 ? interval / 50 : interval / 5),
            'end',
          );
      },
    });
  }

  /** Shows the next kill of the session, or the one before. */
  step(way: 1 | -1): void {
    const {
      run: {kills},
      shown,
    } = playedOf(this.value);
    if (!kills.length) return;
    this.#selectedKill = (shown + way + kills.length) % kills.length;
    this.announcer.say(() => killSentence(this.value));
    this.requestUpdate();
  }

  /** A kill without warning: some time in the next seconds, as the hand falls; or in the middle of the next save. */
  #killNow(saving: boolean): void {
    const {value} = this;
    const {lastKill, interval, session, chain} = value;
    const begin = lastKill?.time ?? 0;
    const fall = (performance.now() / 1000) % 1;
    let when = begin + (2 + Math.floor(((performance.now() / 97) % 1) * chain) + fall) * interval;
    if (when >= session) when = fall * session;
    // The records there would be without the reader's last kill.
    const next = saving
      ? playSession({...value, kill: 'system'}, {from: when, to: session}).saves.find(
          ({kind, deltas: after, whole}) => whole && kind === 'delta' && after > 1,
        )
      : undefined;
    if (next) when = (next.start + next.end) / 2;
    this.#selectedKill = undefined;
    this.userInput({kill: Number(when.toFixed(6))});
    this.announcer.say(() => killSentence(this.value));
  }

  #draw(): boolean {
    const {value, viewport} = this;
    const boxes = this.#boxes();
    const widths = boxes.map((box) => viewport.size(box).width);
    if (!viewport.ready || widths.length < 2 || widths.some((width) => width === 0)) return false;
    boxes.forEach((box, i) => {
      const width = widths[i];
      const stretch = this.#shownWindow;
      const seen = i ? [value, width, stretch.from, stretch.to] : [value, width, this.#scaleEndDuringDrag];
      const svg = (this.#drawings[i] ??= document.createElementNS(svgNames, 'svg'));
      if (svg.parentElement !== box) box.prepend(svg);
      const scale = i ? sessionScale(stretch, width) : this.#scale(width);
      const at = i ? (value.lastKill?.time ?? (stretch.from + stretch.to) / 2) : value.resume;
      moveHandle(box, {x: scale.x(at), y: i ? strip.base : bar.top + bar.height / 2});
      if (seen.every((one, j) => one === this.#drawn[i]?.[j])) return;
      this.#drawn[i] = seen;
      const pen = svgPen(i ? 'session' : 'wall', themed);
      if (i) drawSession(pen, value, stretch, width);
      else drawResume(pen, value, scale, width);
      const height = i ? drawingHeights.session : drawingHeights.resume;
      for (const [name, text] of [
        ['width', width],
        ['height', height],
        ['viewBox', `0 0 ${width} ${height}`],
        ['aria-hidden', 'true'],
      ] as const)
        svg.setAttribute(name, String(text));
      svg.innerHTML = pen.markup();
    });
    return true;
  }

  protected override patchFigure(): boolean {
    return this.#draw();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.viewport.watch(...this.#boxes());
    this.#draw();
  }

  // Controls ----------------------------------------------------------------------------------

  protected override controls(): unknown {
    return controlsInView(this);
  }

  protected override advanced(): unknown {
    return advancedPanel(this);
  }
}
