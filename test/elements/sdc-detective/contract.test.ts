import 'reliability-tax';
import {contract, type Input} from '../../support/contract.js';

const count = (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
  attribute,
  property,
  good,
  bad: ['2.5', '3 h', '1e12', ...bad],
});
const choice = (attribute: string, property: string, ...words: string[]): Input => ({
  attribute,
  property,
  good: words.map((word) => [word, word] as const),
  bad: ['constructor'],
});
const time = (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
  attribute,
  property,
  good,
  bad: ['3 GB', '8 %', ...bad],
});

// `bits` and `detectors` are texts with a reader of their own: inputs.spec.ts.
contract('sdc-detective', {
  inputs: [
    choice('scenario', 'scenario', 'llama3', 'tiny'),
    choice('format', 'format', 'fp32', 'fp16'),
    choice('site', 'site', 'early-weight', 'core'),
    count(
      'layer',
      'layer',
      [
        ['1', 1],
        ['3', 3],
      ],
      '4',
    ),
    count(
      'index',
      'index',
      [
        ['412', 412],
        ['1,393', 1393],
      ],
      '200,000',
    ),
    count(
      'every',
      'every',
      [
        ['200', 200],
        ['5,000', 5000],
      ],
      '0',
    ),
    {
      attribute: 'length',
      property: 'length',
      good: [
        ['128 B', 128],
        ['16', 16],
      ],
      bad: ['3 h', '0', '10 kB'],
    },
    choice('checksum', 'checksum', 'crc', 'ecc'),
    count(
      'scene',
      'scene',
      [
        ['3', 3],
        ['21', 21],
      ],
      '32',
    ),
    count(
      'scrub-period',
      'scrubPeriod',
      [
        ['38', 38],
        ['1,000', 1000],
      ],
      '0',
    ),
    count(
      'canary-period',
      'canaryPeriod',
      [
        ['5', 5],
        ['50', 50],
      ],
      '0',
    ),
    time(
      'frame-time',
      'frameTime',
      [
        ['20 ms', 0.02],
        ['1 s', 1],
      ],
      '0',
    ),
    {
      attribute: 'fit',
      property: 'fit',
      good: [
        ['0.0125', 0.0125],
        ['5', 5],
      ],
      bad: ['3 h', '2e6'],
    },
    {
      attribute: 'memory',
      property: 'memory',
      good: [
        ['100 MB', 1e8],
        ['4', 4e6],
      ],
      bad: ['3 h', '0'],
    },
    count(
      'devices',
      'devices',
      [
        ['2,048', 2048],
        ['5', 5],
      ],
      '0',
    ),
    time(
      'checkpoint-interval',
      'checkpointInterval',
      [
        ['1 h', 3600],
        ['10 min', 600],
      ],
      '0',
    ),
    time('detection-latency', 'detectionLatency', [
      ['1 h', 3600],
      ['0', 0],
    ]),
    {
      attribute: 'assumed-coverage',
      property: 'assumedCoverage',
      good: [
        ['90 %', 0.9],
        ['0.5', 0.5],
      ],
      bad: ['3 h', '120 %'],
    },
  ],
  slider: {property: 'index', label: 'Which number'},
  second: {property: 'frameTime'},
  presets: {attribute: 'scenario', names: ['edge', 'mobile', 'tiny', 'llama3']},
  menu: {property: 'scenario', label: 'Preset'},
});
