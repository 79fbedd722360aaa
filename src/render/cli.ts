import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join, relative, sep} from 'node:path';
import process, {argv, stderr, stdout} from 'node:process';
import {parseArgs} from 'node:util';
import {version} from '../core/version.js';
import {gradeCommand} from './grade-command.js';
import {commonAttributes} from '../core/common-attributes.js';
import {attributesOf, render, tags} from './index.js';
import {stillsOf} from './pages.js';

const help = `Draws the still figures of reliability-tax, for print, and checks ledgers.

  reliability-tax render <tag> [--attribute value ...] [-o file.svg] [-o file.md]
      Draws one figure. -o may be given several times; "-" is the standard output.
      Without -o the SVG is printed. A .md file holds alt text, sentence, tables and sources.

  reliability-tax stills <page.qmd or folder ...> [--check]
      Draws every still that the pages show: an image "![...](name.svg)" in a widget's Div,
      from the Div's attributes. With --check writes nothing and exits 1 naming what is stale.

  reliability-tax grade <ledger.json ...> [--json]
      Checks a ledger of the lab: its form against the schema, every number in it against the
      models, and what of the mission is missing. Exits 0 if all is done and comes out, 1 if
      something does not come out or cannot be read, 3 if steps are missing.

  reliability-tax render <tag> --help    the attributes of a tag
  reliability-tax --help | --version

Tags: ${tags.join(', ')}
Exit: 0 done; 1 a still is stale, a ledger does not come out, or a file cannot be read, drawn or written;
2 something given cannot be used; 3 a ledger is incomplete
`;

/** Something given cannot be used. */
class Misuse extends Error {}

const say = (text: string): void => void stdout.write(text);
const complain = (text: string): void =>
  void stderr.write(`reliability-tax: ${text.replaceAll('\n', '\nreliability-tax: ')}\n`);
const errorMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function tagHelp(tag: string): string {
  const rows = attributesOf(tag).map(
    ({attribute, doc, example, choices}) =>
      `  --${attribute}\n      ${doc} ${choices ? `One of ${choices.join(', ')}.` : `Like "${example}".`}\n`,
  );
  return `reliability-tax render ${tag} [--attribute value ...] [-o file.svg|file.md]\n\n${rows.join('')}`;
}

/** What `work` gives; an error of its says that something on the command line cannot be used. */
function used<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Misuse(errorMessage(error));
  }
}

/** Options of `render`: the tag's attributes, each with a value; `-o file`, also several times; `--help`. */
function readOptions(
  tag: string,
  args: readonly string[],
): {attributes: Record<string, string>; outputs: string[]; wantsHelp: boolean} {
  // What a tag of the page may have is no mistake here, though a still shows nothing of it.
  const names = [...new Set([...used(() => attributesOf(tag)), ...commonAttributes].map(({attribute}) => attribute))];
  const {values, tokens} = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(names.map((name) => [name, {type: 'string'} as const])),
      output: {type: 'string', short: 'o', multiple: true},
      help: {type: 'boolean', short: 'h'},
    },
    strict: false, // so that the complaint names the nearest attribute
    allowPositionals: true,
    tokens: true,
  });
  const {output = [], help: wantsHelp, ...attributes} = values;
  for (const token of tokens) {
    if (token.kind === 'option' && token.name !== 'help') {
      if (![...names, 'output'].includes(token.name)) used(() => render(tag, {[token.name]: ''}));
      if (token.value === undefined) throw new Misuse(`${token.rawName} has no value`);
    } else if (token.kind === 'positional')
      throw new Misuse(
        `"${token.value}" is not expected here; attributes are written --name value, and a value with a space in quotes`,
      );
  }
  return {
    attributes: attributes as Record<string, string>,
    outputs: output as string[],
    wantsHelp: Boolean(wantsHelp),
  };
}

