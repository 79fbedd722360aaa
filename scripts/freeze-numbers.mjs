/**
 * Writes the numbers of live prose into the text that readers of a PDF, an EPUB or a page without scripts see:
 *
 *   [26.8 min]{.live-value of="optimum.young" write-time="2 min" mtbf="3 h"}
 *   <live-value of="optimum.young" fleet="chapter">26.8 min</live-value>
 *   [2,048]{.scrub-number of="nodes" for="fig-young-daly"}
 *
 *   node scripts/freeze-numbers.mjs [--check] [files…]      default: examples, docs and README.md
 */
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {loadSources, root} from './manifest/load.mjs';

const span = /\[([^[\]]*)\]\{([^{}]*\.(?:live-value|scrub-number)\b[^{}]*)\}/g;
const element = /(<(live-value|scrub-number)\b([^>]*)>)([^<]*)(<\/\2>)/g;

/** `nodes="2,048" write-time=2min` as an object. */
export function attributesOf(text) {
  const found = {};
  for (const [, name, double, single, bare] of text.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'}>]+))/g)) {
    found[name] = (double ?? single ?? bare)
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  }
  return found;
}

/** The widgets of this tag in the text, however they are written: [{index, attributes}]. */
function widgetsIn(text, tag) {
  const written = [
    `\\{([^{}]*\\.${tag}(?![\\w-])[^{}]*)\\}`,
    `<${tag}\\b([^>]*)>`,
    `\\{\\{<\\s*${tag}\\b(.*?)>\\}\\}`,
  ].map((source) => new RegExp(source, 'gs'));
  const all = written.flatMap((pattern) => [...text.matchAll(pattern)]).sort((a, b) => a.index - b.index);
  return all.map(({index, 0: whole, 1: inside}) => ({end: index + whole.length, attributes: attributesOf(inside)}));
}

/** Attributes of the first widget of a fleet. */
const inFleet = (text, tag, fleet) =>
  widgetsIn(text, tag).find(({attributes}) => attributes.fleet === fleet)?.attributes;

/** Attributes of the widget with this id, or of the first one inside what has it. */
function withId(text, tag, id) {
  const place = text.search(new RegExp(`#${id}(?![\\w-])|\\bid="${id}"`));
  return place < 0 ? undefined : widgetsIn(text, tag).find(({end}) => end > place)?.attributes;
}

/**
 * The text with every live number computed anew, and what changed: {text, changes: [{line, was, is}], problems: [string]}.
 */
export function freeze(text, {definitions, fields: {readField}, resultAt, formatQuantity}) {
  const changes = [];
  const problems = [];
  const givenBy = ({fields}, attributes) => {
    const given = {};
    for (const [key, field] of Object.entries(fields)) {
      if (attributes[field.attribute] === undefined) continue;
      const reading = readField(field, attributes[field.attribute]);
      if (!reading.ok) throw new Error(reading.problem);
      given[key] = reading.value;
    }
    return given;
  };
  const compute = (attributes) => {
    const {of, fleet, for: id, digits, model = 'young-daly-curve'} = attributes;
    const definition = definitions.find(({tag}) => tag === model);
    if (!definition) throw new Error(`model="${model}" is not one of ${definitions.map(({tag}) => tag).join(', ')}`);
    const dimension = definition.results[of];
    if (!dimension) throw new Error(`of="${of}" is not a result of ${model}`);
    const shared =
      id !== undefined ? withId(text, model, id) : fleet === undefined ? undefined : inFleet(text, model, fleet);
    if (id !== undefined && !shared) throw new Error(`no ${model} has the id ${id}`);
    if (id === undefined && fleet !== undefined && !shared) throw new Error(`no ${model} has fleet="${fleet}"`);
    const own = givenBy(definition, attributes);
    if (shared && Object.keys(own).length)
      throw new Error(`with fleet="${fleet}", ${definition.fields[Object.keys(own)[0]].attribute} has no effect`);
    return formatQuantity(
      resultAt(definition.evaluate(shared ? givenBy(definition, shared) : own), of),
      dimension,
      digits === undefined ? {} : {digits: Number(digits)},
    );
  };
  const replaced = (offset, was, attributes, put, dollars) => {
    const line = text.slice(0, offset).split('\n').length;
    try {
      const plain = compute(attributesOf(attributes));
      const is = dollars ? plain.replaceAll('$', '\\$') : plain;
      if (is !== was) changes.push({line, was, is});
      return put(is);
    } catch (error) {
      problems.push(`${line}: ${error.message}`);
      return put(was);
    }
  };
  const frozen = text
    .replace(span, (_, was, attributes, offset) =>
      replaced(offset, was, attributes, (is) => `[${is}]{${attributes}}`, true),
    )
    .replace(element, (_, open, tag, attributes, was, close, offset) =>
      replaced(offset, was, attributes, (is) => `${open}${is}${close}`, false),
    );
  return {text: frozen, changes, problems};
}

function pages(folder) {
  if (!existsSync(root + folder)) return [];
  return readdirSync(root + folder, {recursive: true})
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.(qmd|md|html)$/.test(name))
    .sort();
}

async function main() {
  const check = process.argv.includes('--check');
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const files = named.length
    ? named
    : [...pages('examples'), ...pages('docs'), 'README.md'].map((path) => root + path).filter(existsSync);
  const sources = await loadSources();
  for (const file of files) {
    const before = readFileSync(file, 'utf8');
    const {text, changes, problems} = freeze(before, sources);
    const shown = file.replace(root, '');
    for (const {line, was, is} of changes)
      (check ? console.error : console.log)(`${shown}:${line}: "${was}" ${check ? 'should be' : 'is now'} "${is}"`);
    for (const problem of problems) console.error(`${shown}:${problem}`);
    if (problems.length || (check && changes.length)) process.exitCode = 1;
    if (!check && text !== before) writeFileSync(file, text);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
