import {html, nothing, svg, type TemplateResult} from 'lit';
import {renderSentence} from '../../ui/render-sentence.js';
import {driveWords, factorWords, keptText, lossWords, mainLimit, rate, share, stopTime, time} from './text.js';
import type {Value} from './inputs.js';

/** The gauge's scale: a log axis from a tenth of the slowest link to the fastest. */
function gauge({throughput, uploadRate, ssdBandwidth, copyRate, writers}: Value): TemplateResult {
  const marks = [uploadRate, ssdBandwidth, copyRate].map((each) => each * writers);
  const low = 10 ** Math.floor(Math.log10(Math.min(throughput, ...marks)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...marks)));
  const at = (speed: number) => (100 * Math.log(speed / low)) / Math.log(high / low);
  return html`<svg class="gauge" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
    <rect class="scale" width="100" height="8" y="2" />
    <rect class="now" width=${at(throughput).toFixed(2)} height="8" y="2" />
    ${marks.map((mark) => svg`<path d="M${at(mark).toFixed(2)},0V12" vector-effect="non-scaling-stroke" />`)}
  </svg>`;
}

/** Timer, gauge and dials beside the picture. `at` is the moment of the time bar; without a run yet there is nothing to tell. */
export function instruments(value: Value, at: number, ran: boolean): TemplateResult {
  const dial = (name: string, content: unknown) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${ran ? content : '–'}</dd>
    </div>`;
  const {mathStop, longestStop, throughput, durableAfter, stable, blockingEfficiency, strategy, stormTime} = value;
  return html`<div class="timer ${ran ? mainLimit(value) : 'none'}">
      <span>The math stops for</span>
      <b class="stop">${ran ? stopTime(mathStop) : '–'}</b>
      <span
        >${ran ? html`${factorWords(value)}${longestStop > 1.001 * mathStop ? `, at worst ${stopTime(longestStop)}` : nothing}` : 'not run yet'}</span
      >
    </div>
    <dl class="dials">
      <div class="speed">
        <dt>HBM to disk</dt>
        <dd>${ran ? html`<b>${rate(throughput)}</b>` : '–'}</dd>
        ${ran ? gauge(value) : nothing}
      </div>
      ${dial('Safe in store', html`<b>${stable ? `after ${time(durableAfter)}` : 'later and later'}</b>`)}
      ${dial('Storm', stormTime > 0 ? html`<b>${time(stormTime)}</b> each time` : 'none')}
      ${dial('Drives last', renderSentence(driveWords(value)))}
      ${dial('Time kept', html`<b>${keptText(value)}</b>${strategy === 'object-store' ? nothing : `; blocking\u00a0${share(blockingEfficiency).replace(' ', '\u00a0')}`}`)}
      ${dial('Node lost now', lossWords(value, at))}
    </dl>`;
}
