import {curveSlices, compareModels, youngLimit, type CurvePoint} from '../../models/checkpointing/compare-models.js';
import {wasteCurve, youngInterval} from '../../models/index.js';
import {formatQuantity} from '../../models/quantities/quantity-format.js';
import type {Table} from '../../core/table.js';
import {fields, modelInputs, type Value} from './inputs.js';
import type {Domain} from './draw/curve.js';
import {share} from './draw/waterfall.js';

/** Young's interval counts as good enough while it costs at most this much more wall time than the best. */
const tolerance = 0.01;

const time = (seconds: number): string => formatQuantity(seconds, 'time');
const few = (number: number): string => formatQuantity(Number(number.toPrecision(2)), 'number', {digits: 15});

/** Hundredths of the wall time: `0.012`. */
const points = (of: number): string => (of < 1e-5 ? 'under 0.001' : few(of * 100));

/** How far an interval is from the best: `+4.5 %`. */
const against = (interval: number, best: number): string =>
  Math.abs(interval / best - 1) < 5e-5
    ? '0 %'
    : `${interval > best ? '+' : '−'}${formatQuantity(Math.abs(interval / best - 1), 'ratio', {digits: 2})}`;

/** Every model's interval, what it promises and what it costs. */
export function compareModelsTable(value: Value): Table {
  const best = value.optimum.exact;
  return {
    caption: 'Models of the best interval',
    columns: ['Model', 'Interval', 'Against the best', 'Loss it promises', 'True loss', 'Extra, points'],
    rows: compareModels(modelInputs(value)).map(({name, interval, predicted, waste, extra}) =>
      interval === null
        ? [name, 'none', '', '', '', '']
        : [
            name,
            time(interval),
            against(interval, best),
            predicted === null ? '' : share(predicted),
            share(waste!),
            extra === 0 ? '0' : points(extra!),
          ],
    ),
  };
}

/** Whether Young's interval may be trusted here, and until when. */
export function compareModelsSentence(value: Value, symbols: 'mission' | 'book'): string {
  const {writeTime, mtbf, optimum, leastWaste} = value;
  if (!(optimum.exact > 0)) return 'Writing costs nothing here: every model says to checkpoint all the time.';
  const inputs = modelInputs(value);
  const interval = youngInterval(value);
  const {
    total: [loss],
    useful: [useful],
  } = wasteCurve({...inputs, intervals: [interval]});
  const good = 1 - leastWaste <= useful * (1 + tolerance);
  const ratio = `${fields.writeTime.symbol[symbols]}/${fields.mtbf.symbol[symbols]}`;
  const off = interval / optimum.exact - 1;
  const far =
    Math.abs(off) < 5e-4
      ? 'at the best'
      : `${formatQuantity(Math.abs(off), 'ratio', {digits: 2})} too ${off > 0 ? 'long' : 'short'}`;
  const here = `Here ${ratio} is ${few(writeTime / mtbf)}. Young’s interval is ${far} and loses ${points(Math.max(0, loss - leastWaste))} points more than the best: ${good ? 'good enough' : 'too much'}. `;
  if (value.law === 'weibull')
    return `${here}All but the last model assume a constant rate; the true losses are those of the Weibull law.`;
  const limit = time(youngLimit({tolerance}) * mtbf);
  const cost = `${formatQuantity(tolerance, 'ratio')} more wall time`;
  return (
    here +
    (good
      ? `It costs ${cost} only from a write time of ${limit} on.`
      : `Up to a write time of ${limit} it costs less than ${cost}.`)
  );
}

/** How many intervals are simulated. */
const count = 9;
/** A point is simulated only where less than this is lost: beyond, runs hardly end. */
const hopeless = 0.85;

/**
 * What is simulated: intervals across the shown axis where the curve is on the paper, as many failures at each as tell it apart.
 * Weibull runs are long and fewer: the curve is their long-run share, and a short run differs by its first and last cycle.
 */
export function simulationPlan(value: Value, {from, to, top}: Domain): Parameters<typeof curveSlices>[0] {
  const {interval: _, ...job} = modelInputs(value);
  const {mtbf, runLength} = value;
  const spread = (low: number, high: number, n: number) =>
    Array.from({length: n}, (_, i) => low * (high / low) ** (i / (n - 1)));
  const tried = spread(from, to, 200);
  const {total} = wasteCurve({...job, intervals: tried});
  const shown = tried.filter((_, i) => total[i] <= Math.min(top, hopeless));
  const long = job.law === 'weibull';
  return {
    ...job,
    seed: value.seed,
    intervals:
      shown.length < 2 ? [] : spread(shown[0], shown[shown.length - 1], count).map((at) => Number(at.toPrecision(3))),
    runs: long ? 300 : 1000,
    work: long ? 1000 * mtbf : Math.min(300 * mtbf, Math.max(mtbf, runLength)),
  };
}

/** What a press of the button will do. */
export const planWords = ({runs, work, intervals}: ReturnType<typeof simulationPlan>): string =>
  intervals.length
    ? `plays ${formatQuantity(runs, 'count')} runs of ${time(work)} of work at each of ${intervals.length} intervals`
    : 'Nearly all is lost here at any interval: no run would end.';

/** How the simulated points agree with the curve. */
export function simulationSummary(value: Value, simulated: readonly CurvePoint[]): string {
  const ended = simulated.filter(({unfinished}) => unfinished === 0);
  const {total} = wasteCurve({...modelInputs(value), intervals: ended.map(({interval}) => interval)});
  const off = ended.map(({mean, standardError}, i) => Math.abs(mean - total[i]) / standardError);
  const near = off.filter((errors) => errors <= 2).length;
  const all = near === ended.length;
  const rest = simulated.length - ended.length;
  return (
    `${ended.length} simulated points: ${all ? 'all' : near} within 2 standard errors of the curve${all ? '' : `, the farthest ${few(Math.max(...off))} off; chance alone puts one in twenty outside 2`}.` +
    (rest ? ` ${rest} more had runs that never end.` : '')
  );
}
