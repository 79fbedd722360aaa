/**
 * Writes examples/chapter.html from examples/chapter.qmd, for readers without Quarto. Needs pandoc; `npm start` does not.
 *
 *   node scripts/chapter-html.mjs            writes the page
 *   node scripts/chapter-html.mjs --check    writes nothing; exits 1 if the two differ in a word, a number or a widget
 */
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {env} from 'node:process';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}examples/chapter.html`;

/** The page as pandoc and the extension's own filter make it. */
function made() {
  const options = [
    '--from',
    'markdown',
    '--to',
    'html5',
    '--standalone',
    '--mathml',
    '--wrap',
    'preserve',
    '--template',
    'scripts/chapter-template.html',
  ];
  const filters = ['_extensions/reliability-tax/reliability-tax.lua', 'scripts/chapter-html.lua'].flatMap((name) => [
    '--lua-filter',
    name,
  ]);
  const html = execFileSync(env.PANDOC ?? 'pandoc', [...options, ...filters, 'examples/chapter.qmd'], {
    cwd: root,
    encoding: 'utf8',
  });
  // No line breaks between a formula and its full stop; no role that ARIA has dropped.
  return html
    .replaceAll(' role="doc-endnote"', '')
    .replace(/(<math display="inline"(?:(?!<\/math>)[\s\S])*<\/math>)([.,:;])/g, '<span class="together">$1$2</span>');
}

/** What a reader sees, and the widgets' tags; the rest may differ from one pandoc to the next. */
const essence = (html) =>
  html
    .replace(/^[\s\S]*<main\b/, '<main')
    .replace(/<math\b[\s\S]*?<\/math>/g, ' ')
    .replace(/<(?!\/?(young-daly-curve|live-value|scrub-number)\b)[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

if (!process.argv.includes('--check')) writeFileSync(page, made());
else if (essence(readFileSync(page, 'utf8')) !== essence(made())) {
  console.error('examples/chapter.html differs from examples/chapter.qmd: node scripts/chapter-html.mjs');
  process.exitCode = 1;
}
