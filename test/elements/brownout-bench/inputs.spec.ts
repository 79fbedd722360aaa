import {reconcile} from '../../../src/core/reconcile.js';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {brownOut, keepingMemories, saveAndRecover, scenarios} from '../../../src/models/index.js';
import {momentAt, lastMoment, voltsAt, writtenAt} from '../../../src/elements/brownout-bench/draw.js';
import {
  described,
  earlyEnough,
  enough,
  firstSuggestion,
  leastCapacitor,
  limitTable,
  memoryTable,
} from '../../../src/elements/brownout-bench/text.js';
import {
  brownoutBench,
  fields,
  planOf,
  recoveryOf,
  resolve,
  shownBytes,
  type InputName,
  type Value,
} from '../../../src/elements/brownout-bench/inputs.js';
import {presets} from '../../../src/elements/brownout-bench/presets.js';
import {readField, writeField, type Field} from '../../../src/core/fields.js';
import type {Settings} from '../../../src/core/definition.js';
import {near, truth} from '../../models/truth.js';
import {runs} from '../../support/sample.js';

const {evaluate, inputs, sources, conflicts, results} = brownoutBench;
const change = (before: Settings, changes: Settings) => reconcile(brownoutBench, before, changes);
const {brownout_fram, tiny_budget} = truth('devices');

/** Any setting a reader might reach. */
const anySetting = fc.record({
  scenario: fc.constantFrom(...Object.keys(presets)),
  memoryType: fc.constantFrom('fram', 'flash'),
  slots: fc.constantFrom('one', 'two'),
  capacitance: fc.double({min: -6, max: -2, noNaN: true}).map((log) => 10 ** log),
  stateSize: fc.integer({min: 1, max: 20_000}),
  eraseTime: fc.constantFrom(0, 1e-4, 0.02),
  saveLoad: fc.constantFrom(1e-4, 1e-3, 0.05),
});

describe('numbers of the reference', () => {
  it.each((brownout_fram as any[]).map((row) => [JSON.stringify(row.inputs), row] as const))(
    '%s',
    (_, {inputs: i, ...expected}) => {
      const value = evaluate({
        capacitance: i.C_F,
        tripVoltage: i.V_trip,
        minVoltage: i.V_min,
        supplyVoltage: 10,
        converterEfficiency: i.eff,
        stateSize: i.state_bytes,
        energyPerByte: i.energy_per_byte_J,
        fixedEnergy: i.fixed_J,
        saveLoad: i.load_during_save_W,
        memorySpeed: i.write_Bps,
        eraseTime: 0,
      });
      near(value.energy, expected.E_available_J);
      near(value.saveEnergy, expected.E_save_J);
      near(value.energyMargin, expected.margin);
      near(value.saveTime, expected.t_save_s);
      near(value.holdUp, expected.t_holdup_s);
      near(value.requiredVoltage, expected.V_trip_required);
      expect(value.maxStateByEnergy).toBe(expected.max_state_bytes);
      expect(value.limit).toBe(
        expected.survives_energy
          ? expected.survives_time
            ? 'none'
            : 'time'
          : expected.survives_time
            ? 'energy'
            : 'both',
      );
    },
  );

  it('the default is the second row; flash fails by a factor of ten; the presets show each limit alone', () => {
    const row = brownout_fram[1];
    near(evaluate({}).energyMargin, row.margin);
    near(evaluate({}).holdUp, row.t_holdup_s);
    const flash = evaluate({memoryType: 'flash'});
    near(flash.energyMargin, brownout_fram[3].margin);
    expect([
      flash.limit,
      flash.bytesWritten,
      evaluate({scenario: 'edge'}).limit,
      evaluate({scenario: 'mobile'}).limit,
    ]).toEqual(['both', brownout_fram[3].max_state_bytes, 'time', 'energy']);
    near(evaluate({scenario: 'mobile'}).energyMargin, brownout_fram[4].margin);
  });

  it('a frame has ten microjoules', () => {
    near(evaluate({}).frameEnergy, tiny_budget.energy_per_frame_J);
    expect(evaluate({}).frameBytes).toBe(tiny_budget.bytes_saveable_per_frame_at_2p1nJ);
  });
});

