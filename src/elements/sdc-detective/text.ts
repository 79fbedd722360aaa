import {
  FAULT_SITES,
  LAYERS,
  numberFormats,
  type BitField,
  type CampaignResult,
  type Detector,
  type FaultSite,
  type OutcomeCounts,
  type Proportion,
} from '../../models/index.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {plainText, type Sentence} from '../../core/sentence.js';
import type {Table} from '../../core/table.js';
import {sigmas, sigmasOf, type Prediction, type Value, type Verdict} from './inputs.js';
import {faultLocation} from './fault-location.js';

/** The figure's short name. */
export const title = 'A flipped bit in a network that looks at traffic lights';

type Piece = string | {live: string};
const live = (text: string) => ({live: text});
export const time = (seconds: number): string => formatQuantity(seconds, 'time');
export const count = (of: number): string => formatQuantity(of, 'count');
export const percent = (of: number): string => formatQuantity(of, 'ratio');
export const number = (of: number): string => formatQuantity(of, 'number');
export const frames = (of: number): string => `${count(of)} ${of === 1 ? 'frame' : 'frames'}`;

/** A number of any size, of either sign; in words what is none. */
export function sizeText(x: number | null): string {
  if (x === null) return 'none';
  const size = Math.abs(x);
  return `${x < 0 ? '−' : ''}${size >= 1e5 || (size > 0 && size < 1e-3) ? size.toExponential(1).replace('e+', 'e').replace('-', '−') : String(Number(size.toPrecision(3)))}`;
}

export const siteNames: Readonly<Record<FaultSite, string>> = {
  'weight': 'a weight, after loading',
  'early-weight': 'a weight, before checksums',
  'block': 'a block of zeros',
  'input': 'a pixel of the image',
  'activation': 'an activation buffer',
  'product': 'one product, once',
  'core': 'a core, for good',
  'checksum': 'a checksum',
};

export const detectorNames: Readonly<Record<Detector, string>> = {
  'ecc': 'ECC memory',
  'crc': 'CRC scrub',
  'abft': 'Activation check',
  'abft-live': '… with live sums',
  'range': 'Range guard',
  'canary': 'Canary image',
  'dmr-shared': 'Twice, one RAM',
  'dmr': 'Twice, own copy',
  'tmr': 'Three, by vote',
  'loss': 'Loss alarm, 3σ',
};

/** What each does. */
export const detectorDoes: Readonly<Record<Detector, string>> = {
  'ecc': 'Eight check bits for 64: corrects one flip of a stored word, detects two.',
  'crc': 'CRC-32C of all weights against the one taken at load, once a period.',
  'abft': 'Sums of each layer’s outputs against column sums taken at load.',
  'abft-live': 'The same against sums of the weights as they are now: a flipped weight agrees with itself.',
  'range': 'Outputs larger than fault-free scenes gave.',
  'canary': 'An image whose answer is known, once a period.',
  'dmr-shared': 'Runs the network again on the same core from the same memory.',
  'dmr': 'Runs it again elsewhere with weights of its own.',
  'tmr': 'Three runs with weights of their own; the majority stands.',
  'loss': 'Mean loss over 32 labelled scenes, off by more than three standard deviations.',
};

/** What the outcomes of a fault nobody watches mean. */
export const effectDoes: Readonly<Record<Value['effect'], string>> = {
  masked: 'No answer changed, and the loss is in its usual range.',
  silent: 'An answer changed, and nothing shows it by itself.',
  loud: 'It shows by itself: no number, or the loss left its range.',
};

const fieldNames: Readonly<Record<BitField, string>> = {
  sign: 'sign',
  exponent: 'exponent',
  mantissa: 'mantissa',
  magnitude: 'magnitude',
};

/** 2nd, 23rd, 1,000th. */
const ordinal = (of: number): string =>
  `${count(of)}${(Math.floor(of / 10) % 10 !== 1 && ['th', 'st', 'nd', 'rd'][of % 10]) || 'th'}`;

