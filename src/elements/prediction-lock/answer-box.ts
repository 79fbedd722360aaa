import {followPointer} from '../../ui/follow-pointer.js';
import {html, nothing, svg, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {styleMap} from 'lit/directives/style-map.js';
import {formatQuantity, parseQuantity} from '../../models/index.js';
import {isBareNumber} from '../../models/quantities/quantity.js';
import {showAnswer, type Bounds, type Option} from '../../mission/questions.js';
import {boxValue} from '../../ui/controls/box-value.js';

/** What was typed and could not be taken, and why. */
export interface Typo {
  text: string;
  problem: string;
}

/** Where a number stands between the bounds, 0..1, on a log scale. */
const shareOf = ({min, max}: Bounds, value: number): number => Math.log(value / min) / Math.log(max / min);
const valueOf = ({min, max}: Bounds, share: number): number => Number((min * (max / min) ** share).toPrecision(3));

/** Reads what was typed, with its unit. A sentence instead if it cannot be taken. */
export function readAnswer(bounds: Bounds, text: string): number | string {
  const {min, max, dimension} = bounds;
  const range = `from ${showAnswer(bounds, min)} to ${showAnswer(bounds, max)}`;
  // In a chapter about minutes and milliseconds nobody means seconds without saying so.
  if (isBareNumber(text) && !['number', 'count', 'ratio'].includes(dimension))
    return `“${text}” needs its unit, ${range}.`;
  try {
    const value = parseQuantity(text.replace(/\s*(times|×|x).*$/i, ''), dimension);
    return value >= min && value <= max ? value : `“${text}” is not ${range}.`;
  } catch {
    return `“${text}” is no number ${range}.`;
  }
}

/** Options as native radio buttons. */
export const choiceBox = (options: readonly Option[], chosen: string, choose: (id: string) => void): TemplateResult =>
  html`<fieldset class="choices">
    <legend class="unseen">Your prediction</legend>
    ${options.map(({id, words}) => html`<label><input type="radio" name="choice" value=${id} .checked=${live(id === chosen)} @change=${() => choose(id)} /> <span>${words}</span></label>`)}
  </fieldset>`;

/** A number by slider or typed, on a log scale. Nothing is set before the reader sets it, and nothing stands where it could be taken for a hint: the slider waits at its low end. */
export function numberAnswer(
  bounds: Bounds,
  value: number | undefined,
  typo: Typo | undefined,
  set: (value: number) => void,
  type: (text: string) => void,
): TemplateResult {
  const share = value === undefined ? 0 : shareOf(bounds, value);
  return html`<div class="number-answer">
    <label for="typed">${bounds.label}</label>
    <span class="box"
      ><input
        id="typed"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        placeholder="?"
        .value=${boxValue(typo?.text ?? (value === undefined ? '' : formatQuantity(value, bounds.dimension)))}
        aria-invalid=${typo ? 'true' : 'false'}
        aria-describedby="range"
        @change=${(event: Event) => type((event.target as HTMLInputElement).value)}
      />${bounds.unit ? html` ${bounds.unit}` : nothing}</span
    >
    <input
      type="range"
      min="0"
      max="1"
      step="0.005"
      class=${value === undefined ? 'unset' : ''}
      style=${styleMap({'--share': String(share)})}
      .value=${live(String(share))}
      aria-label=${bounds.label}
      aria-valuetext=${value === undefined ? 'not set' : showAnswer(bounds, value)}
      @input=${(event: Event) => set(valueOf(bounds, Number((event.target as HTMLInputElement).value)))}
      @pointerdown=${(event: Event) => value === undefined && set(valueOf(bounds, Number((event.target as HTMLInputElement).value)))}
    />
    <p class="note" id="range">
      ${typo?.problem ?? `From ${showAnswer(bounds, bounds.min)} to ${showAnswer(bounds, bounds.max)}.`}
    </p>
  </div>`;
}

const minute = 60,
  hour = 3600,
  day = 86_400;
const round = [0.001, 0.01, 0.1, 1, 10, minute, 10 * minute, hour, 10 * hour, 10 * day, 100 * day, 1000 * day];

/** The chart without its curve: a point is set on it by hand, by key or typed. */
export function pointAnswer(
  bounds: Bounds,
  value: number | undefined,
  typo: Typo | undefined,
  set: (value: number) => void,
  type: (text: string) => void,
): TemplateResult {
  const share = value === undefined ? undefined : shareOf(bounds, value);
  const follow = (press: PointerEvent) => {
    const field = press.currentTarget as HTMLElement;
    const move = ({clientX}: PointerEvent) => {
      const {left, width} = field.getBoundingClientRect();
      set(valueOf(bounds, Math.min(1, Math.max(0, (clientX - left) / width))));
    };
    move(press);
    followPointer(press, {move}, {fromPress: true});
  };
  const candidates = bounds.dimension === 'time' ? round : Array.from({length: 31}, (_, i) => 10 ** (i - 15));
  const ticks = candidates
    .filter((tick) => tick >= bounds.min && tick <= bounds.max)
    .map((tick) => [tick, shareOf(bounds, tick)] as const)
    .filter(([, x], i, all) => i === 0 || x - all[i - 1][1] > 0.14);
  return html`<div class="chart-answer">
    <span class="axis" aria-hidden="true">↑ lost</span>
    <div class="field" @pointerdown=${follow}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        ${ticks.map(([, x]) => svg`<path class="rule" d="M${100 * x},0V100"></path>`)}${share === undefined ? nothing : svg`<path class="set" d="M${100 * share},0V100"></path>`}
      </svg>
      <span class="hint" ?hidden=${share !== undefined} aria-hidden="true">Press where you think the bottom is</span>
      <span
        class="mark"
        ?hidden=${share === undefined}
        style=${styleMap({insetInlineStart: `${100 * (share ?? 0)}%`})}
        aria-hidden="true"
      ></span>
    </div>
    <div class="ticks" aria-hidden="true">
      ${ticks.map(([tick, x]) => html`<span style=${styleMap({insetInlineStart: `${100 * x}%`})}>${formatQuantity(tick, bounds.dimension)}</span>`)}
    </div>
    ${numberAnswer(bounds, value, typo, set, type)}
  </div>`;
}
