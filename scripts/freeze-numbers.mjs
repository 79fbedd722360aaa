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

/** The widgets in the text, however they are written, in its order: [{tag, end, attributes}]. */
function widgetsIn(text, tags) {
  const written = (tag) =>
    [`\\{([^{}]*\\.${tag}(?![\\w-])[^{}]*)\\}`, `<${tag}\\b([^>]*)>`, `\\{\\{<\\s*${tag}\\b(.*?)>\\}\\}`].map(
      (source) => new RegExp(source, 'gs'),
    );
  const all = tags.flatMap((tag) =>
    written(tag).flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({tag, match}))),
  );
  return all
    .sort((a, b) => a.match.index - b.match.index)
    .map(({tag, match: {index, 0: whole, 1: inside}}) => ({
      tag,
      end: index + whole.length,
      attributes: attributesOf(inside),
    }));
}

/** The widget with this id, or the first one inside what has it. */
function withId(text, widgets, tag, id) {
  const place = text.search(new RegExp(`#${id}(?![\\w-])|\\bid="${id}"`));
  return place < 0 ? undefined : widgets.find((widget) => widget.tag === tag && widget.end > place);
}

/**
 * The text with every live number computed anew, and what changed: {text, changes: [{line, was, is}], problems: [string]}.
 */
export function freeze(text, {definitions, initialStates, peekDefinition, resultAt, formatQuantity}) {
  const changes = [];
  const problems = [];
  const byTag = new Map(
    [...definitions, peekDefinition(definitions)].map((definition) => [definition.tag, definition]),
  );
  const widgets = widgetsIn(text, [...byTag.keys()]);
  const states = initialStates(widgets.map(({tag, attributes}) => ({definition: byTag.get(tag), attributes})));
  const stateOf = (definition, {of, fleet, for: id, digits: _, model, ...attributes}) => {
    const widget =
      id !== undefined
        ? withId(text, widgets, definition.tag, id)
        : fleet === undefined
          ? undefined
          : widgets.find(({tag, attributes: own}) => tag === definition.tag && own.fleet === fleet);
    if (id !== undefined && !widget) throw new Error(`no ${definition.tag} has the id ${id}`);
    if (id === undefined && fleet !== undefined && !widget)
      throw new Error(`no ${definition.tag} has fleet="${fleet}"`);
    const own = Object.values(definition.fields).find(({attribute}) => attributes[attribute] !== undefined);
    if (widget && own) throw new Error(`with fleet="${fleet}", ${own.attribute} has no effect`);
    return widget ? states[widgets.indexOf(widget)] : initialStates([{definition, attributes}])[0];
  };
  const compute = (attributes) => {
    const {of, digits, model = 'young-daly-curve'} = attributes;
    const definition = definitions.find(({tag}) => tag === model);
    if (!definition) throw new Error(`model="${model}" is not one of ${definitions.map(({tag}) => tag).join(', ')}`);
    const dimension = definition.results[of];
    if (!dimension) throw new Error(`of="${of}" is not a result of ${model}`);
    const {problems: wrong, value} = stateOf(definition, attributes);
    if (wrong.size) throw new Error([...wrong.values()].join('; '));
    return formatQuantity(resultAt(value, of), dimension, digits === undefined ? {} : {digits: Number(digits)});
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
