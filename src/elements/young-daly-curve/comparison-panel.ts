import {html, nothing, type TemplateResult} from 'lit';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {showField} from '../../core/fields.js';
import type {Sentence} from '../../core/sentence.js';
import {renderSentence} from '../../ui/render-sentence.js';
import {valueBox} from '../../ui/controls/slider.js';
import type {Widget} from '../../ui/widget.js';
import {fields, type InputName, type Value} from './inputs.js';
import {amount, devices, share} from './draw/waterfall.js';

const live = (text: string) => ({live: text});
const points = (of: number): string => formatQuantity(of * 100 < 0.005 ? 0 : of * 100, 'number');
const oftener = (ratio: number): string =>
  `${formatQuantity(Number(Math.max(ratio, 1 / ratio).toPrecision(2)), 'number')} times too ${ratio > 1 ? 'long' : 'short'}`;

/** How the guess did, scored by what it would cost. */
export function guessSentence({guessed, optimum, leastWaste}: Value): Sentence {
  if (!guessed) return ['Put the point where you think the bottom is, or type an interval, and keep it as your guess.'];
  const ratio = guessed.interval / optimum.exact;
  const off = Math.max(ratio, 1 / ratio);
  const guess = formatQuantity(guessed.interval, 'time');
  if (off < 1.02) return ['Your guess, ', live(guess), ', is the best interval.'];
  const flat = guessed.regret < 0.25 * leastWaste;
  return [
    'Your guess, ',
    live(guess),
    ', is ',
    live(
      off > 1.95 && off < 2.05
        ? `twice as ${ratio > 1 ? 'long' : 'short'} as the best`
        : off < 1.1
          ? `a little too ${ratio > 1 ? 'long' : 'short'}`
          : oftener(ratio),
    ),
    ', and would lose ',
    live(`${points(guessed.regret)} points`),
    ` more${flat ? ': the minimum is flat' : ''}.`,
  ];
}

const compared = [
  'scenario',
  'nodes',
  'nodeMtbf',
  'writeTime',
  'restart',
  'downtime',
  'interval',
  'law',
  'shape',
] as const satisfies readonly InputName[];

/** What changed from A to B, and what that does. */
export function comparison(a: Value, b: Value): Sentence {
  const changed = compared.filter(
    (key) =>
      showField(fields[key], a[key]) !== showField(fields[key], b[key]) && (key !== 'shape' || b.law === 'weibull'),
  );
  if (!changed.length) return ['B is still the same as A. Change something.'];
  const more = b.waste.total - a.waste.total;
  const phrase: Array<string | {live: string}> = ['From A to B: '];
  changed.forEach((key, i) =>
    phrase.push(
      i ? ', ' : '',
      `${fields[key].label.toLowerCase().replace('mtbf', 'MTBF').replace('weibull', 'Weibull')} `,
      live(`${showField(fields[key], a[key])} → ${showField(fields[key], b[key])}`),
    ),
  );
  phrase.push('. The loss ');
  if (Math.abs(more) < 5e-5) return [...phrase, 'stays at ', live(share(b.waste.total)), '.'];
  phrase.push(
    `${more > 0 ? 'rises' : 'falls'} from `,
    live(share(a.waste.total)),
    ' to ',
    live(share(b.waste.total)),
    ': ',
    live(`${points(Math.abs(more))} points`),
    `, ${more > 0 ? 'at a cost of' : 'saving'} `,
  );
  return [
    ...phrase,
    live(amount(b, Math.abs(more) * b.runLength, b.gpuHourPrice > 0 && devices(b) > 1 ? 'money' : 'hours')),
    ' in this run.',
  ];
}

/** Guess first, then see; pin a state as A and go on as B. */
export function comparisonPanel(
  widget: Widget<Value>,
  pinned: Value | undefined,
  pin: (value: Value | undefined) => void,
): TemplateResult {
  const {value} = widget;
  const tool = (label: string, act: () => void, off?: string) =>
    html`<button
      type="button"
      class="tool boxed"
      aria-disabled=${off ? 'true' : 'false'}
      title=${off ?? nothing}
      @click=${() => !off && act()}
    >
      ${label}
    </button>`;
  const locked = widget.lockReason('guess');
  return html`<section class="wide compare" aria-label="Guess and compare">
    <h3>Guess and compare</h3>
    ${
      widget.isHidden('guess')
        ? nothing
        : html`<div class="control number" data-input="guess">
              <span class="name">${fields.guess.label}</span
              >${valueBox(widget, 'guess', fields.guess, value.guess, fields.guess.label)}
            </div>
            <p>${renderSentence(guessSentence(value))}</p>
            <p class="acts">
              ${tool('Guess: the best is here', () => widget.userInput({guess: value.interval}), locked)}${value.guess === 'none' ? nothing : tool('Take the guess back', () => widget.userInput({guess: 'none'}), locked)}
            </p>`
    }
    <p>
      ${pinned ? renderSentence(comparison(pinned, value)) : 'Pin this state as A, change something, and see what differs.'}
    </p>
    <p class="acts">
      ${tool(pinned ? 'Pin this instead' : 'Pin as A', () => pin(value))}${
        pinned
          ? [
              tool('Back to A', () =>
                widget.userInput(
                  Object.fromEntries(
                    compared
                      .filter((key) => key !== 'scenario' && value[key] !== pinned[key])
                      .map((key) => [key, pinned[key]]),
                  ),
                ),
              ),
              tool('Unpin', () => pin(undefined)),
            ]
          : nothing
      }
    </p>
  </section>`;
}
