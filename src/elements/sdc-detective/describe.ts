import {FAULT_SITES, LAYERS, numberFormats, type BitField, type CampaignResult, type Detector, type FaultSite, type OutcomeCounts, type Proportion} from '../../models/index.js';
import {formatQuantity} from '../../models/quantity-format.js';
import {plain, type Phrase} from '../../widget/phrase.js';
import type {Table} from '../../widget/table.js';
import {sigmas, sigmasOf, type Prediction, type Value, type Verdict} from './inputs.js';
import {ofPlace} from './picture-parts.js';

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
  weight: 'a weight, after loading', 'early-weight': 'a weight, before checksums', block: 'a block of zeros', input: 'a pixel of the image', activation: 'an activation buffer', product: 'one product, once', core: 'a core, for good', checksum: 'a checksum',
};

export const detectorNames: Readonly<Record<Detector, string>> = {
  ecc: 'ECC memory', crc: 'CRC scrub', abft: 'Activation check', 'abft-live': '… with live sums', range: 'Range guard', canary: 'Canary image', 'dmr-shared': 'Twice, one RAM', dmr: 'Twice, own copy', tmr: 'Three, by vote', loss: 'Loss alarm, 3σ',
};

/** What each does. */
export const detectorDoes: Readonly<Record<Detector, string>> = {
  ecc: 'Eight check bits for 64: corrects one flip of a stored word, detects two.', crc: 'CRC-32C of all weights against the one taken at load, once a period.', abft: 'Sums of each layer’s outputs against column sums taken at load.',
  'abft-live': 'The same against sums of the weights as they are now: a flipped weight agrees with itself.', range: 'Outputs larger than fault-free scenes gave.', canary: 'An image whose answer is known, once a period.',
  'dmr-shared': 'Runs the network again on the same core from the same memory.', dmr: 'Runs it again elsewhere with weights of its own.', tmr: 'Three runs with weights of their own; the majority stands.', loss: 'Mean loss over 32 labelled scenes, off by more than three standard deviations.',
};

const fieldNames: Readonly<Record<BitField, string>> = {sign: 'sign', exponent: 'exponent', mantissa: 'mantissa', magnitude: 'magnitude'};

/** The number that is hit, by name. */
export function placeText(value: Value): string {
  const {site, index, layer, checksum, every, length} = value;
  const at = ofPlace(value).layer;
  const name = at < 0 ? '' : LAYERS[at].name;
  switch (site) {
    case 'weight': return `weight ${count(index)}, in ${name}`;
    case 'early-weight': return `weight ${count(index)}, in ${name}, wrong since loading`;
    case 'block': return `a block of ${count(length)} bytes from weight ${count(index)} on, in ${name}`;
    case 'input': return `number ${count(index)} of the image`;
    case 'activation': return `activation ${count(index)} of ${name}`;
    case 'product': return `product ${count(index)} of ${name}`;
    case 'core': return `every ${count(every)}th product`;
    default: return checksum === 'abft' ? `column sum ${count(index)} of ${LAYERS[layer].name}` : checksum === 'crc' ? 'the stored CRC' : `ECC byte ${count(index)}`;
  }
}

