import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {median} from '../lib/stats.mjs';

const now = () => performance.now() / 1000;

/** What it costs to notice: the check against running twice by width, CRC-32C, a campaign. One thread. */
export async function* run({dist}) {
  const {crc32c, detectionCost, leastWidth, measure, runCampaign, widthWork} = await import(pathToFileURL(join(dist, 'models.js')));
  for (const width of [4, 8, 16, 32, 64, 128, 256, 512]) {
    const {run: rerun, check} = widthWork(width);
    const [twice, once] = [rerun, check].map((work) => measure(work, {now}).median);
    yield {figure: `running twice over the check, width ${width}`, value: twice / once, unit: 'x', note: `by operations ${detectionCost({rows: width, columns: width}).ratio.toFixed(1)}`};
  }
  yield {figure: 'least width for 10x, by operations', value: leastWidth(10)};

  const bytes = Uint8Array.from({length: 1 << 24}, (_, i) => (i * 2_654_435_761) >>> 24);
  const rates = Array.from({length: 7}, () => {
    const start = performance.now();
    crc32c(bytes);
    return bytes.length / 1e6 / ((performance.now() - start) / 1000);
  });
  yield {figure: 'CRC-32C', value: median(rates), unit: 'MB/s', least: 700, note: 'median of 7, 16 MiB each'};

  const start = performance.now();
  const {injections} = runCampaign({seed: 'bench', injections: 10_000, format: 'bf16'});
  yield {figure: `campaign of ${injections.toLocaleString('en-US')} faults`, value: performance.now() - start, unit: 'ms', limit: 20_000};
}
