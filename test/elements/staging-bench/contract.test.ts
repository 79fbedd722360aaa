import 'reliability-tax';
import {contract, type Input} from '../../support/contract.js';

const speed = (attribute: string, property: string, good: Input['good'], bad: string[] = ['0']): Input => ({
  attribute,
  property,
  good,
  bad: ['3 h', '5 GB', ...bad],
});
const size = (attribute: string, property: string, good: Input['good'], bad: string[] = []): Input => ({
  attribute,
  property,
  good,
  bad: ['3 h', '5 GB/s', ...bad],
});
const time = (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
  attribute,
  property,
  good,
  bad: ['3 TB', '5 GB/s', ...bad],
});
const count = (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
  attribute,
  property,
  good,
  bad: ['0', '2.5', '3 h', '1e16', ...bad],
});
const number = (attribute: string, property: string, good: Input['good'], ...bad: string[]): Input => ({
  attribute,
  property,
  good,
  bad: ['3 h', '0', ...bad],
});
const choice = (attribute: string, property: string, ...words: string[]): Input => ({
  attribute,
  property,
  good: words.map((word) => [word, word] as const),
  bad: ['constructor'],
});

// Many inputs: what tries each of them takes its time.
contract('staging-bench', {
  inputs: [
    choice('scenario', 'scenario', 'llama3', 'pod8'),
    choice('strategy', 'strategy', 'object-store', 'local-ssd'),
    size('buffer', 'buffer', [
      ['105 GB', 1.05e11],
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
      '0.5 s',
    ),
    speed('pace', 'pace', [
      ['7.5 GB/s', 7.5e9],
      ['full', 'full'],
    ]),
    count(
      'groups',
      'groups',
      [
        ['4', 4],
        ['2', 2],
      ],
      '65',
    ),
    choice('schedule', 'schedule', 'random', 'turns'),
    choice('skip-nvme', 'skipNvme', 'yes', 'no'),
    count('writers', 'writers', [
      ['16', 16],
      ['2,048', 2048],
    ]),
    count('parameters', 'parameters', [
      ['405,853,388,800', 405_853_388_800],
      ['8,030,261,248', 8_030_261_248],
    ]),
    size(
      'bytes-per-parameter',
      'bytesPerParameter',
      [
        ['12 B', 12],
        ['16', 16],
      ],
      ['0'],
    ),
    number(
      'reduction',
      'reduction',
      [
        ['6', 6],
        ['2.5', 2.5],
      ],
      '0.5',
    ),
    speed('copy-bandwidth', 'copyBandwidth', [
      ['200 GB/s', 2e11],
      ['50', 5e10],
    ]),
    speed('ssd-bandwidth', 'ssdBandwidth', [
      ['28 GB/s', 2.8e10],
      ['7', 7e9],
    ]),
    speed('upload-bandwidth', 'uploadBandwidth', [
      ['25 GB/s', 2.5e10],
      ['5', 5e9],
    ]),
    speed('peer-bandwidth', 'peerBandwidth', [
      ['100 GB/s', 1e11],
      ['400 Gb/s', 5e10],
    ]),
    speed('store-bandwidth', 'storeBandwidth', [
      ['2 TB/s', 2e12],
      ['50', 5e10],
    ]),
    speed('network-capacity', 'networkCapacity', [
      ['800 GB/s', 8e11],
      ['1 TB/s', 1e12],
    ]),
    speed(
      'training-traffic',
      'trainingTraffic',
      [
        ['100 GB/s', 1e11],
        ['0', 0],
      ],
      [],
    ),
    time(
      'watchdog',
      'watchdog',
      [
        ['5 s', 5],
        ['30 min', 1800],
      ],
      '0',
    ),
    count('drives', 'drives', [
      ['4', 4],
      ['16', 16],
    ]),
    size(
      'drive-capacity',
      'driveCapacity',
      [
        ['7.68 TB', 7.68e12],
        ['1', 1e12],
      ],
      ['0'],
    ),
    number('write-amplification', 'writeAmplification', [
      ['1.5', 1.5],
      ['4', 4],
    ]),
    number('dwpd', 'dwpd', [
      ['3', 3],
      ['0.3', 0.3],
    ]),
    count('replicas', 'replicas', [
      ['4', 4],
      ['2', 2],
    ]),
    count('nodes', 'nodes', [
      ['4,096', 4096],
      ['512', 512],
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
    time('restart', 'restart', [
      ['10 min', 600],
      ['0', 0],
    ]),
    time('downtime', 'downtime', [
      ['30 s', 30],
      ['0', 0],
    ]),
  ],
  slider: {property: 'buffer', label: 'Staging buffer'},
  second: {property: 'interval'},
  presets: {attribute: 'scenario', names: ['cloud', 'llama3', 'pod8']},
  menu: {property: 'scenario', label: 'Preset'},
  looks: [{attribute: 'runs', choices: ['none', '3', '5', '10', '20']}],
});
