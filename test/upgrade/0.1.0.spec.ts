/** Links, ledgers and tags made with version 0.1.0, as they were written then: every later version opens them. */
import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {addDefinition, definitionOf, type Definition} from '../../src/core/definition.js';
import {InputState} from '../../src/core/input-state.js';
import {readLink} from '../../src/core/link-state.js';
import {readLedger} from '../../src/ledger/file.js';
import {inputsOfRun} from '../../src/ledger/readings.js';
import {stills} from '../../src/render/stills.js';

for (const {definition} of stills) addDefinition(definition);

const fixture = (name: string) => readFileSync(new URL(`../fixtures/0.1.0/${name}`, import.meta.url), 'utf8');

interface Tag {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The link that version made to the state of the tag. */
  readonly link: string;
  /** Inputs and results that version had. */
  readonly value: Readonly<Record<string, unknown>>;
}

const tags = JSON.parse(fixture('widgets.json')) as Tag[];

/** The inputs of a definition after attributes with these texts. */
function inputsFrom(definition: Definition, texts: Iterable<readonly [string, string]>) {
  const state = new InputState(definition);
  for (const [attribute, text] of texts) {
    const key = state.keyOf(attribute);
    expect(key, `${definition.tag} ${attribute}`).toBeDefined();
    state.read(key!, text);
  }
  state.start();
  expect([...state.problems.values()]).toEqual([]);
  return Object.fromEntries(
    Object.keys(definition.fields).map((key) => [key, (state.value as Record<string, unknown>)[key]]),
  );
}

/** What that version said of the inputs there are still, numbers to 12 digits. */
function expectInputs(found: Record<string, unknown>, {value}: Tag) {
  for (const [key, was] of Object.entries(value)) {
    if (!(key in found)) continue;
    if (typeof was === 'number')
      expect(Math.abs(Number(found[key]) - was), key).toBeLessThanOrEqual(1e-12 * Math.abs(was));
    else expect(found[key], key).toBe(was);
  }
}

describe('what version 0.1.0 made', () => {
  it.each(tags.map((one, i) => [i, one.tag, JSON.stringify(one.attributes), one] as const))(
    'opens as a tag and as a link: %i, %s %s',
    (_i, tag, _attributes, one) => {
      const definition = definitionOf(tag)!;
      expectInputs(inputsFrom(definition, Object.entries(one.attributes)), one);
      const linked = inputsFrom(definition, readLink('k', new URL(one.link).search));
      expectInputs(linked, one);
    },
  );

  it('covers every widget and each of its presets', () => {
    for (const {definition} of stills)
      for (const scenario of definition.fields.scenario.choices!)
        expect(
          tags.some(({tag, value}) => tag === definition.tag && value.scenario === scenario),
          `${definition.tag} ${scenario}`,
        ).toBe(true);
  });

  it('opens as a ledger: every entry, and a run with its seed beside its inputs plays as it did', () => {
    const file = JSON.parse(fixture('ledger.json')) as {entries: unknown[]};
    const {entries, aside, problem, note} = readLedger(file);
    expect([entries.length, aside, problem, note]).toEqual([file.entries.length, [], undefined, undefined]);
    expect(new Set(entries.map(({kind}) => kind)).size).toBe(6);
    const run = entries.find((entry) => entry.kind === 'run' && entry.seed !== undefined);
    if (run?.kind !== 'run') throw new Error('there is a run with a seed');
    const definition = definitionOf(run.element)!;
    const again = definition.replayRun!(definition.evaluate(inputsOfRun(run)), run.record) as Record<string, unknown>;
    for (const key of ['number', 'of', 'strategy', 'schedule']) expect(again[key], key).toBe(run.record[key]);
    const unseeded = definition.replayRun!(definition.evaluate(run.inputs), run.record) as Record<string, unknown>;
    expect(again.durableAfter, 'the seed counts').not.toBe(unseeded.durableAfter);
    expect(Math.abs(Number(again.durableAfter) / Number(run.record.durableAfter) - 1)).toBeLessThan(1e-9);
  });
});