describe('a value', () => {
  it('is frozen, finite, and holds every input and result, at every end of every field', () => {
    const check = (given: Settings) => {
      const value = evaluate(given);
      expect(Object.isFrozen(value)).toBe(true);
      for (const [key, field] of Object.entries(fields))
        expect(
          readField(field, value[key as keyof Value]).ok,
          `${key} = ${String(value[key as keyof Value])} for ${JSON.stringify(given)}`,
        ).toBe(true);
      for (const path of Object.keys(results))
        expect(
          Number.isFinite(path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value)),
          `${path} for ${JSON.stringify(given)}`,
        ).toBe(true);
    };
    for (const scenario of Object.keys(presets))
      for (const memoryType of fields.memoryType.choices)
        for (const slots of fields.slots.choices) check({scenario, memoryType, slots});
    for (const [key, field] of Object.entries(fields) as Array<[InputName, Field]>)
      if (field.dimension !== 'choice') for (const end of [field.min!, field.max!]) check({[key]: end});
  });

  it('a large state, shown in small, is recovered as the whole of it would be', () => {
    fc.assert(
      fc.property(
        fc.record({
          memoryType: fc.constantFrom('fram', 'flash'),
          slots: fc.constantFrom('one', 'two'),
          stateSize: fc.integer({min: 1, max: 200_000}),
          share: fc.constantFrom(0, 1e-6, 0.3, 0.999999, 1),
        }),
        ({share, ...given}) => {
          const asked = resolve(given as Settings);
          const bytes = Math.ceil(share * asked.stateSize);
          const [small, whole] = [
            recoveryOf(asked, bytes),
            saveAndRecover({
              slots: asked.slots,
              stateBytes: asked.stateSize,
              bytes,
              erases: asked.memoryType === 'flash',
            }),
          ];
          expect([small.picked, small.sequence, small.state, ...small.copies.map(({holds}) => holds)]).toEqual([
            whole.picked,
            whole.sequence,
            whole.state,
            ...whole.copies.map(({holds}) => holds),
          ]);
          small.copies.forEach(({newBytes}, i) =>
            expect(
              Math.abs(newBytes / shownBytes(asked) - whole.copies[i].newBytes / asked.stateSize),
            ).toBeLessThanOrEqual(asked.stateSize > 4096 ? 1 / 4096 : 0),
          );
        },
      ),
      {numRuns: runs(60)},
    );
  });

  it('what is recovered is the new state if the save survives, the old one from two slots, and nothing from a torn copy', () => {
    fc.assert(
      fc.property(anySetting, (given) => {
        const value = evaluate(given);
        const {survives, slots, recovered, bytesWritten, stateSize, memoryType} = value;
        expect(bytesWritten === stateSize).toBe(survives);
        const untouched = bytesWritten === 0 && memoryType === 'fram';
        expect(recovered.state).toBe(survives ? 'new' : slots === 'two' || untouched ? 'old' : 'none');
        // A second way: one byte more than was written does not fit.
        if (!survives && bytesWritten > 0)
          expect(brownOut({...planOf(value), stateBytes: bytesWritten + 1}).survives).toBe(false);
        if (!survives && bytesWritten > 0)
          expect(brownOut({...planOf(value), stateBytes: bytesWritten}).survives).toBe(true);
      }),
      {numRuns: runs(200), seed: 5},
    );
  });

  it('an alarm, a capacitor or a state at its limit survives; one beyond does not', () => {
    fc.assert(
      fc.property(anySetting, (given) => {
        const value = evaluate(given);
        expect(evaluate({...given, capacitance: value.requiredCapacitance * (1 + 1e-9)}).survives).toBe(true);
        expect(evaluate({...given, capacitance: value.requiredCapacitance * (1 - 1e-6)}).survives).toBe(false);
        expect(evaluate({...given, capacitance: leastCapacitor(value)}).survives).toBe(true);
        const alarm = earlyEnough(value);
        if (alarm !== undefined) expect(evaluate({...given, tripVoltage: alarm}).survives).toBe(true);
        else expect(evaluate({...given, tripVoltage: value.supplyVoltage}).survives).toBe(false);
        if (value.maxState > 0 && value.maxState < fields.stateSize.max)
          expect(
            [value.maxState, value.maxState + 1].map((stateSize) => evaluate({...given, stateSize}).survives),
          ).toEqual([true, false]);
      }),
      {numRuns: runs(200), seed: 6},
    );
  });
});

describe('the fall', () => {
  it('goes down only, writes more only, and ends where the device stops', () => {
    fc.assert(
      fc.property(anySetting, (given) => {
        const value = evaluate(given);
        let [volt, bytes] = [Infinity, -1];
        for (let share = 0; share <= 1; share += 0.02) {
          const at = momentAt(value, share);
          expect(voltsAt(value, at)).toBeLessThanOrEqual(volt + 1e-12);
          expect(writtenAt(value, at)).toBeGreaterThanOrEqual(bytes);
          [volt, bytes] = [voltsAt(value, at), writtenAt(value, at)];
        }
        expect(writtenAt(value, lastMoment(value))).toBe(value.bytesWritten);
        near(momentAt(value, 1), lastMoment(value));
        if (value.survives || value.limit === 'time')
          expect(voltsAt(value, value.holdUp)).toBeCloseTo(value.minVoltage, 6);
      }),
      {numRuns: runs(100), seed: 7},
    );
  });
});

