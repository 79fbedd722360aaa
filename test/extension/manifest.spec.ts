import {readFileSync, readdirSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {generated} from './generated.js';
import {root} from './pandoc.js';

interface Item {
  name: string;
  description?: string;
  attribute?: string;
  fieldName?: string;
}
interface Element {
  tagName: string;
  attributes: Item[];
  members: Item[];
  events: Item[];
  slots: Item[];
  cssParts: Item[];
  cssProperties: Item[];
}

const {modules} = JSON.parse(generated().find(({path}) => path === 'custom-elements.json')!.text) as {
  modules: {declarations: Element[]}[];
};
const elements = modules.flatMap(({declarations}) => declarations);

/** The sources read as text, not as the analyzer reads them: a class by its name, with the class it extends. */
const classes = new Map<string, {text: string; parent: string}>();
for (const path of readdirSync(`${root}src`, {recursive: true, encoding: 'utf8'}).filter((name) =>
  name.endsWith('.ts'),
)) {
  const text = readFileSync(`${root}src/${path}`, 'utf8');
  for (const [, name, parent] of text.matchAll(/^export (?:abstract )?class (\w+)(?:<.*?>)? extends (\w+)/gm))
    classes.set(name, {text, parent});
}
const classOf = (tag: string) => tag.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The element's own source and those of the classes it extends. */
function* lineage(tag: string): Generator<string> {
  for (let it = classes.get(classOf(tag)); it; it = classes.get(it.parent)) yield it.text;
}

const state = /(\w+): \{[^{}]*\bstate: true/g;
const internal = /@internal[^\n]*\*\/\n\s*(?:(?:declare|readonly|override|get|set|async) )*(\w+)/g;
const named = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name);
/** A heir may open under the same name what its parent keeps to itself. */
const described = (text: string, name: string) => new RegExp(`\\*/\\n  (?:override )?(?:get )?${name}\\b`).test(text);

describe('what is published of the elements', () => {
  test('is all of them', () => {
    expect(elements.map(({tagName}) => classOf(tagName)).sort()).toEqual(
      named(readFileSync(`${root}src/define.ts`, 'utf8'), /^ {4}'[\w-]+': (\w+);/gm).sort(),
    );
  });

  test.each(elements)(
    '$tagName: everything has a name and a description',
    ({attributes, members, events, slots, cssParts, cssProperties}) => {
      for (const list of [attributes, members, events, slots, cssParts, cssProperties])
        for (const it of list) expect(it.description, JSON.stringify(it)).toBeTruthy();
    },
  );

  test.each(elements)('$tagName: the events are those that its doc block tells of', ({tagName, events}) => {
    const {text} = classes.get(classOf(tagName))!;
    expect(events.map(({name}) => name).sort()).toEqual(named(text, /@fires (?:\{\w+\} )?([\w-]+) - \S/g).sort());
  });

  test.each(elements)('$tagName: an event that its class sends is told', ({tagName, events}) => {
    const {text} = classes.get(classOf(tagName))!;
    for (const name of named(text, /(?:new CustomEvent|this\.tell)\('([\w-]+)'/g))
      expect(events).toContainEqual(expect.objectContaining({name}));
  });

  test.each(elements)('$tagName: nothing internal is offered', ({tagName, attributes, members}) => {
    const offered = new Set(
      [...attributes, ...members].flatMap(({name, fieldName, attribute}) => [name, fieldName, attribute]),
    );
    const [own = '', ...above] = lineage(tagName);
    for (const name of [...named(own, state), ...named(own, internal)]) expect(offered).not.toContain(name);
    for (const text of above)
      for (const name of [...named(text, state), ...named(text, internal)])
        if (!described(own, name)) expect(offered).not.toContain(name);
  });

  test('something is internal, or the test above sees nothing', () => {
    const found = [...classes.values()].flatMap(({text}) => [...named(text, state), ...named(text, internal)]);
    expect(found).toEqual(expect.arrayContaining(['highlighted', 'ownAnswer', 'level', 'hostHighlighted', 'snapshot']));
  });

  test.each(elements)('$tagName: a method that its page names is there', ({tagName, members}) => {
    const page = readFileSync(`${root}docs/${tagName}.md`, 'utf8').split('<!-- begin generated -->')[0];
    for (const name of named(page, /`([a-z]\w*)\([^`)]*\)`/g)) expect(members.map((it) => it.name)).toContain(name);
  });
});
