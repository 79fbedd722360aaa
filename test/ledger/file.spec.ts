import {Validator, type Schema} from '@cfworker/json-schema';
import {describe, expect, it} from 'vitest';
import {ledgerSchema} from '../../src/ledger/schema.js';
import {entryProblem, entryChecksum, completeEntry, type Entry, type NewEntry} from '../../src/ledger/entries.js';
import {merge, readLedger, toFile} from '../../src/ledger/file.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const drafts: NewEntry[] = [
  {kind: 'track', track: 'cloud'},
  {
    kind: 'prediction',
    track: 'cloud',
    part: 1,
    question: 'frequency-doubling',
    predicted: {choice: 'same'},
    actual: {choice: 'increase', factor: 1.44},
    inputs: {N: 2048},
  },
  {kind: 'explanation', question: 'frequency-doubling', text: 'Because “more” fails\nmore often.'},
  {
    kind: 'reading',
    element: 'young-daly-curve',
    inputs: {nodes: 4096},
    seed: '7',
    results: {mtbf: 7200, law: 'exponential', late: false},
  },
  {kind: 'run', element: 'staging-bench', inputs: {}, record: {solved: true, limit: null, number: 1}},
  {kind: 'reflection', prompt: 'patterson', text: 'P^N'},
];
const entries = drafts.map((draft, i) => completeEntry(draft, at(i)));
const copy = (): Array<Record<string, unknown>> =>
  JSON.parse(JSON.stringify(entries)) as Array<Record<string, unknown>>;
const file = (list: unknown[]) => ({...toFile([], []), entries: list});
const validator = new Validator(ledgerSchema as unknown as Schema, '2020-12');

describe('the file of a ledger', () => {
  it('comes back as it was written, and is what the schema says', () => {
    const text = JSON.stringify(toFile(entries, []));
    const read = readLedger(text);
    expect(read).toEqual({entries, aside: []});
    expect(validator.validate(JSON.parse(text)).valid).toBe(true);
  });

  it('seals each entry with a CRC-32C that any change breaks', () => {
    // By another way than the library's tables: bit by bit, over the keys in order.
    const canonical = (value: unknown): string =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? `{${Object.keys(value)
            .sort()
            .map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`)
            .join(',')}}`
        : JSON.stringify(value);
    for (const entry of copy()) {
      const {seal, ...rest} = entry;
      let crc = ~0;
      for (const byte of new TextEncoder().encode(canonical(rest))) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
      }
      expect((~crc >>> 0).toString(16).padStart(8, '0')).toBe(seal);
      expect(entryProblem(entry)).toBeUndefined();
      for (const key of Object.keys(rest))
        expect(
          entryProblem({
            ...entry,
            [key]:
              key === 'part'
                ? 2
                : key === 'time'
                  ? at(99).toISOString()
                  : typeof rest[key] === 'string'
                    ? `${rest[key]}.`
                    : {x: 1},
          }),
          key,
        ).toBeDefined();
    }
  });

  it('sets aside what is not in order, keeps the rest, and keeps what it set aside', () => {
    const broken: unknown[] = [
      null,
      7,
      {},
      {...copy()[0], kind: 'diary'},
      {...copy()[1], predicted: [1]},
      {...copy()[2], text: 3},
      {...copy()[3], seal: '00000000'},
      {...copy()[4], time: 'soon'},
      copy()[5],
      copy()[5],
    ];
    const read = readLedger(file(broken));
    expect(read.entries).toEqual([entries[5]]);
    expect(read.aside.map(({found}) => found)).toEqual(broken.filter((_, i) => i !== 8));
    expect(read.aside.every(({why}) => /^entry /.test(why))).toBe(true);
    const again = readLedger(JSON.stringify(toFile(read.entries, read.aside)));
    expect(again).toEqual(JSON.parse(JSON.stringify(read)));
    // What the schema can see, it sees too.
    for (const bad of broken.slice(0, 6))
      expect(validator.validate(file([bad])).valid, JSON.stringify(bad)).toBe(false);
  });

  it('never throws, and keeps whole what it cannot read', () => {
    for (const given of [
      '',
      '{',
      '[]',
      'true',
      undefined,
      null,
      7,
      [],
      {},
      file([1]).entries,
      {...file([]), schemaVersion: 0},
      {...file([]), schemaVersion: 'x'},
    ]) {
      const {problem, aside, entries: none} = readLedger(given);
      expect(none).toEqual([]);
      expect(problem).toMatch(/^(it is no|its format is version (0|x))/);
      expect(aside[0].found).toEqual(given);
    }
  });

  it('reads a later version as far as it is known, says so, and takes up what was put aside once it is known', () => {
    const [known, other] = copy() as unknown as Entry[];
    const later = {...other, kind: 'dream'};
    const {entries: read, aside, problem, note} = readLedger({...file([known, later]), schemaVersion: 2});
    expect([read.map(({id}) => id), aside.map(({found}) => found), problem]).toEqual([[known.id], [later], undefined]);
    expect(note).toMatch(/later version.*format 2; this one knows 1.*kept aside/);
    expect(readLedger({...file([known]), schemaVersion: 2}).note).toMatch(/All of it could be read/);
    const found = readLedger(toFile([known], [{why: 'entry of a kind unknown then', found: other}]));
    expect(found.entries.map(({id}) => id).sort()).toEqual([known.id, other.id].sort());
    expect(found.aside).toEqual([]);
  });

  it('merges either way round to the same, each entry once, by time', () => {
    const [a, b] = [readLedger(file(copy().slice(0, 4))), readLedger(file(copy().slice(2).reverse()))];
    expect(merge(a, b)).toEqual(merge(b, a));
    expect(merge(a, b).entries).toEqual(entries);
    expect(merge(a, a)).toEqual(a);
  });

  it('seals by content, not by the order of keys', () => {
    const {kind, ...rest} = copy()[1];
    expect(entryChecksum({...rest, kind})).toBe(entries[1].seal);
  });
});