describe('inputs that belong together', () => {
  it('another memory brings its own numbers; a preset keeps memory and slots', () => {
    const given = change({energyPerByte: 1e-9, saveLoad: 5e-3, capacitance: 1e-5}, {memoryType: 'flash'});
    expect(given).toEqual({capacitance: 1e-5, memoryType: 'flash'});
    expect(evaluate(given).energyPerByte).toBe(keepingMemories.flash.energyPerByte.value);
    near(evaluate(given).saveLoad, 6.6e-3);
    // What draws watts anyway draws no less while it writes.
    expect([
      evaluate({scenario: 'edge', memoryType: 'flash'}).saveLoad,
      evaluate({scenario: 'edge', memoryType: 'flash'}).limit,
    ]).toEqual([2, 'time']);
    expect(change({memoryType: 'flash', slots: 'one', capacitance: 1}, {scenario: 'edge'})).toEqual({
      memoryType: 'flash',
      slots: 'one',
      scenario: 'edge',
    });
    expect(change({}, {memoryType: 'flash', memorySpeed: 5000}).memorySpeed).toBe(5000);
  });

  it('voltages that cannot be are bounded and told', () => {
    expect(evaluate({tripVoltage: 5}).tripVoltage).toBe(3.3);
    near(evaluate({tripVoltage: 1}).tripVoltage, 1.8018);
    expect(conflicts!({tripVoltage: 5})).toHaveLength(1);
    expect(conflicts!({minVoltage: 5})).toHaveLength(1);
    expect(conflicts!({tripVoltage: 2.5})).toEqual([]);
  });

  it('shares every input, and each has a source', () => {
    expect(Object.keys(inputs({seed: '7'})).sort()).toEqual(Object.keys(fields).sort());
    for (const scenario of Object.keys(presets))
      for (const memoryType of ['fram', 'flash'])
        for (const key of Object.keys(fields).filter((each) => each !== 'scenario'))
          expect(sources({scenario, memoryType})[key]?.text.length, key).toBeGreaterThan(6);
    expect(sources({}).energyPerByte.kind).toBe('published');
    expect(sources({capacitance: 1}).capacitance.text).toBe('Set on this page.');
    expect(evaluate({}).stateSize).toBe(scenarios.tiny.checkpointSize);
  });

  it('every example can be read and written', () => {
    for (const field of Object.values(fields) as Field[]) {
      const reading = readField(field, field.example);
      expect(reading.ok, field.attribute).toBe(true);
      if (reading.ok) expect(readField(field, writeField(field, reading.value))).toEqual(reading);
    }
  });
});

describe('words', () => {
  it('say each outcome', () => {
    expect(described(evaluate({}))).toBe(
      'From 3 V to 1.8 V, 100 µF hold 245 µJ: saving 4.1 kB to FeRAM takes 9.6 µJ and 2.93 ms; the save survives, 25 times over. Recovery picks slot A, no. 2: the new state.',
    );
    expect(described(evaluate({memoryType: 'flash'}))).toMatch(
      /takes 2\.25 mJ and 341 ms\. There is 0\.11 of the energy and 0\.11 of the time: the save is torn after 443 B\. The slot is torn; recovery picks slot B, no\. 1: the old state\. Write to FeRAM: /,
    );
    expect(described(evaluate({scenario: 'edge', slots: 'one'}))).toMatch(
      /There is energy, but only 0\.58 of the time: .* The only copy is destroyed, and nothing tells: worse than no save\. No alarm is early enough\./,
    );
  });

  it('never say enough where it is not, nor the other way', () => {
    for (const [margin, said] of [
      [25.495, '25 times enough'],
      [1, '1 times enough'],
      [0.9999, '0.999 of what it takes'],
      [0.6945, '0.69 of what it takes'],
    ] as const)
      expect(enough(margin)).toBe(said);
  });

  it('the first remedy mends what is broken, or at least ends in something that holds', () => {
    fc.assert(
      fc.property(anySetting, (start) => {
        let given: Settings = start;
        for (let steps = 0; steps < 5; steps++) {
          const value = evaluate(given);
          const remedy = firstSuggestion(value);
          if (!remedy) break;
          const next = change(given, remedy.set as Settings);
          expect(evaluate(next).survives, `${JSON.stringify(given)}: ${remedy.words}`).toBe(true);
          given = next;
        }
        expect(firstSuggestion(evaluate(given)), JSON.stringify(given)).toBeUndefined();
      }),
      {numRuns: runs(150), seed: 8},
    );
  });

  it('stand in tables without holes', () => {
    for (const scenario of Object.keys(presets))
      for (const {columns, rows} of [limitTable(evaluate({scenario})), memoryTable(evaluate({scenario}))])
        expect(rows.every((row) => row.length === columns.length && row.every((cell) => cell.length > 0))).toBe(true);
    expect(memoryTable(evaluate({})).rows.map((row) => row.at(-1))).toEqual(['survives', 'is torn after 443 B']);
  });
});
