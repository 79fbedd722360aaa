import {initialStates} from '../core/page-fleets.js';
import {writeField} from '../core/fields.js';
import type {Definition} from '../core/definition.js';
import type {InputState} from '../core/input-state.js';
import {peekDefinition} from '../math-peek/inputs.js';
import {appearanceOf, tags, type Attributes} from './index.js';
import {stills} from './stills.js';

const widgetDefinitions = stills.map(({definition}) => definition as Definition);

/** What shares inputs in a fleet: the figures, and a formula on its own. */
const definitionsByTag: ReadonlyMap<string, Definition> = new Map(
  [...widgetDefinitions, peekDefinition(widgetDefinitions)].map((definition) => [definition.tag, definition]),
);
const memberTags = [...definitionsByTag.keys()];

/** A still that a Quarto page shows. */
export interface PageStill {
  line: number;
  tag: string;
  /** Address of the picture, as the page has it. */
  image: string;
  attributes: Attributes;
}

interface Written {
  index: number;
  tag: string;
  attributes: Attributes;
  image?: string;
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** The page with code and comments blanked out, every other letter in its place. */
const withoutCode = (page: string): string =>
  page
    .replace(/^([ \t]*)(`{3,}|~{3,})(?!\{=html\})[\s\S]*?(?:^\1\2[`~]*[ \t]*$|(?![\s\S]))/gm, blank)
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, blank);

/** `nodes="2,048" write-time='2 min' mtbf=4h` as an object. */
function attributesIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, double, single, bare] of text.matchAll(
    /([\w-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s"'}>]+))/gs,
  )) {
    found[name] = double?.replace(/\\(.)/gs, '$1') ?? single?.replace(/\\(.)/gs, '$1') ?? bare;
  }
  return found;
}

/** Attributes of the figure and of the page, not of the widget. */
const ofThePage =
  /^(id|class|style|title|lang|dir|role|tabindex|hidden|translate|fallback|alt|(fig|tbl|layout|data|aria)(-.*)?)$/;
const ofTheWidget = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !ofThePage.test(name)));

const own = /!\[(?:[^[\]]|\[[^\]]*\])*\]\(\s*<?([^)<>]*?\.svg)>?(?:\s+"[^"]*")?\s*\)/;
const elsewhere = /^([a-z][\w+.-]*:|\/)/i;

/** Widget Divs, with the picture in them. */
function* divs(page: string, code: string): Generator<Written> {
  const open: Array<{tag?: string; attributes: string; index: number; from: number}> = [];
  for (const match of code.matchAll(/^[ \t]*:{3,}[ \t]*(\{(?:\{\{<.*?>\}\}|[^{}])*\}|[^\s:{}]+)?[ \t]*:*[ \t]*$/gm)) {
    const end = match.index + match[0].length;
    if (match[1]) {
      const attributes = page.slice(match.index, end);
      open.push({
        tag: memberTags.find((tag) => new RegExp(`\\.${tag}(?![\\w-])`).test(attributes)),
        attributes,
        index: match.index + match[0].search(/\S/),
        from: end,
      });
      continue;
    }
    const div = open.pop();
    if (div?.tag)
      yield {
        index: div.index,
        tag: div.tag,
        attributes: attributesIn(div.attributes),
        image: own.exec(code.slice(div.from, match.index))?.[1],
      };
  }
}

/** Shortcodes and tags. */
function* others(page: string, code: string): Generator<Written> {
  for (const tag of memberTags) {
    for (const {
      index,
      0: {length},
    } of code.matchAll(new RegExp(`\\{\\{<\\s*${tag}\\s[^>]*>\\}\\}|<${tag}(?=[\\s>])[^>]*>`, 'g'))) {
      const attributes = attributesIn(page.slice(index, index + length));
      yield {index, tag, attributes, image: attributes.fallback?.endsWith('.svg') ? attributes.fallback : undefined};
    }
  }
}

/** The widget's own words, with the inputs its fleet makes of them. */
function inFleet(state: InputState<object>, mine: Attributes, appearance: readonly string[]): Attributes {
  // What cannot be read is told when the picture is drawn.
  if (state.problems.size) return mine;
  const inputs = Object.entries(state.settings).map(([key, value]) => {
    const field = state.field(key);
    return [field.attribute, writeField(field, value)] as const;
  });
  const known = new Set([...Object.values(state.definition.fields).map(({attribute}) => attribute)]);
  const others = Object.entries(mine).filter(([name]) => appearance.includes(name) || !known.has(name));
  return {...Object.fromEntries(inputs), ...Object.fromEntries(others)};
}

/** The stills of a page, each with the attributes it is drawn from: its own, and with a fleet the inputs that its widgets share. */
export function stillsOf(page: string): PageStill[] {
  const code = withoutCode(page);
  const widgets = [...divs(page, code), ...others(page, code)].sort((a, b) => a.index - b.index);
  const states = initialStates(
    widgets.map(({tag, attributes}) => ({
      definition: definitionsByTag.get(tag)!,
      attributes: ofTheWidget(attributes),
    })),
  );
  return widgets.flatMap(({index, tag, attributes, image}, i) => {
    if (!image || elsewhere.test(image) || !tags.includes(tag)) return [];
    const mine = ofTheWidget(attributes);
    return [
      {
        line: page.slice(0, index).split('\n').length,
        tag,
        image,
        attributes: mine.fleet === undefined ? mine : inFleet(states[i], mine, appearanceOf(tag)),
      },
    ];
  });
}
