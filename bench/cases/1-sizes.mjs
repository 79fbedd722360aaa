import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import {parts} from '../lib/parts.mjs';

const gzip = (text) => gzipSync(text, {level: 9}).length;

const files = [
  ['reliability-tax.js', {name: "Quarto's OJS runtime alone", value: 213_000}],
  ['reliability-tax.iife.js'],
  ['models.js'],
];

/** What one self-contained file must not hold (AMD, sibling files, code from text). */
const forbidden = /define\.amd|import\.meta\.url|new Function\(|(?<![.\w$])eval\(/g;

/** Bytes of what is shipped, and where they come from. */
export async function* run({dist, ownBuild}) {
  for (const [file, peer] of files) {
    const code = readFileSync(join(dist, file));
    yield {
      figure: `${file}, gzip`,
      value: gzip(code),
      unit: 'B',
      peer,
      note: `brotli ${brotliCompressSync(code).length.toLocaleString('en-US')} B`,
    };
    yield {
      figure: `${file}, AMD, eval or sibling files`,
      value: code.toString().match(forbidden)?.length ?? 0,
      limit: 0,
    };
  }
  if (!ownBuild) return;
  const alone = new Map([...(await parts())].map(([name, text]) => [name, gzip(text)]));
  const sum = [...alone.values()].reduce((total, bytes) => total + bytes, 0);
  const whole = gzip(readFileSync(join(dist, files[0][0])));
  for (const [name, bytes] of [...alone].sort((a, b) => b[1] - a[1])) {
    yield {
      figure: `  of it ${name}`,
      value: (bytes / sum) * whole,
      unit: 'B',
      note: `${((100 * bytes) / sum).toFixed(1)} %`,
    };
  }
}
