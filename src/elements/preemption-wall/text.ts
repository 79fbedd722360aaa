import type {Suggestion} from '../../ui/controls/suggestion.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import {plainText, type Sentence} from '../../core/sentence.js';
import type {Table} from '../../core/table.js';
import {evaluate, fields, playedOf, type Value} from './inputs.js';
import {storages, type StorageName} from './presets.js';

/** The figure's short name. */
export const title = 'A resume against the wall';

const live = (text: string) => ({live: text});
export const time = (seconds: number): string => formatQuantity(seconds, 'time');
export const bytes = (of: number): string => formatQuantity(of, 'bytes');
export const rate = (of: number): string => formatQuantity(of, 'bandwidth');
export const count = (of: number): string => formatQuantity(of, 'number');
export const deltas = (of: number): string => `${count(of)} ${of === 1 ? 'delta' : 'deltas'}`;
/** Frames to two digits: `4.6`. */
export const frames = (of: number): string => {
  const text = formatQuantity(of, 'number', {digits: 2});
  return `${text} ${text === '1' ? 'frame' : 'frames'}`;
};
const clock = (seconds: number): string => {
  const two = (of: number) => String(Math.floor(of)).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
};
export {clock};

/** What the numbers mean, in plain language. */
export function sentence(value: Value): Sentence {
  const {base, chain, resume, resumeLimit, fits, maxChain, fixed, baseRead, writeRate} = value;
  const read: Sentence = [
    'Resume reads ',
    live(bytes(base)),
    ' and replays ',
    live(deltas(chain)),
    ': ',
    live(time(resume)),
    `, ${frames(value.frames)}`,
  ];
  const flash: Sentence = [' Saving writes ', live(rate(writeRate)), ' to the flash.'];
  if (maxChain < 0)
    return [
      ...read,
      '. Even with no delta at all, start and base take ',
      live(time(fixed + baseRead)),
      `: beyond the wall of ${time(resumeLimit)}, whatever the chain.`,
      ...flash,
    ];
  if (fits) {
    const room = maxChain - chain;
    return [...read, room > 0 ? `; ${deltas(maxChain)} would still fit.` : '; not one delta more would fit.', ...flash];
  }
  return [
    ...read,
    `, and the user sees the freeze: the wall is at ${time(resumeLimit)}. `,
    maxChain > 0 ? `${deltas(maxChain)} would fit.` : 'Only the base alone would fit.',
    ...flash,
  ];
}

/** The kill on show. */
export function killSentence(value: Value): string {
  const {lastKill, kills, kill} = value;
  if (!lastKill) return 'No kill in this session.';
  const {shown} = playedOf(value);
  const {time: at, lost, replayed, stoppedAt, resume} = lastKill;
  const cut = playedOf(value).run.kills[shown].cut;
  const whose = at === kill ? 'Your kill' : `Kill ${shown + 1} of ${kills}`;
  const found =
    stoppedAt === null
      ? `every record is whole, ${deltas(replayed)} replayed`
      : cut?.kind === 'base'
        ? `the new base is torn, the old file still stands: ${deltas(replayed)} replayed`
        : `record ${stoppedAt} is torn, its CRC fails, the replay stops there: ${deltas(replayed)} count`;
  return `${whose}, at ${clock(at)}: ${found}. Back in ${time(resume)}, ${time(lost)} of work lost.`;
}

const floor3 = (of: number): number => {
  const step = 10 ** (Math.floor(Math.log10(of)) - 2);
  return Number((Math.floor(of / step + 1e-9) * step).toPrecision(3));
};