/** An exponent in raised digits. */
const raised = (of: number): string => [...String(of)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');

/** What a field of a number means. */
export function fieldText({fault}: Value): string {
  if (!fault || fault.site === 'block') return '';
  const {field, bit, bits, format, fromBits} = fault;
  if (bits.length !== 1) return `${bits.length} bits flip`;
  const {mantissa} = numberFormats[format];
  const way = (fromBits >>> bit) & 1 ? '1 → 0' : '0 → 1';
  const means = field === 'sign' ? (format === 'int8' ? 'worth −128 steps' : 'the sign') : field === 'exponent' ? `${fault.site === 'core' || fault.site === 'checksum' ? '× or ÷' : way.startsWith('0') ? '×' : '÷'} 2${raised(2 ** (bit - mantissa))}` : field === 'magnitude' ? `worth ${2 ** bit} steps` : `worth ${sizeText(2 ** (bit - mantissa))} of the leading 1`;
  return `bit ${bit}, ${fieldNames[field]}${fault.site === 'core' || fault.site === 'checksum' ? '' : ` ${way}`}: ${means}`;
}

const seesText = ({signal, confidence}: Prediction): string => (signal ? `${signal}${confidence === null ? '' : ` ${percent(confidence)}`}` : 'no answer');

/** How a detector fared, in a word or two. */
export function verdictText({fault}: Value, {detected, corrected, latency, on}: Verdict): string {
  if (!on) return 'off';
  if (!fault) return 'quiet';
  if (!detected) return 'misses';
  return corrected ? 'corrects' : latency ? `after ${count(latency)}` : 'at once';
}

/** How the loss moved. */
function lossPieces(value: Value): Piece[] {
  const moved = sigmasOf(value);
  if (moved === null) return ['the loss is ', live('no number'), ': it shouts by itself. '];
  const rings = Math.abs(moved) > sigmas;
  return ['the loss moved ', live(`${sizeText(Number(Math.abs(moved).toPrecision(2)))} sigma`), rings ? ': an alarm at 3 sigma rings. ' : ', no alarm. '];
}

/** Who caught it, and who never does. */
function catchers(value: Value): Piece[] {
  const on = value.detectors.filter((each) => each.on && each.name !== 'loss');
  if (!on.length) return ['No detector is on.'];
  const caught = on.filter(({detected}) => detected).sort((a, b) => a.latency! - b.latency!);
  const name = ({name}: Verdict) => detectorNames[name].replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()).replace('… with', 'check with');
  const twice = on.find((each) => each.name === 'dmr-shared' && !each.detected);
  const crc = caught.find((each) => each.name === 'crc');
  const first = caught.find((each) => each !== crc);
  return [
    ...(first ? [live(`The ${name(first)}`), first.corrected ? ' corrects it' : first.latency ? ` finds it after ${frames(first.latency)}` : ' sees it at once'] : []),
    ...(crc ? [first ? '; the ' : 'The ', live('CRC scrub'), crc.latency ? ` after ${frames(crc.latency)}` : ' at once'] : []),
    ...(caught.length ? [twice ? '; ' : '.'] : ['No detector that is on sees it', twice ? '; ' : '.']), ...(twice ? ['running twice on the same memory never does.'] : []),
  ];
}

/** What happened, in plain language. */
export function sentence(value: Value): Phrase {
  const {fault, predictionBefore, predictionAfter, changedFrames, site} = value;
  if (!fault) return ['Nothing is flipped: the car sees ', live(seesText(predictionBefore)), '. Flip a bit, or let a cosmic ray choose one.'];
  const single = fault.bits.length === 1;
  const number = fault.from !== null || fault.to !== null;
  const what: Piece[] = [single && site !== 'block' ? `Bit ${fault.bit} of ` : '', placeText(value), number && fault.bits.length ? ': ' : '. ',
    ...(number && fault.bits.length ? [live(sizeText(fault.from)), ' becomes ', live(fault.to === null ? 'no finite number' : sizeText(fault.to)), '. '] : [])];
  const opening = what.findIndex((piece) => piece !== '');
  if (typeof what[opening] === 'string') what[opening] = (what[opening] as string)[0].toUpperCase() + (what[opening] as string).slice(1);
  const changed = predictionAfter.signal !== predictionBefore.signal;
  const sees: Piece[] = changed ? ['The car sees ', live(predictionAfter.signal ?? 'nothing it can name'), ` where it saw ${predictionBefore.signal ?? 'nothing'}; `] : ['The car still sees ', live(predictionAfter.signal ?? 'nothing'), changedFrames ? `, but ${frames(changedFrames)} of 32 change; ` : '; '];
  return [...what.filter((piece) => piece !== ''), ...sees, ...lossPieces(value), ...catchers(value)];
}

/** What changed, for those who do not see it. */
export const announcement = (value: Value): string => plain(sentence(value)).split('. ').slice(0, 2).join('. ').slice(0, 155);