/** The number that is hit, by name. */
export function placeText(value: Value): string {
  const {site, index, layer, checksum, every, length} = value;
  const at = faultLocation(value).layer;
  const name = at < 0 ? '' : LAYERS[at].name;
  switch (site) {
    case 'weight':
      return `weight ${count(index)}, in ${name}`;
    case 'early-weight':
      return `weight ${count(index)}, in ${name}, wrong since loading`;
    case 'block':
      return `a block of ${count(length)} ${length === 1 ? 'byte' : 'bytes'} from weight ${count(index)} on, in ${name}`;
    case 'input':
      return `number ${count(index)} of the image`;
    case 'activation':
      return `activation ${count(index)} of ${name}`;
    case 'product':
      return `product ${count(index)} of ${name}`;
    case 'core':
      return every === 1 ? 'every product' : `every ${ordinal(every)} product`;
    default:
      return checksum === 'abft'
        ? `column sum ${count(index)} of ${LAYERS[layer].name}`
        : checksum === 'crc'
          ? 'the stored CRC'
          : `ECC byte ${count(index)}`;
  }
}

/** An exponent in raised digits. */
const raised = (of: number): string => [...String(of)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');

/** What the flip of an exponent bit does: a power of two, but not where the number is all but zero, or none any more. */
function factorText({fromBits, bit, format, site}: NonNullable<Value['fault']>): string {
  const {bits, mantissa} = numberFormats[format];
  const factor = `2${raised(2 ** (bit - mantissa))}`;
  if (site === 'core' || site === 'checksum') return `× or ÷ ${factor}`;
  const full = 2 ** (bits - 1 - mantissa) - 1;
  const before = (fromBits >>> mantissa) & full;
  const after = before ^ (1 << (bit - mantissa));
  if (before === 0) return 'up from zero, or almost zero';
  if (after === 0) return 'down to almost zero';
  return after === full ? 'no finite number any more' : `${after > before ? '×' : '÷'} ${factor}`;
}

/** What a field of a number means. */
export function fieldText({fault, checksum}: Value): string {
  if (!fault || fault.site === 'block') return '';
  const {site, field, bit, bits, format, fromBits} = fault;
  if (bits.length !== 1) return `${bits.length} bits flip`;
  if (site === 'checksum' && checksum !== 'abft')
    return `bit ${bit} of ${checksum === 'crc' ? 'the checksum' : 'eight check bits'}`;
  const {mantissa} = numberFormats[format];
  const way = site === 'core' || site === 'checksum' ? '' : (fromBits >>> bit) & 1 ? ' 1 → 0' : ' 0 → 1';
  const means =
    field === 'sign'
      ? format === 'int8'
        ? 'worth −128 steps'
        : 'the sign'
      : field === 'exponent'
        ? factorText(fault)
        : field === 'magnitude'
          ? `worth ${2 ** bit} steps`
          : `worth ${sizeText(2 ** (bit - mantissa))} of the leading 1`;
  return `bit ${bit}, ${fieldNames[field]}${way}: ${means}`;
}

const seesText = ({signal, confidence}: Prediction): string =>
  signal ? `${signal}${confidence === null ? '' : ` ${percent(confidence)}`}` : 'no answer';

/** How a detector fared, in a word or two. */
export function verdictText({fault, site}: Value, {detected, corrected, latency, on}: Verdict): string {
  if (!on) return 'off';
  if (!fault || (site === 'checksum' && !detected)) return 'quiet';
  if (site === 'checksum') return 'false alarm';
  if (!detected) return 'misses';
  return corrected ? 'corrects' : latency ? `after ${count(latency)}` : 'at once';
}

/** Standard deviations beyond which nobody counts. */
const most = 1000;

/** How the loss moved. */
function lossPieces(value: Value): Piece[] {
  const moved = sigmasOf(value);
  if (moved === null) return ['the loss is ', live('no number'), ': it shouts by itself. '];
  const rings = Math.abs(moved) > sigmas;
  return [
    'the loss moved ',
    live(
      `${Math.abs(moved) > most ? `more than ${count(most)}` : sizeText(Number(Math.abs(moved).toPrecision(2)))} sigma`,
    ),
    rings ? ': an alarm at 3 sigma rings. ' : ', no alarm. ',
  ];
}

/** Who caught it, and who never does. */
function catchers(value: Value): Piece[] {
  const on = value.detectors.filter((each) => each.on && each.name !== 'loss');
  if (!on.length) return ['No detector is on.'];
  const caught = on.filter(({detected}) => detected).sort((a, b) => a.latency! - b.latency!);
  const name = ({name}: Verdict) =>
    detectorNames[name].replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()).replace('… with', 'check with');
  if (value.site === 'checksum')
    return caught.length
      ? [live(`The ${name(caught[0])}`), ' rings, and nothing was wrong: a false alarm.']
      : ['Nothing was wrong, and no alarm rings.'];
  const twice = on.find((each) => each.name === 'dmr-shared' && !each.detected);
  const crc = caught.find((each) => each.name === 'crc');
  const shown = [caught.find((each) => each !== crc), crc].filter((each) => each !== undefined);
  // Each is tried alone: where the memory corrects a flip, nothing else would see it.
  const tells = shown.flatMap((each, i): Piece[] => [
    i ? '; the ' : shown.length > 1 ? 'Each on its own: the ' : 'The ',
    live(name(each)),
    each.corrected ? ' corrects it' : each.latency ? ` finds it after ${frames(each.latency)}` : ' sees it at once',
  ]);
  return [
    ...tells,
    ...(caught.length ? [twice ? '; ' : '.'] : ['No detector that is on sees it', twice ? '; ' : '.']),
    ...(twice ? ['running twice on the same memory never does.'] : []),
  ];
}

