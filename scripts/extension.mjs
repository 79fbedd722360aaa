/** Copies the built bundle into the Quarto extension, so that `quarto add` needs no build. With --check, exits 1 if it differs. */
import {copyFileSync, existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = `${root}dist/reliability-tax.js`;
const kept = `${root}_extensions/reliability-tax/reliability-tax.js`;

if (!existsSync(built)) {
  console.error('dist/reliability-tax.js is missing: npm run build');
  process.exitCode = 1;
} else if (!process.argv.includes('--check')) {
  copyFileSync(built, kept);
  console.log('Copied dist/reliability-tax.js to _extensions/reliability-tax');
} else if (!existsSync(kept) || !readFileSync(kept).equals(readFileSync(built))) {
  console.error('_extensions/reliability-tax/reliability-tax.js is not the built bundle: npm run extension');
  process.exitCode = 1;
}
