import 'reliability-tax';
import {contract, type Input} from '../../support/contract.js';

const speed = (attribute: string, property: string, good: Input['good']): Input => ({
  attribute,
  property,
  good,
  bad: ['3 h', '5 GB', '0'],
});
const size = (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
  attribute,
  property,
  good,
  bad: ['3 h', '5 GB/s', '0', ...bad],
});
const time = (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
  attribute,
  property,
  good,
  bad: ['3 TB', '5 GB/s', ...bad],
});
const choice = (attribute: string, property: string, ...words: string[]): Input => ({
  attribute,
  property,
  good: words.map((word) => [word, word] as const),
  bad: ['constructor'],
});

contract('preemption-wall', {
  inputs: [
    choice('scenario', 'scenario', 'edge', 'tiny'),
    {
      attribute: 'chain',
      property: 'chain',
      good: [
        ['13', 13],
        ['7', 7],
      ],
      bad: ['0', '2.5', '3 h', '501'],
    },
    size('delta', 'delta', [
      ['8 MB', 8e6],
      ['1', 1e6],
    ]),
    time(
      'interval',
      'interval',
      [
        ['20 s', 20],
        ['optimal', 'optimal'],
      ],
      '0',
      '2 h',
    ),
    size('base', 'base', [
      ['60 MB', 6e7],
      ['200', 2e8],
    ]),
    choice('storage', 'storage', 'ufs40', 'emmc'),
    speed('read-bandwidth', 'readBandwidth', [
      ['4 GB/s', 4e9],
      ['1', 1e9],
    ]),
    speed('write-bandwidth', 'writeBandwidth', [
      ['2 GB/s', 2e9],
      ['500 MB/s', 5e8],
    ]),
    time('fixed', 'fixed', [
      ['20 ms', 0.02],
      ['0', 0],
    ]),
    time('decode', 'decode', [
      ['1 ms', 1e-3],
      ['0', 0],
    ]),
    size('page-size', 'pageSize', [
      ['16 KiB', 16_384],
      ['65536', 65_536],
    ]),
    {
      attribute: 'writes',
      property: 'writes',
      good: [
        ['1,000', 1000],
        ['50', 50],
      ],
      bad: ['3 h', 'many', '1e13'],
    },
    time(
      'kill-interval',
      'killInterval',
      [
        ['5 min', 300],
        ['60', 3600],
      ],
      '0',
    ),
    time(
      'resume-limit',
      'resumeLimit',
      [
        ['200 ms', 0.2],
        ['50', 0.05],
      ],
      '0',
    ),
    time(
      'frame-time',
      'frameTime',
      [
        ['8 ms', 8e-3],
        ['20', 0.02],
      ],
      '0',
    ),
    {
      attribute: 'torn',
      property: 'torn',
      good: [
        ['50 %', 0.5],
        ['0', 0],
      ],
      bad: ['3 h', '120 %', '2'],
    },
    time(
      'session',
      'session',
      [
        ['2 h', 7200],
        ['4', 14_400],
      ],
      '0',
    ),
    time(
      'kill',
      'kill',
      [
        ['42 min', 2520],
        ['system', 'system'],
      ],
      '2 d',
    ),
  ],
  slider: {property: 'chain', label: 'Longest chain'},
  pictures: 2,
  second: {property: 'delta'},
  presets: {attribute: 'scenario', names: ['mobile', 'edge', 'tiny']},
  menu: {property: 'scenario', label: 'Preset'},
});
