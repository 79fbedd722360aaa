/**
 * Formats the Lua files with StyLua; Prettier does the rest.
 *
 *   node scripts/format-lua.mjs            writes
 *   node scripts/format-lua.mjs --check    writes nothing; exits 1 naming each file that differs
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {Config, formatCode, IndentType, OutputVerification, QuoteStyle} from '@johnnymorganz/stylua';

/** manifest.lua is generated: scripts/manifest/extension.mjs. */
const files = [
  '_extensions/reliability-tax/reliability-tax.lua',
  '_extensions/reliability-tax/shortcodes.lua',
  '_extensions/reliability-tax/widgets.lua',
  'scripts/chapter-html.lua',
  'test/extension/quarto-stub.lua',
];

const check = process.argv.includes('--check');
for (const file of files) {
  const config = Config.new();
  config.column_width = 120;
  config.indent_type = IndentType.Spaces;
  config.indent_width = 2;
  config.quote_style = QuoteStyle.AutoPreferSingle;
  const path = new URL(`../${file}`, import.meta.url);
  const written = readFileSync(path, 'utf8');
  const formatted = formatCode(written, config, undefined, OutputVerification.Full);
  if (formatted === written) continue;
  if (check) {
    console.error(`${file} is not formatted: npm run format`);
    process.exitCode = 1;
  } else writeFileSync(path, formatted);
}
