import 'reliability-tax';
import {contract, type Input} from '../../support/contract.js';

const time = (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
  attribute,
  property,
  good,
  bad: ['3 GB', '8 %', ...bad],
});
const count = (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
  attribute,
  property,
  good,
  bad: ['2.5', '3 h', '1e12', ...bad],
});

// The inputs that others share or that have a reader of their own; the rest are like them, and read in inputs.spec.ts.
contract('failure-topology', {
  inputs: [
    {
      attribute: 'scenario',
      property: 'scenario',
      good: [
        ['llama3', 'llama3'],
        ['rsc1', 'rsc1'],
      ],
      bad: [],
    },
    count(
      'nodes',
      'nodes',
      [
        ['4,096', 4096],
        ['512', 512],
      ],
      '0',
    ),
    time(
      'node-mtbf',
      'nodeMtbf',
      [
        ['50,000 h', 1.8e8],
        ['300 d', 2.592e7],
      ],
      '0',
    ),
    time(
      'mtbf',
      'mtbf',
      [
        ['2h', 7200],
        ['45 min', 2700],
      ],
      '0',
    ),
    time(
      'interval',
      'interval',
      [
        ['20 min', 1200],
        ['optimal', 'optimal'],
      ],
      '0',
    ),
    {
      attribute: 'placement',
      property: 'placement',
      good: [
        ['rack-aware', 'rack-aware'],
        ['power-aware', 'power-aware'],
      ],
      bad: ['constructor'],
    },
    {
      attribute: 'failed',
      property: 'failed',
      good: [
        ['rack 12 @ 3.5 d', 'rack 12 @ 3.5 d'],
        ['node 4 @ 2 h software; pod 1 @ 9 d', 'node 4 @ 2 h software; pod 1 @ 9 d'],
      ],
      bad: ['rack 12', 'rack -1 @ 2 d', 'shelf 3 @ 2 d', 'constructor 3 @ 2 d'],
    },
    time('at', 'at', [
      ['3 d', 259_200],
      ['12 h', 43_200],
    ]),
  ],
  slider: {property: 'nodes', label: 'Nodes'},
  second: {property: 'nodeMtbf'},
  presets: {attribute: 'scenario', names: ['cloud', 'llama3', 'rsc1', 'pod8', 'edge', 'mobile', 'tiny']},
  menu: {property: 'scenario', label: 'Preset'},
  pictures: 4,
});