function renderCommand([tag, ...rest]: readonly string[]): void {
  if (tag === undefined || tag.startsWith('-')) throw new Misuse(`render needs a tag: ${tags.join(', ')}`);
  const {attributes, outputs, wantsHelp} = readOptions(tag, rest);
  if (wantsHelp) return say(tagHelp(tag));
  for (const output of outputs)
    if (!/\.(svg|md)$|^-$/.test(output)) throw new Misuse(`-o ${output} ends neither in .svg nor in .md`);
  const picture = outputs.find((output) => output.endsWith('.svg'));
  const {notices} = used(() => render(tag, attributes));
  notices.forEach((notice) => complain(notice));
  for (const output of outputs.length ? outputs : ['-']) {
    const beside = picture === undefined ? undefined : relative(dirname(output), picture).split(sep).join('/');
    const {svg, markdown} = used(() => render(tag, attributes, {picture: beside}));
    if (output === '-') say(svg);
    else writeFileSync(output, output.endsWith('.md') ? markdown : svg);
  }
}

/** Quarto pages in the folders and files named. */
function pagesIn(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!existsSync(path)) throw new Misuse(`${path} does not exist`);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, {recursive: true, encoding: 'utf8'})
      .filter((name) => name.endsWith('.qmd') && !/(^|[\\/])(node_modules|_site|_book|\.quarto)[\\/]/.test(name))
      .sort()
      .map((name) => join(path, name));
  });
}

function stillsCommand(args: readonly string[]): number {
  const check = args.includes('--check');
  const unknown = args.find((it) => it.startsWith('-') && it !== '--check');
  if (unknown) throw new Misuse(`stills has no option ${unknown}; it takes pages, folders and --check`);
  const paths = args.filter((it) => it !== '--check');
  if (!paths.length) throw new Misuse('stills needs pages or folders, such as chapter.qmd');
  const made = new Map<string, {svg: string; from: string}>();
  let failures = 0;
  const fail = (text: string): void => {
    failures++;
    complain(text);
  };
  for (const page of pagesIn(paths)) {
    for (const {line, tag, image, attributes} of stillsOf(readFileSync(page, 'utf8'))) {
      const from = `${page}:${line}`;
      const file = join(dirname(page), decodeURI(image));
      try {
        const {svg, notices} = render(tag, attributes);
        notices.forEach((notice) => complain(`${from}: ${notice}`));
        const other = made.get(file);
        if (other && other.svg !== svg)
          fail(`${from}: ${file} is drawn otherwise at ${other.from}; give one of them another name`);
        else if (!other) made.set(file, {svg, from});
      } catch (error) {
        fail(`${from}: ${errorMessage(error)}`);
      }
    }
  }
  const stale = [...made].filter(([file, {svg}]) => !existsSync(file) || readFileSync(file, 'utf8') !== svg);
  for (const [file, {svg, from}] of stale) {
    if (check)
      fail(
        `${file} is ${existsSync(file) ? 'stale' : 'missing'} (${from}): reliability-tax stills ${from.replace(/:\d+$/, '')}`,
      );
    else {
      writeFileSync(file, svg);
      say(`Wrote ${file}\n`);
    }
  }
  if (!failures && !stale.length)
    say(
      made.size
        ? `${made.size} ${made.size === 1 ? 'still' : 'stills'}, up to date\n`
        : 'No still found: no widget has an image ending in .svg\n',
    );
  return failures ? 1 : 0;
}

async function main([command, ...rest]: readonly string[]): Promise<number> {
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') say(help);
  else if (command === '--version') say(`${version}\n`);
  else if (command === 'render') renderCommand(rest);
  else if (command === 'stills' && (rest.includes('--help') || rest.includes('-h'))) say(help);
  else if (command === 'stills') return stillsCommand(rest);
  else if (command === 'grade') {
    const unknown = rest.find((it) => it.startsWith('-') && it !== '--json');
    if (unknown) throw new Misuse(`grade has no option ${unknown}; it takes files and --json`);
    if (!rest.some((it) => it !== '--json')) throw new Misuse('grade needs a ledger, such as ledger.json');
    return gradeCommand(rest, say);
  } else throw new Misuse(`"${command}" is not a command; there are render, stills and grade. Try --help.`);
  return 0;
}

try {
  process.exitCode = await main(argv.slice(2));
} catch (error) {
  complain(errorMessage(error));
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
