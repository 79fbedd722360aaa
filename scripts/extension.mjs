/** Copies the built bundle and the licenses it comes with into the Quarto extension, so that `quarto add` needs no build. With --check, exits 1 if they differ. */
import {copyFileSync, existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const fail = (why) => {
  console.error(why);
  process.exitCode = 1;
};

for (const file of ['reliability-tax.js', 'THIRD-PARTY-LICENSES.txt']) {
  const built = `${root}dist/${file}`;
  const kept = `${root}_extensions/reliability-tax/${file}`;
  if (!existsSync(built)) fail(`dist/${file} is missing: npm run build`);
  else if (!process.argv.includes('--check')) {
    copyFileSync(built, kept);
    console.log(`Copied dist/${file} to _extensions/reliability-tax`);
  } else if (!existsSync(kept) || !readFileSync(kept).equals(readFileSync(built)))
    fail(`_extensions/reliability-tax/${file} is not the built one: npm run extension`);
}
