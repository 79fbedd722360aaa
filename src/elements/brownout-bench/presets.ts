import {keepingMemories, scenarios} from '../../models/index.js';
import {assumed, fromTable, type Sourced} from '../../models/fleet/sourced.js';

const {framFast, flash} = keepingMemories;

/** What each memory takes; a preset may know a faster part. */
export const memories = {
  fram: {
    memorySpeed: fromTable(framFast.write),
    energyPerByte: fromTable(framFast.energyPerByte),
    fixedEnergy: assumed(1e-6, 'Waking up and one interrupt.'),
    eraseTime: assumed(0, 'FeRAM is written like RAM: nothing to erase.'),
  },
  flash: {
    memorySpeed: fromTable(flash.write),
    energyPerByte: fromTable(flash.energyPerByte),
    fixedEnergy: assumed(1e-6, 'Waking up and one interrupt.'),
    eraseTime: assumed(0, 'In its speed.'),
    saveLoad: [
      flash.energyPerByte.value * flash.write.value,
      {
        kind: 'derived',
        ...flash.energyPerByte.source,
        text: `What writing flash draws, 2.2 mA at 3 V; ${flash.energyPerByte.source.text}`,
      },
    ] as Sourced,
  },
} as const;

/** The frame and what it may spend: the mission's. */
const frame = {
  powerBudget: assumed(1e-3, 'Under a milliwatt: the mission.'),
  frameTime: assumed(10e-3, 'Noise isolated in under 10 ms: the mission.'),
};
const converter = {converterEfficiency: assumed(0.85, 'A small regulator.')};

/** Starting numbers by the name of the scenario, each with its source; `fram` is what its FeRAM does differently. */
export const presets = {
  tiny: {
    numbers: {
      capacitance: assumed(100e-6, 'A ceramic capacitor that fits a hearable.'),
      supplyVoltage: assumed(3.3, 'A common rail.'),
      tripVoltage: assumed(3, 'As soon as the harvester gives way.'),
      minVoltage: assumed(1.8, 'Where a low-power microcontroller stops.'),
      stateSize: [scenarios.tiny.checkpointSize, scenarios.tiny.sources.checkpointSize] as Sourced,
      saveLoad: assumed(1e-3, 'All that the mission allows.'),
      ...converter,
      ...frame,
    },
    fram: {},
  },
  mobile: {
    numbers: {
      capacitance: assumed(47e-6, 'What the frame of glasses has room for.'),
      supplyVoltage: assumed(1.8, 'A core rail.'),
      tripVoltage: assumed(1.8, 'At once.'),
      minVoltage: assumed(1.62, 'Ten per cent below the rail.'),
      stateSize: assumed(8192, 'Cursor of the translation and its last words.'),
      saveLoad: assumed(1e-3, 'A sleeping processor.'),
      ...converter,
      ...frame,
    },
    fram: {
      memorySpeed: assumed(8e6, 'FeRAM behind a fast serial link.'),
      fixedEnergy: assumed(0.5e-6, 'One interrupt.'),
    },
  },
  edge: {
    numbers: {
      capacitance: assumed(4.7e-3, 'An electrolytic on the board.'),
      supplyVoltage: assumed(13.5, 'A car with its engine running.'),
      tripVoltage: assumed(12, 'The battery’s own voltage.'),
      minVoltage: assumed(6, 'Where the regulator gives up.'),
      stateSize: assumed(262_144, 'Tracks, map and the last seconds.'),
      saveLoad: assumed(2, 'The part of the computer that must stay awake.'),
      ...converter,
      powerBudget: assumed(2, 'The same.'),
      frameTime: assumed(10e-3, 'A loop of 100 frames a second.'),
    },
    fram: {},
  },
} as const satisfies Record<string, {numbers: Record<string, Sourced>; fram: Record<string, Sourced>}>;

export type PresetName = keyof typeof presets;
export type MemoryType = keyof typeof memories;

export const numberKeys = [
  'capacitance',
  'supplyVoltage',
  'tripVoltage',
  'minVoltage',
  'converterEfficiency',
  'stateSize',
  'saveLoad',
  'memorySpeed',
  'energyPerByte',
  'fixedEnergy',
  'eraseTime',
  'powerBudget',
  'frameTime',
] as const;
export type NumberName = (typeof numberKeys)[number];

/** The numbers of a preset with a memory, each with its source. */
export function presetOf(scenario: PresetName, memory: MemoryType): Readonly<Record<NumberName, Sourced>> {
  const {numbers, fram} = presets[scenario];
  const of = {...numbers, ...memories[memory], ...(memory === 'fram' ? fram : {})} as Record<NumberName, Sourced>;
  // Writing never makes a device draw less.
  return of.saveLoad[0] < numbers.saveLoad[0] ? {...of, saveLoad: numbers.saveLoad} : of;
}