export const summary = (value: Value): string =>
  `A street with a traffic light, the image of 24 by 16 pixels that a small network gets of it, the network’s answer before and after a fault in ${placeText(value)}, and below the bits of the number that is hit, as switches. `
  + 'Beside it detectors, each with a switch, what it made of the fault and what it costs. Flip bits with Enter or Space, move between them with arrows.';

export const outcomeNames = {masked: 'masked', silent: 'silent', loud: 'loud', detected: 'detected'} as const;

export const faultTable = (value: Value): Table => {
  const {predictionBefore: before, predictionAfter: after, fault, lossBefore, lossAfter, lossSpread, changedFrames, outcome, effect} = value;
  return {
    caption: 'One fault', columns: ['Quantity', 'Before', 'After'],
    rows: [
      [placeText(value).replace(/^./, (letter) => letter.toUpperCase()), sizeText(fault?.from ?? null), sizeText(fault?.to ?? null)],
      ['The car sees', seesText(before), seesText(after)],
      ...before.logits.map((z, i) => [`Logit ${['red', 'yellow', 'green', 'off'][i]}`, sizeText(z), sizeText(after.logits[i])]),
      ['Loss over 32 scenes, nats', sizeText(lossBefore), sizeText(lossAfter)],
      ['Its spread', sizeText(lossSpread), sizeText(lossSpread)],
      ['Scenes with another answer', '0', count(changedFrames)],
      ['Outcome', 'right', outcome === 'detected' ? `detected, else ${effect}` : outcome],
    ],
  };
};

export const detectorTable = (value: Value): Table => ({
  caption: 'Detectors', columns: ['Detector', 'Made of this fault', 'Operations a frame', 'Of an inference', 'Measured'],
  rows: value.detectors.map((each) => [detectorNames[each.name], verdictText(value, each), count(Math.round(each.operations)), percent(each.operations / value.inference), each.seconds === null ? 'not yet' : time(each.seconds)]),
});

const between = ({share, low, high, trials}: Proportion): string => (trials ? `${percent(share)} (${percent(low)} to ${percent(high)})` : 'none tried');
const outcomeRow = (name: string, {injections, masked, silent, loud, detected}: OutcomeCounts): string[] => [name, ...[injections, masked, silent, loud, detected].map(count)];

/** Everything a campaign counted. */
export function campaignTables({bySite, byBit, detectors, matrix, lossMoved, escaped}: CampaignResult): Table[] {
  const sites = FAULT_SITES.filter((site) => bySite[site]);
  return [
    {caption: 'Coverage by detector, with 95 % intervals', columns: ['Detector', 'Of all faults', 'Of harmful ones', 'Put right', 'Mean frames to alarm', 'False alarms'],
      rows: detectors.map(({name, all, harmful, corrected, latency, falseAlarms}) => [detectorNames[name], between(all), between(harmful), between(corrected), latency === null ? 'none' : number(latency), falseAlarms ? `${falseAlarms.alarms} of ${falseAlarms.frames}` : 'by construction none'])},
    {caption: 'Share of faults seen, by what broke', columns: ['Fault', ...detectors.map(({name}) => detectorNames[name])], rows: sites.map((site) => [siteNames[site], ...detectors.map(({name}) => {
      const seen = matrix[site]?.[name];
      return seen?.trials ? percent(seen.share) : 'not run';
    })])},
    {caption: 'Outcome by what broke', columns: ['Fault', 'Faults', 'Masked', 'Silent', 'Loud', 'Detected'], rows: sites.map((site) => outcomeRow(siteNames[site], bySite[site]!))},
    {caption: 'Outcome by bit', columns: ['Bit', 'Faults', 'Masked', 'Silent', 'Loud', 'Detected'], rows: byBit.map((one, bit) => outcomeRow(String(bit), one))},
    {caption: 'In short', columns: ['Quantity', 'Share, 95 % interval'], rows: [['1 → 0 flips that moved the loss beyond 3 sigma', between(lossMoved.oneToZero)], ['0 → 1 flips that did', between(lossMoved.zeroToOne)], ['Harmful faults that nothing saw', between(escaped)]]},
  ];
}
