import {plot, rect, text} from '@observablehq/plot';
import {scenarios} from '../../../models/index.js';
import {formatQuantity} from '../../../models/quantities/quantity-format.js';
import type {Colour} from '../../../draw/palette.js';
import type {Value} from '../inputs.js';
import type {View} from './curve.js';

/** What a run's time is counted in. */
export type Unit = 'hours' | 'devices' | 'money';

export const parts = [
  ['useful', 'Useful work', 'total'],
  ['checkpoint', 'Writing checkpoints', 'checkpoint'],
  ['lost', 'Lost work, done again', 'lost'],
  ['restart', 'Restarts', 'restart'],
  ['downtime', 'Downtime', 'downtime'],
] as const satisfies ReadonlyArray<readonly [string, string, Colour]>;

/** Share of wall time of a part. */
export const shareOf = (value: Value, part: (typeof parts)[number][0]): number =>
  part === 'useful' ? value.efficiency : value.waste[part];

/** Devices that stand still together. */
export const devices = ({nodes, gpusPerNode}: Value): number => nodes * gpusPerNode;

/** The name of the devices in this scenario: GPUs, phones, hearables. */
export const deviceName = ({scenario}: Value): {one: string; many: string} => scenarios[scenario].device;

/** A share as a percentage; what rounds away is told as none. */
export const share = (of: number): string => formatQuantity(of < 1e-6 ? 0 : of, 'ratio');

/** Seconds of the run, in the unit asked for; `named` adds the unit of device-hours. */
export function amount(value: Value, seconds: number, unit: Unit, named = true): string {
  const counted = seconds < 1e-6 * value.runLength ? 0 : seconds;
  if (unit === 'hours') return hours(counted);
  const deviceHours = (counted / 3600) * devices(value);
  return unit === 'devices'
    ? `${large(deviceHours)}${named ? ` ${deviceName(value).one}-h` : ''}`
    : `$${large(deviceHours * value.gpuHourPrice)}`;
}

const hours = (seconds: number): string =>
  seconds >= 3600 || seconds === 0 ? `${large(seconds / 3600)} h` : formatQuantity(seconds, 'time');

/** A large number to three digits: `17.6 million`. */
export const large = (count: number): string =>
  count >= 1e9
    ? `${formatQuantity(count / 1e9, 'number')} billion`
    : count >= 1e6
      ? `${formatQuantity(count / 1e6, 'number')} million`
      : count >= 1000
        ? formatQuantity(Number(count.toPrecision(3)), 'count')
        : formatQuantity(count, 'number');

export interface Waterfall {
  svg: SVGSVGElement;
  update(value: Value, unit: Unit): void;
}

const rowHeight = 40;
/** Height of the drawing. */
export const waterfallHeight = parts.length * rowHeight;

/** Where a run's wall time goes, one part after the other from left to right. */
export function drawWaterfall(value: Value, unit: Unit, {width, colours, document}: Omit<View, 'height'>): Waterfall {
  const rows = parts.map(([part, name, colour], i) => ({part, name, colour: colours[colour], i}));
  const svg = plot({
    width,
    height: waterfallHeight,
    margin: 0,
    marginLeft: 1,
    marginRight: 1,
    document,
    style: {fontFamily: 'inherit', fontSize: '12px', color: colours.text, background: 'none', overflow: 'visible'},
    x: {domain: [0, 1], axis: null},
    y: {domain: [0, parts.length], range: [0, waterfallHeight], axis: null},
    marks: [
      rect(rows, {
        x1: 0,
        x2: 1,
        y1: (row: {i: number}) => row.i + 0.52,
        y2: (row: {i: number}) => row.i + 0.8,
        fill: colours.grid,
        fillOpacity: 0.6,
        className: 'track',
      }),
      rect(rows, {
        x1: 0,
        x2: 1,
        y1: (row: {i: number}) => row.i + 0.52,
        y2: (row: {i: number}) => row.i + 0.8,
        fill: (row: {colour: string}) => row.colour,
        className: 'part',
      }),
      text(rows, {x: 0, y: (row: {i: number}) => row.i + 0.26, text: 'name', textAnchor: 'start', className: 'name'}),
      text(rows, {
        x: 1,
        y: (row: {i: number}) => row.i + 0.26,
        text: () => ' ',
        textAnchor: 'end',
        fontWeight: 600,
        fontVariant: 'tabular-nums',
        className: 'amount',
      }),
    ],
    color: {type: 'identity'},
  }) as unknown as SVGSVGElement;
  svg.setAttribute('aria-hidden', 'true');
  const bars = [...svg.querySelectorAll<SVGRectElement>('.part rect')];
  const amounts = [...svg.querySelectorAll<SVGTextElement>('.amount text')];
  const update = (next: Value, nextUnit: Unit): void => {
    let from = 0;
    parts.forEach(([part], i) => {
      const of = shareOf(next, part);
      bars[i].setAttribute('x', String(1 + from * (width - 2)));
      // A sliver stays visible: nothing that costs is drawn as free.
      bars[i].setAttribute('width', String(of >= 1e-6 ? Math.max(1, of * (width - 2)) : 0));
      amounts[i].textContent = amount(next, of * next.runLength, nextUnit);
      from += of;
    });
  };
  update(value, unit);
  return {svg, update};
}