/** What happened, in plain language. */
export function sentence(value: Value): Sentence {
  const {fault, predictionBefore, predictionAfter, changedFrames, site} = value;
  if (!fault)
    return [
      'Nothing is flipped: the car sees ',
      live(seesText(predictionBefore)),
      '. Flip a bit, or let a cosmic ray choose one.',
    ];
  const single = fault.bits.length === 1;
  const number = fault.from !== null || fault.to !== null;
  const what: Piece[] = [
    single && site !== 'block' ? `Bit ${fault.bit} of ` : '',
    placeText(value),
    number && fault.bits.length ? ': ' : '. ',
    ...(number && fault.bits.length
      ? [
          live(sizeText(fault.from)),
          ' becomes ',
          live(fault.to === null ? 'no finite number' : sizeText(fault.to)),
          '. ',
        ]
      : []),
  ];
  const opening = what.findIndex((piece) => piece !== '');
  if (typeof what[opening] === 'string')
    what[opening] = (what[opening] as string)[0].toUpperCase() + (what[opening] as string).slice(1);
  const changed = predictionAfter.signal !== predictionBefore.signal;
  const sees: Piece[] = changed
    ? [
        'Unguarded, the car sees ',
        live(predictionAfter.signal ?? 'nothing it can name'),
        ` where it saw ${predictionBefore.signal ?? 'nothing'}; `,
      ]
    : [
        'The car still sees ',
        live(predictionAfter.signal ?? 'nothing'),
        changedFrames ? `, but ${frames(changedFrames)} of 32 ${changedFrames === 1 ? 'changes' : 'change'}; ` : '; ',
      ];
  return [...what.filter((piece) => piece !== ''), ...sees, ...lossPieces(value), ...catchers(value)];
}

/** What changed, for those who do not see it. */
export const announcement = (value: Value): string =>
  plainText(sentence(value)).split('. ').slice(0, 2).join('. ').slice(0, 155);

export const summary = (value: Value): string =>
  `A street with a traffic light, the image of 24 by 16 pixels that a small network gets of it, the network’s answer before and after a fault in ${placeText(value)}, and below the bits of the number that is hit, as switches. ` +
  'Beside it detectors, each with a switch, what it made of the fault and what it costs. Flip bits with Enter or Space, move between them with arrows.';

export const outcomeNames = {masked: 'masked', silent: 'silent', loud: 'loud', detected: 'detected'} as const;

