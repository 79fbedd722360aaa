import 'reliability-tax';
import {contract, type Input} from '../../support/contract.js';

const input =
  (...wrong: string[]) =>
  (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
    attribute,
    property,
    good,
    bad: ['3 TB/s', ...wrong, ...bad],
  });
const voltage = input('3 W', '0', '2000 V');
const power = input('3 V', '0');
const energy = input('3 V');
const time = input('3 V', '-1 s');
const choice = (attribute: string, property: string, ...words: string[]): Input => ({
  attribute,
  property,
  good: words.map((word) => [word, word] as const),
  bad: ['constructor'],
});

contract('brownout-bench', {
  inputs: [
    choice('scenario', 'scenario', 'edge', 'mobile'),
    choice('memory-type', 'memoryType', 'flash', 'fram'),
    choice('slots', 'slots', 'one', 'two'),
    input('3 V', '0')(
      'capacitance',
      'capacitance',
      [
        ['47 µF', 47e-6],
        ['10 mF', 0.01],
        ['220', 220e-6],
      ],
      '20 F',
    ),
    {
      attribute: 'state-size',
      property: 'stateSize',
      good: [
        ['8192', 8192],
        ['64 KiB', 65_536],
      ],
      bad: ['3 V', '3 h', '0', '2.5', '2 MB'],
    },
    voltage('trip-voltage', 'tripVoltage', [
      ['2.5 V', 2.5],
      ['2.27', 2.27],
    ]),
    voltage('min-voltage', 'minVoltage', [
      ['2 V', 2],
      ['1500 mV', 1.5],
    ]),
    voltage('supply-voltage', 'supplyVoltage', [
      ['5 V', 5],
      ['3.6', 3.6],
    ]),
    input('3 V', '0', '101 %')('converter-efficiency', 'converterEfficiency', [
      ['90 %', 0.9],
      ['100', 1],
    ]),
    power('save-load', 'saveLoad', [
      ['6 mW', 6e-3],
      ['20 uW', 2e-5],
    ]),
    {
      attribute: 'memory-speed',
      property: 'memorySpeed',
      good: [
        ['8 MB/s', 8e6],
        ['0.5', 5e5],
      ],
      bad: ['3 V', '3 h', '0'],
    },
    energy(
      'energy-per-byte',
      'energyPerByte',
      [
        ['4.2 nJ/B', 4.2e-9],
        ['550', 5.5e-7],
      ],
      '0',
      '3 nJ',
    ),
    energy(
      'fixed-energy',
      'fixedEnergy',
      [
        ['2 µJ', 2e-6],
        ['0', 0],
      ],
      '-1 J',
    ),
    time('erase-time', 'eraseTime', [
      ['16 ms', 0.016],
      ['5', 0.005],
    ]),
    power('power-budget', 'powerBudget', [
      ['2 mW', 2e-3],
      ['0.5', 5e-4],
    ]),
    time(
      'frame-time',
      'frameTime',
      [
        ['20 ms', 0.02],
        ['5', 0.005],
      ],
      '0',
    ),
  ],
  slider: {property: 'capacitance', label: 'Capacitor'},
  second: {property: 'tripVoltage'},
  presets: {attribute: 'scenario', names: ['tiny', 'mobile', 'edge']},
  menu: {property: 'scenario', label: 'Preset'},
});