/** The first thing to try. */
export function firstSuggestion(value: Value): Suggestion | undefined {
  const {chain, maxChain, base, fixed, deltaRead, readBandwidth, resumeLimit, fits} = value;
  if (maxChain >= 1) {
    const best = Math.min(maxChain, fields.chain.max!);
    if (fits) {
      if (best <= chain) return undefined;
      const saved = 1 - meanSaveOf(value, best) / value.meanSave;
      return {
        words: `Compact after ${deltas(best)}: ${formatQuantity(saved, 'ratio', {digits: 2})} less to flash, and it still fits.`,
        set: {chain: best},
      };
    }
    return {words: `Compact after ${deltas(best)}, and the longest chain fits.`, set: {chain: best}};
  }
  const room = (resumeLimit - fixed - chain * deltaRead) * readBandwidth;
  // Half of it may be what never changes.
  if (room >= base / 2)
    return {
      words: `Save a smaller base: ${bytes(floor3(room))} fit. Weights are read-only: map them from their file.`,
      set: {base: floor3(room)},
    };
  const faster = (Object.keys(storages) as StorageName[])
    .filter((name) => name.startsWith('ufs'))
    .find((name) => {
      const read = storages[name].read[0];
      return (
        read > readBandwidth &&
        fixed + base / read + chain * (deltaRead + value.delta * (1 / read - 1 / readBandwidth)) <= resumeLimit
      );
    });
  if (faster) return {words: `Faster flash: with ${storages[faster].name} it fits.`, set: {storage: faster}};
  if (room >= value.delta)
    return {
      words: `Save a far smaller base: ${bytes(floor3(room))} fit. Map weights from their file, rebuild caches later.`,
      set: {base: floor3(room)},
    };
  if (fixed >= resumeLimit)
    return {words: 'The start of the process alone takes too long. Keep less to start.', set: {}};
  return {words: 'One delta, and a smaller base.', set: {chain: 1}};
}

const meanSaveOf = ({base, delta}: Value, chain: number): number => (base + chain * delta) / (chain + 1);

export const described = (value: Value): string => `${plainText(sentence(value))} ${killSentence(value)}`;

/** What changed, for those who do not see it: its first sentence is the sentence's own. */
export const announcement = (value: Value): string =>
  `${plainText(sentence(value)).split('. ')[0]}. ${value.fits ? 'Within' : 'Beyond'} the wall.`;

export const summary = (value: Value): string =>
  `A time bar of one resume: the start of the process, the read of the base, then one block for each delta, over a ruler of frames, with a wall at ${time(value.resumeLimit)}. ` +
  'Below it the session: saves as bars, kills of the system as crosses, and the journal that the kill on show left. Drag the end of the chain or use its slider; drag the cross, or press Kill it now.';

export function chainTable(value: Value): Table {
  const {maxChain, chain} = value;
  const most = Math.max(1, maxChain);
  const lengths = [...new Set([1, 2, 4, 8, 16, chain, ...(maxChain > 0 ? [maxChain] : []), most + 1])]
    .filter((k) => k <= fields.chain.max!)
    .sort((a, b) => a - b);
  return {
    caption: 'Chain, resume and flash',
    columns: ['Deltas before compaction', 'resume', 'frames', 'fits', 'bytes of a save, mean', 'to flash'],
    rows: lengths.map((k) => {
      const resume = value.fixed + value.baseRead + k * value.deltaRead;
      const each = meanSaveOf(value, k);
      return [
        `${count(k)}${k === chain ? ' (set)' : ''}`,
        time(resume),
        formatQuantity(resume / value.frameTime, 'number', {digits: 2}),
        resume <= value.resumeLimit ? 'yes' : 'no',
        bytes(each),
        rate(each / value.interval),
      ];
    }),
  };
}

export function killTable(value: Value): Table {
  const {
    run: {kills},
  } = playedOf(value);
  return {
    caption: `Kills in ${time(value.session)}${kills.length > 40 ? ', the first 40' : ''}`,
    columns: ['At', 'deltas replayed', 'resume', 'work lost', 'newest record'],
    rows: kills
      .slice(0, 40)
      .map(({time: at, deltas: replayed, resume, lost, cut}) => [
        clock(at),
        count(replayed),
        time(resume),
        time(lost),
        cut ? `${cut.kind} torn` : 'whole',
      ]),
  };
}

/** Storage compared at this setting. */
export function storageTable(value: Value): Table {
  const {base, delta, chain, fixed, decode, scenario, interval, resumeLimit, killInterval} = value;
  return {
    caption: 'The same on other storage',
    columns: ['Storage', 'reads', 'writes', 'resume', 'longest chain that fits'],
    rows: (Object.keys(storages) as StorageName[]).map((storage) => {
      const {readBandwidth, writeBandwidth, resume, maxChain} = evaluate({
        scenario,
        storage,
        base,
        delta,
        chain,
        fixed,
        decode,
        interval,
        resumeLimit,
        killInterval,
        session: 60,
      });
      return [
        storages[storage].name,
        rate(readBandwidth),
        rate(writeBandwidth),
        time(resume),
        maxChain < 0 ? 'none' : count(maxChain),
      ];
    }),
  };
}