export const faultTable = (value: Value): Table => {
  const {
    predictionBefore: before,
    predictionAfter: after,
    fault,
    lossBefore,
    lossAfter,
    lossSpread,
    changedFrames,
    outcome,
    effect,
  } = value;
  return {
    caption: 'One fault',
    columns: ['Quantity', 'Before', 'After'],
    rows: [
      [
        placeText(value).replace(/^./, (letter) => letter.toUpperCase()),
        sizeText(fault?.from ?? null),
        sizeText(fault?.to ?? null),
      ],
      ['The car sees', seesText(before), seesText(after)],
      ...before.logits.map((z, i) => [
        `Logit ${['red', 'yellow', 'green', 'off'][i]}`,
        sizeText(z),
        sizeText(after.logits[i]),
      ]),
      ['Loss over 32 scenes, nats', sizeText(lossBefore), sizeText(lossAfter)],
      ['Its spread', sizeText(lossSpread), sizeText(lossSpread)],
      ['Scenes with another answer', '0', count(changedFrames)],
      ['Outcome', 'right', outcome === 'detected' ? `detected, else ${effect}` : outcome],
    ],
  };
};

export const detectorTable = (value: Value): Table => ({
  caption: 'Detectors, each on its own',
  columns: [
    'Detector',
    'What it does',
    'Made of this fault',
    'Operations a frame',
    'Of an inference',
    'Measured, middle half',
  ],
  rows: value.detectors.map((each) => [
    detectorNames[each.name],
    detectorDoes[each.name],
    verdictText(value, each),
    count(Math.round(each.operations)),
    percent(each.operations / value.inference),
    each.seconds === null ? 'not yet' : spread(each),
  ]),
});

const spread = ({seconds, spread: [low, high]}: Verdict): string => `${time(seconds!)} (${time(low)} to ${time(high)})`;

const between = ({share, low, high, trials}: Proportion): string =>
  trials ? `${percent(share)} (${percent(low)} to ${percent(high)})` : 'none tried';
const outcomeRow = (name: string, {injections, masked, silent, loud, detected}: OutcomeCounts): string[] => [
  name,
  ...[injections, masked, silent, loud, detected].map(count),
];

/** Everything a campaign counted. */
export function campaignTables({bySite, byBit, detectors, matrix, lossMoved, escaped, flips}: CampaignResult): Table[] {
  const sites = FAULT_SITES.filter((site) => bySite[site]);
  return [
    {
      caption: 'Coverage by detector, with 95 % intervals',
      columns: ['Detector', 'Of all faults', 'Of harmful ones', 'Mean frames to alarm', 'False alarms'],
      rows: detectors.map(({name, all, harmful, latency, falseAlarms}) => [
        detectorNames[name],
        between(all),
        between(harmful),
        latency === null ? 'none' : number(latency),
        falseAlarms ? `${falseAlarms.alarms} of ${falseAlarms.frames}` : 'by construction none',
      ]),
    },
    {
      caption: 'Harmful faults seen, by what broke',
      columns: ['Fault', ...detectors.map(({name}) => detectorNames[name])],
      rows: sites.map((site) => [
        siteNames[site],
        ...detectors.map(({name}) => {
          const seen = matrix[site]?.[name];
          return seen?.trials ? `${count(seen.hits)} of ${count(seen.trials)}` : 'none';
        }),
      ]),
    },
    {
      caption: 'Outcome by what broke',
      columns: ['Fault', 'Faults', 'Masked', 'Silent', 'Loud', 'Detected'],
      rows: sites.map((site) => outcomeRow(siteNames[site], bySite[site]!)),
    },
    {
      caption: 'Outcome by bit',
      columns: ['Bit', 'Faults', 'Masked', 'Silent', 'Loud', 'Detected'],
      rows: flips === 1 ? byBit.map((one, bit) => outcomeRow(String(bit), one)) : [],
    },
    {
      caption: 'In short',
      columns: ['Quantity', 'Share, 95 % interval'],
      rows: [
        ['1 → 0 flips that moved the loss beyond 3 sigma', between(lossMoved.oneToZero)],
        ['0 → 1 flips that did', between(lossMoved.zeroToOne)],
        ['Harmful faults that nothing saw', between(escaped)],
      ],
    },
  ].filter(({rows}) => rows.length);
}
