import {html, nothing, svg, type TemplateResult} from 'lit';
import {LAYERS, llama3CorruptionRate, llama3Run} from '../../models/index.js';
import {
  measuredTenfoldWidth,
  operationRatios,
  tenfoldWidth,
  type CostMeasurement,
  type WidthCost,
} from './cost-measurement.js';
import type {Value} from './inputs.js';
import {count, number, percent, time} from './text.js';

interface Host {
  readonly value: Value;
  readonly measuring: CostMeasurement;
}

/** Silent corruptions that were found in the run of Llama 3. */
const found = Math.round(llama3CorruptionRate.value * llama3Run.gpus.value * llama3Run.duration.value);

/** The Safety Director's challenge: what the activation check costs beside running twice, and what escapes it. */
export function challengePanel({value, measuring}: Host): TemplateResult {
  const {curve} = measuring;
  const at = measuredTenfoldWidth(curve);
  return html`<section class="wide director" aria-label="Safety Director’s challenge">
    <h3>Safety Director: “100 % detection, and ten times cheaper than running twice”</h3>
    <div class="twice">
      <div>
        ${costByWidth(curve, at)}
        <p class="note">Width of a square layer; solid by operations, dashed measured here.</p>
      </div>
      <div>
        <p>
          Counted in operations, the activation check is ten times cheaper from width <b>${tenfoldWidth}</b> on;
          ${at ? html`measured in this browser from about <b>${at}</b>` : curve.length === 8 ? 'measured in this browser, nowhere' : 'measure it here'}.
          Over this whole network: <b>${number(Number(value.costRatio.toPrecision(3)))} times</b>.
        </p>
        ${layerTable(measuring.layers)}
        <p class="acts">
          <button
            type="button"
            class="tool boxed"
            aria-disabled=${String(measuring.busy)}
            @click=${() => void measuring.widths()}
          >
            ${measuring.busy ? 'Measuring …' : 'Measure by width'}
          </button>
        </p>
      </div>
    </div>
    ${escapes(value)}
  </section>`;
}

/** Running twice against the activation check, by width of a layer; `at` is where ten was measured. */
function costByWidth(curve: readonly WidthCost[], at: ReturnType<typeof measuredTenfoldWidth>): TemplateResult {
  const [w, h] = [300, 150];
  const x = (width: number) => 34 + ((w - 44) * Math.log2(width / 4)) / 7;
  const y = (ratio: number) => h - 22 - ((h - 34) * Math.log10(Math.min(1000, Math.max(1, ratio)))) / Math.log10(1000);
  const line = (points: ReadonlyArray<readonly [number, number]>) =>
    points.map(([a, b], i) => `${i ? 'L' : 'M'}${x(a).toFixed(1)},${y(b).toFixed(1)}`).join('');
  return html`<svg class="curve" viewBox="0 0 ${w} ${h}" aria-hidden="true">
    ${[1, 10, 100, 1000].map((ratio) => svg`<path d="M34,${y(ratio)}H${w - 8}" class=${ratio === 10 ? 'ten' : 'rule'}></path><text x="30" y=${y(ratio) + 4} text-anchor="end">${ratio}×</text>`)}
    ${operationRatios.filter((_, i) => i % 2 === 0 || i === 7).map(({width}) => svg`<text x=${x(width)} y=${h - 6} text-anchor="middle">${width}</text>`)}
    <path class="counted" d=${line(operationRatios.map(({width, ratio}) => [width, ratio]))}></path>
    ${curve.length ? svg`<path class="measured" d=${line(curve.map(({width, measured}) => [width, measured]))}></path>` : nothing}
    <path class="mark" d="M${x(tenfoldWidth)},${y(10)}V${h - 20}"></path>
    ${at ? svg`<path class="mark measured" d="M${x(at)},${y(10)}V${h - 20}"></path>` : nothing}
  </svg>`;
}

/** How much cheaper the check is in each layer of this network, counted and measured. */
function layerTable(measured: readonly number[]): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="How much cheaper, by layer">
    <table>
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col">cheaper by</th>
          <th scope="col">measured</th>
        </tr>
      </thead>
      <tbody>
        ${LAYERS.map(({name, rows, columns}, l) => {
          const ratio = (2 * rows * columns + rows) / (2 * columns + rows + 1);
          return html`<tr>
            <th scope="row">${name}, ${rows} × ${columns}</th>
            <td>${number(Number(ratio.toPrecision(2)))}×</td>
            <td>${measured[l] ? `${number(Number(measured[l].toPrecision(2)))}×` : '–'}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

/** Which faults are seen, how often one escapes, and how many checkpoints a late alarm needs. */
function escapes({coverage, devices, escapes, detectionLatency, checkpointInterval}: Value): TemplateResult {
  return html`<p>
    100 % of <i>which</i> faults?
    ${coverage === null ? 'Run a campaign: it counts what is seen of the faults it injects, and no others.' : html`The campaign saw <b>${percent(coverage)}</b> of the harmful faults it injected.`}
    A bad image, a wrong model file and weights that were wrong before the checksums were taken agree with every
    checksum; only numbers far out of range betray some of them. At the rate of Llama 3 (${found} found in
    ${time(llama3Run.duration.value)}), ${count(devices)} devices and a coverage of
    ${coverage === null ? '' : 'at least '}${percent(escapes.covered)}${coverage === null ? '' : ' (if its faults were mixed like the campaign’s)'},
    <b>${escapes.meanTime === null ? 'none escapes' : `one escapes every ${time(escapes.meanTime)}`}</b>. An alarm that
    comes within ${time(detectionLatency)} needs <b>${count(escapes.checkpoints)} checkpoints</b> kept, one every
    ${time(checkpointInterval)}.
  </p>`;
}
