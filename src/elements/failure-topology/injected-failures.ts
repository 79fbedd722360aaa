import type {InjectedFailure, Level} from '../../models/index.js';
import {parseQuantity} from '../../models/quantities/quantity.js';
import {quantityText} from '../../models/quantities/quantity-format.js';

/** Failures somebody causes, as a text: `rack 12 @ 3.5 d; node 4 @ 2 h software`. */

const levels: Readonly<Record<string, Level>> = {gpu: 'gpu', node: 'node', rack: 'rack', power: 'power', pod: 'pod'};
const one = /^(gpu|node|rack|power|pod) (\d{1,7}) ?@ ?(.+?)( software)?$/;

/** The failures of a text, or undefined if it is none. Whether the fleet has such units is not asked. */
export function parseInjectedFailures(text: string): InjectedFailure[] | undefined {
  if (text === 'none') return [];
  const failures: InjectedFailure[] = [];
  for (const piece of text.toLowerCase().split(';')) {
    const found = one.exec(
      piece
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/(\d),(?=\d{3}\b)/g, '$1'),
    );
    if (!found || !Object.hasOwn(levels, found[1])) return undefined;
    try {
      const time = parseQuantity(found[3], 'time', 'd');
      if (!(time >= 0) || failures.length > 99) return undefined;
      failures.push({
        level: levels[found[1]],
        index: Number(found[2]),
        time,
        fault: found[4] ? 'software' : 'hardware',
      });
    } catch {
      return undefined;
    }
  }
  return failures;
}

/** The text of failures, in the order they were caused. */
export const formatInjectedFailures = (failures: readonly InjectedFailure[]): string =>
  failures
    .map(
      ({level, index, time, fault}) =>
        `${level} ${index} @ ${quantityText(time, 'time')}${fault === 'software' ? ' software' : ''}`,
    )
    .join('; ') || 'none';

/** A time a hand can set: whole milliseconds, never before the one given, so that what stands there has happened. */
export const roundUpToMillisecond = (time: number): number => Math.max(0, Math.ceil(time * 1000 - 1e-6)) / 1000;
