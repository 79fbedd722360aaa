import 'reliability-tax';
import {contract, type Input} from '../../support/contract.js';

const time = (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
  attribute,
  property,
  good,
  bad: ['3 GB', '8 %', ...bad],
});
const size = (attribute: string, property: string, good: Input['good']): Input => ({
  attribute,
  property,
  good,
  bad: ['0', '3 h'],
});
const count = (attribute: string, property: string, good: Input['good']): Input => ({
  attribute,
  property,
  good,
  bad: ['0', '2.5', '3 h', '1e12'],
});

contract('young-daly-curve', {
  inputs: [
    {
      attribute: 'scenario',
      property: 'scenario',
      good: [
        ['llama3', 'llama3'],
        ['edge', 'edge'],
      ],
      bad: [],
    },
    count('nodes', 'nodes', [
      ['4,096', 4096],
      ['512', 512],
    ]),
    count('gpus-per-node', 'gpusPerNode', [
      ['4', 4],
      ['16', 16],
    ]),
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
    time('write-time', 'writeTime', [
      ['2.5 min', 150],
      ['30', 30],
    ]),
    size('checkpoint-size', 'checkpointSize', [
      ['500 GB', 5e11],
      ['2 TB', 2e12],
    ]),
    size('write-bandwidth', 'writeBandwidth', [
      ['100 GB/s', 1e11],
      ['2 TB/s', 2e12],
    ]),
    time('restart', 'restart', [
      ['10 min', 600],
      ['0', 0],
    ]),
    time('downtime', 'downtime', [
      ['30 s', 30],
      ['0', 0],
    ]),
    time(
      'interval',
      'interval',
      [
        ['20 min', 1200],
        ['optimal', 'optimal'],
      ],
      '0',
    ),
    time(
      'run-length',
      'runLength',
      [
        ['30 d', 2_592_000],
        ['12 h', 43_200],
      ],
      '0',
    ),
    {
      attribute: 'gpu-hour-price',
      property: 'gpuHourPrice',
      good: [
        ['$4.50', 4.5],
        ['0', 0],
      ],
      bad: ['3 h', '1e7'],
    },
    {
      attribute: 'scaling',
      property: 'scaling',
      good: [
        ['sharded', 'sharded'],
        ['shared', 'shared'],
      ],
      bad: ['constructor'],
    },
    {
      attribute: 'law',
      property: 'law',
      good: [
        ['weibull', 'weibull'],
        ['exponential', 'exponential'],
      ],
      bad: [],
    },
    {
      attribute: 'shape',
      property: 'shape',
      good: [
        ['0.5', 0.5],
        ['2', 2],
      ],
      bad: ['0', '0.2', '9', '3 h'],
    },
    time(
      'horizon',
      'horizon',
      [
        ['1 d', 86_400],
        ['2', 7200],
      ],
      '0',
    ),
    {
      attribute: 'budget',
      property: 'budget',
      good: [
        ['8 %', 0.08],
        ['0.2', 0.2],
      ],
      bad: ['0', '100 %', '3 h'],
    },
    time(
      'guess',
      'guess',
      [
        ['45 min', 2700],
        ['none', 'none'],
      ],
      '0',
    ),
  ],
  slider: {property: 'nodes', label: 'Nodes'},
  looks: [{attribute: 'view', choices: ['curve', 'fleet', 'both']}],
  handle: {property: 'interval'},
  presets: {attribute: 'scenario', names: ['cloud', 'llama3', 'rsc1', 'pod8', 'edge', 'mobile', 'tiny']},
  menu: {property: 'scenario', label: 'Preset'},
});
