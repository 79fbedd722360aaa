import type {StagingRun, StagingSeries} from '../../models/index.js';
import type {Palette} from '../../draw/palette.js';
import {bytes, rate, share, stopTime} from './text.js';
import {runOf, type Value} from './inputs.js';

/** Size and colours of a drawing. */
export interface View {
  width: number;
  height: number;
  colours: Palette;
  document?: Document;
}

/** What is drawn: one checkpoint of a simulated stretch. */
export interface Scene {
  value: Value;
  /** Which checkpoint, from 0. */
  checkpoint: number;
  /** Whether the smallest buffer that does may be seen. */
  answer: boolean;
  /** False before the first run of a challenge: nothing has moved yet. */
  ran: boolean;
}

/** The picture and how to move it: `update` for another state, `at` for another moment. */
export interface Picture {
  svg: SVGSVGElement;
  update(scene: Scene): void;
  /** Seconds after the checkpoint began. */
  at(since: number): void;
}

// Time ------------------------------------------------------------------------------------------

/** Where the chart of a checkpoint begins and ends, in seconds on a log scale. */
export interface Span {
  from: number;
  to: number;
}

/** From below the shortest stop any strategy has to the next checkpoint. */
export function spanOf({stops, interval}: Value): Span {
  const least = Math.min(stops.asyncDram, stops.objectStore) / 1.5;
  const from = Math.min(10 ** Math.floor(Math.log10(least)), interval / 100);
  return {from: Math.max(from, interval * 1e-7), to: interval};
}

/** Seconds since the checkpoint began at a share of its chart; 0 is its very beginning. */
export const sinceAt = ({from, to}: Span, at: number): number => (at <= 0 ? 0 : from * (to / from) ** Math.min(1, at));
export const shareOf = ({from, to}: Span, since: number): number =>
  since <= from ? 0 : Math.min(1, Math.log(since / from) / Math.log(to / from));

/** How many checkpoints of a stretch can be shown. */
export const shownCheckpoints = (value: Value): number => runOf(value).checkpoints.length;

/** When a checkpoint began. */
export function startOf(value: Value, checkpoint: number): number {
  const {checkpoints} = runOf(value);
  return checkpoints[Math.min(checkpoint, checkpoints.length - 1)].start;
}

/** The moment that tells most: the math runs again and bytes are on their way; or it still waits for them. */
export function mostInstructiveMoment({mathStop, durableAfter, interval}: Value): number {
  return durableAfter > 1.001 * mathStop ? Math.sqrt(mathStop * Math.min(durableAfter, interval)) : mathStop / 2;
}

/** The last breakpoint at or before a time. */
function indexAt({time: times}: StagingSeries, at: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Levels and rates at a moment, exact between the breakpoints; bytes and bytes/s of all writers. */
export function stateAt(run: StagingRun, at: number): {[K in Exclude<keyof StagingSeries, 'time'>]: number} {
  const {time: times, ...columns} = run.series;
  const i = indexAt(run.series, at);
  const next = Math.min(i + 1, times.length - 1);
  const part = next > i ? Math.min(1, (at - times[i]) / (times[next] - times[i])) : 0;
  const level = (column: readonly number[]) => column[i] + part * (column[next] - column[i]);
  const {hbm, dram, fullest, nvme, stored, ...rates} = columns;
  return {
    // The next snapshot fills HBM at once: until then it only empties.
    hbm: Math.max(0, hbm[i] - columns.copyRate[i] * (at - times[i])),
    dram: level(dram),
    fullest: level(fullest),
    nvme: level(nvme),
    stored: level(stored),
    ...(Object.fromEntries(Object.entries(rates).map(([name, column]) => [name, column[i]])) as {
      [K in keyof typeof rates]: number;
    }),
  };
}

/** The next moment at which something changes, after or before another; undefined where there is none in this checkpoint. */
export function nextEvent(value: Value, checkpoint: number, since: number, way: 1 | -1): number | undefined {
  const start = startOf(value, checkpoint);
  const slack = 1e-6 * Math.max(since, 1e-6);
  const moments = [...new Set([0, ...runOf(value).series.time.map((at) => at - start)])].filter(
    (at) => at >= 0 && at < value.interval * (1 - 1e-9),
  );
  return way > 0 ? moments.find((at) => at > since + slack) : moments.reverse().find((at) => at < since - slack);
}

// Drawing ---------------------------------------------------------------------------------------

/** Left and right of the load chart. */
export const margin = {left: 38, right: 10} as const;

const vessels = ['HBM', 'DRAM', 'drives', 'store'] as const;
const roundTimes = [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 60, 600, 3600, 6 * 3600, 86_400, 864_000, 31_536_000];
const letter = 6.2;

/** Draws the pipeline and the load; every change later is patched in. */
export function drawStaging(scene: Scene, {width, height, colours, document: page = document}: View): Picture {
  const narrow = width < 420;
  const make = <T extends SVGElement = SVGElement>(
    parent: Element,
    name: string,
    attributes: Record<string, string | number> = {},
    words?: string,
  ): T => {
    const node = page.createElementNS('http://www.w3.org/2000/svg', name) as T;
    for (const key in attributes) node.setAttribute(key, String(attributes[key]));
    if (words !== undefined) node.textContent = words;
    parent.append(node);
    return node;
  };
  const set = (node: Element, attributes: Record<string, string | number>): void => {
    for (const key in attributes)
      node.setAttribute(
        key,
        typeof attributes[key] === 'number'
          ? String(Math.round(100 * (attributes[key] as number)) / 100)
          : (attributes[key] as string),
      );
  };
  const svg = page.createElementNS('http://www.w3.org/2000/svg', 'svg') as SVGSVGElement;
  set(svg, {
    width,
    height,
    'viewBox': `0 0 ${width} ${height}`,
    'aria-hidden': 'true',
    'fill': colours.text,
    'font-size': narrow ? 11 : 12,
  });

  // Places, from the top: lamp, vessels, their names; marks, math lane, load, its axis.
  const strip = {top: height - Math.round(Math.max(92, Math.min(150, height * 0.42)))};
  const lane = {top: strip.top + 14, height: 9};
  const plot = {top: lane.top + lane.height + 5, bottom: height - 18, left: margin.left, right: width - margin.right};
  const base = strip.top - 36;
  const ceiling = 31;
  const tall = base - ceiling;
  const vesselWidth = Math.round(Math.min(86, Math.max(44, width * 0.14)));
  const gap = (width - 6 - 4 * vesselWidth) / 3;
  const left = (i: number) => Math.round(3 + i * (vesselWidth + gap));
  const pipeY = base - 12;

  // Lamp.
  const lamp = make(svg, 'g', {transform: 'translate(12,13)', class: 'lamp'});
  const rays = make(lamp, 'path', {
    'd': [0, 1, 2, 3, 4, 5, 6, 7]
      .map((i) =>
        [9.5, 12.5]
          .map(
            (r, end) =>
              `${end ? 'L' : 'M'}${(r * Math.cos((i * Math.PI) / 4)).toFixed(2)},${(r * Math.sin((i * Math.PI) / 4)).toFixed(2)}`,
          )
          .join(''),
      )
      .join(''),
    'stroke': colours.total,
    'stroke-width': 2,
    'stroke-linecap': 'round',
  });
  const bulb = make(lamp, 'circle', {'r': 6.5, 'stroke-width': 2});
  const bars = make(lamp, 'path', {'d': 'M-2,-2.6V2.6M2,-2.6V2.6', 'stroke': colours.text, 'stroke-width': 1.8});
  const lampWords = make(svg, 'text', {'x': 31, 'y': 17.5, 'font-weight': 650});
  const moment = make(svg, 'text', {'x': width - 4, 'y': 17.5, 'text-anchor': 'end', 'fill': colours.muted});

  // Pipes first, so that vessels stand over their ends.
  const pipes = [0, 1, 2].map((i) => {
    const group = make(svg, 'g', {class: `pipe ${['copy', 'ssd', 'upload'][i]}`});
    return {
      group,
      casing: make(group, 'path', {stroke: colours.grid, fill: 'none'}),
      flow: make(group, 'path', {'stroke': colours.checkpoint, 'fill': 'none', 'stroke-dasharray': '7 4'}),
    };
  });
  const tanks = vessels.map((name, i) => {
    const group = make(svg, 'g', {class: `vessel ${name}`});
    const x = left(i);
    // The outermost names stay within the picture.
    const under = [
      {x, 'text-anchor': 'start'},
      {'x': x + vesselWidth, 'text-anchor': 'end'},
    ][[0, -1, -1, 1][i]] ?? {'x': x + vesselWidth / 2, 'text-anchor': 'middle'};
    return {
      group,
      level: make(group, 'rect', {x, 'width': vesselWidth, 'fill': colours.checkpoint, 'fill-opacity': 0.8}),
      wall: make(group, 'path', {
        'fill': 'none',
        'stroke': colours.text,
        'stroke-width': 1.75,
        'stroke-linejoin': 'round',
      }),
      name: make(group, 'text', {...under, 'y': base + 13, 'font-weight': 650}),
      words: make(group, 'text', {...under, 'y': base + 26, 'fill': colours.muted, 'font-size': narrow ? 10 : 11}),
    };
  });
  const need = make(svg, 'g', {class: 'need'});
  const needLine = make(need, 'path', {'stroke': colours.lost, 'stroke-width': 1.5, 'stroke-dasharray': '3 2'});
  const needWords = make(need, 'text', {'font-size': 11, 'fill': colours.lost, 'font-weight': 650});

  const flows = pipes.map(() =>
    make(svg, 'text', {
      'text-anchor': 'middle',
      'font-size': narrow ? 10 : 11,
      'stroke': colours.surface,
      'stroke-width': 3,
      'paint-order': 'stroke',
    }),
  );

  // Load.
  const chart = make(svg, 'g', {class: 'load'});
  const grid = make(chart, 'path', {stroke: colours.grid, fill: 'none'});
  const yWords = [0, 1, 2].map(() =>
    make(chart, 'text', {'x': plot.left - 3, 'text-anchor': 'end', 'fill': colours.muted, 'font-size': 11}),
  );
  const training = make(chart, 'path', {'fill': colours.zone, 'fill-opacity': 0.28, 'class': 'training'});
  const drain = make(chart, 'path', {'fill': colours.checkpoint, 'fill-opacity': 0.75, 'class': 'drain'});
  const storm = make(chart, 'path', {fill: colours.lost, class: 'storm'});
  const store = make(chart, 'path', {
    'fill': 'none',
    'stroke': colours.restart,
    'stroke-width': 2,
    'stroke-dasharray': '5 3',
    'class': 'store-load',
  });
  const line = make(chart, 'path', {'stroke': colours.lost, 'stroke-width': 1.75, 'class': 'limit'});
  const stormWords = make(chart, 'text', {
    'fill': colours.lost,
    'font-weight': 650,
    'font-size': 11,
    'stroke': colours.surface,
    'stroke-width': 3,
    'paint-order': 'stroke',
  });
  const math = make(chart, 'path', {fill: colours.total, class: 'runs'});
  const slowed = make(chart, 'path', {fill: colours.restart, class: 'slowed'});
  const stopped = make(chart, 'path', {fill: colours.text, class: 'stopped'});
  make(
    chart,
    'text',
    {
      'x': plot.left - 5,
      'y': lane.top + lane.height - 0.5,
      'text-anchor': 'end',
      'fill': colours.muted,
      'font-size': 11,
    },
    'math',
  );
  const ticks = make(chart, 'g', {'fill': colours.muted, 'font-size': 11, 'text-anchor': 'middle'});
  const marks = make(chart, 'g', {'font-size': 11});
  const cursor = make(chart, 'path', {'stroke': colours.accent, 'stroke-width': 2, 'class': 'cursor'});

  let shown = scene;
  let span = spanOf(scene.value);
  let full = 1;
  const x = (since: number) => plot.left + (plot.right - plot.left) * shareOf(span, since);

  /** A closed area of steps between two heights, over pieces of time. */
  const area = (pieces: ReadonlyArray<readonly [from: number, to: number, low: number, high: number]>): string =>
    pieces
      .filter(([from, to, low, high]) => to > from + 0.01 && Math.abs(high - low) > 0.01)
      .map(
        ([from, to, low, high]) =>
          `M${from.toFixed(1)},${low.toFixed(1)}V${high.toFixed(1)}H${to.toFixed(1)}V${low.toFixed(1)}Z`,
      )
      .join('');

  const update = (next: Scene): void => {
    shown = next;
    const {value, ran, answer} = next;
    const run = runOf(value);
    const {
      strategy,
      bytesPerNode,
      buffer,
      skipNvme,
      writers,
      copyRate,
      ssdBandwidth,
      uploadRate,
      uploadBandwidth,
      requiredBuffer,
      interval,
      networkCapacity,
      storeBandwidth,
    } = value;
    span = spanOf(value);
    const inDram = strategy === 'async-dram' || strategy === 'peer-dram';
    const onDrives = strategy === 'local-ssd' || (strategy === 'async-dram' && skipNvme === 'no');
    const used = [true, inDram, onDrives, true];

    // Vessels: all to one scale, on which a shard is four fifths of the room.
    full = (0.8 * tall) / bytesPerNode;
    tanks.forEach(({wall, name, group}, i) => {
      const high = i === 1 && inDram ? Math.min(tall, Math.max(2, buffer * full)) : i === 0 ? 0.8 * tall : tall;
      const [l, r, top] = [left(i), left(i) + vesselWidth, (base - high).toFixed(1)];
      // Open at the top where there is more room than is drawn.
      const open = i > 1 || (i === 1 && buffer * full > tall);
      set(wall, {
        'd': `M${l},${top}V${base}H${r}V${top}${open ? '' : 'Z'}`,
        'stroke-dasharray': used[i] ? 'none' : '2 4',
      });
      set(group, {opacity: used[i] ? 1 : 0.4});
      name.textContent = [
        writers > 1 && !narrow ? 'HBM, a node' : 'HBM',
        strategy === 'peer-dram' ? (narrow ? 'peer DRAM' : 'a peer’s DRAM') : 'DRAM',
        narrow ? 'drives' : 'NVMe drives',
        narrow ? 'store' : 'object store',
      ][i];
    });
    const needed = answer && inDram ? requiredBuffer : NaN;
    const needY = base - Math.min(tall, (needed || 0) * full);
    set(needLine, {d: needed >= 0 ? `M${left(1) - 5},${needY.toFixed(1)}H${left(1) + vesselWidth + 5}` : ''});
    set(needWords, {x: left(1) + vesselWidth + 7, y: needY + 4});
    needWords.textContent = needed >= 0 ? 'b*' : '';

    // Pipes: as wide as the root of what they carry.
    const links = [
      {
        from: 0,
        to: inDram ? 1 : onDrives ? 2 : 3,
        most: inDram ? copyRate : onDrives ? Math.min(copyRate, ssdBandwidth) : uploadRate,
      },
      {from: 1, to: 2, most: inDram && onDrives ? ssdBandwidth : 0},
      {from: onDrives ? 2 : 1, to: 3, most: inDram || onDrives ? uploadBandwidth : 0},
    ];
    const widest = Math.sqrt(Math.max(...links.map(({most}) => most)));
    pipes.forEach(({group, casing, flow}, i) => {
      const {from, to, most} = links[i];
      set(group, {display: most ? 'inline' : 'none'});
      const thick = Math.max(2, (20 * Math.sqrt(most)) / widest);
      const [start, end] = [left(from) + vesselWidth, left(to)];
      set(casing, {'d': `M${start},${pipeY}H${end}`, 'stroke-width': thick + 3});
      set(flow, {d: `M${start},${pipeY}H${end}`});
      set(flows[i], {
        x: (Math.max(start, end - gap) + end) / 2,
        y: pipeY - thick / 2 - 6,
        display: most ? 'inline' : 'none',
      });
    });

    // Load, piece by piece of the checkpoint's time.
    const start = startOf(value, next.checkpoint);
    const {series} = run;
    const store1 = storeBandwidth;
    const pieces: Array<{from: number; to: number; net: number; own: number; store: number; speed: number}> = [];
    for (let i = indexAt(series, start); i < series.time.length && series.time[i] < start + interval; i++) {
      const from = Math.max(0, series.time[i] - start);
      const to = Math.min(interval, (series.time[i + 1] ?? run.end) - start);
      if (to <= from) continue;
      const own = series.speed[i] > 0 ? value.trainingTraffic : 0;
      pieces.push({
        from,
        to,
        net: series.networkDemand[i] / networkCapacity,
        own: own / networkCapacity,
        store: series.storeDemand[i] / store1,
        speed: series.speed[i],
      });
    }
    const most = ran ? Math.max(1, ...pieces.map(({net, store: at}) => Math.max(net, at))) : 1;
    const top = Math.min(2.5, Math.max(1.3, most * 1.12));
    const y = (load: number) =>
      Number((plot.bottom - (plot.bottom - plot.top) * (Math.min(load, top) / top)).toFixed(1));
    const seen = ran ? pieces.map((piece) => ({...piece, x1: x(piece.from), x2: x(piece.to)})) : [];
    const [floor, limit] = [y(0), y(1)];
    set(grid, {d: [0, 0.5, 1].map((at) => `M${plot.left},${y(at)}H${plot.right}`).join('')});
    [0, 0.5, 1].forEach((at, i) => {
      yWords[i].textContent = share(at);
      set(yWords[i], {y: y(at) + 4});
    });
    set(training, {d: area(seen.map(({x1, x2, own}) => [x1, x2, floor, y(own)]))});
    set(drain, {d: area(seen.map(({x1, x2, own, net}) => [x1, x2, y(Math.min(1, own)), y(Math.min(1, net))]))});
    set(storm, {d: area(seen.map(({x1, x2, net}) => [x1, x2, limit, net > 1 + 1e-9 ? y(net) : limit]))});
    set(store, {
      d:
        seen
          .map(({x1, x2, store: at}, i) => `${i ? 'L' : 'M'}${x1.toFixed(1)},${y(at).toFixed(1)}H${x2.toFixed(1)}`)
          .join('') || 'M0,0',
    });
    set(line, {d: `M${plot.left},${limit}H${plot.right}`});
    const worst = seen.reduce<(typeof seen)[number] | undefined>(
      (so, piece) => (piece.net > 1 + 1e-9 && piece.net > (so?.net ?? 0) ? piece : so),
      undefined,
    );
    const queue = seen.reduce<(typeof seen)[number] | undefined>(
      (so, piece) => (piece.store > Math.max(top, so?.store ?? 0) ? piece : so),
      undefined,
    );
    const over = worst ?? queue;
    stormWords.textContent = worst
      ? `storm: ${share(worst.net)}`
      : queue
        ? `store asked for ${Number(queue.store.toPrecision(2))} times what it takes`
        : '';
    set(stormWords, {'x': 0, 'y': limit - 4, 'text-anchor': 'start'});
    if (over) {
      const wide = stormWords.textContent!.length * letter;
      const right = over.x2 + 4 + wide < plot.right;
      set(stormWords, {
        'x': right ? over.x2 + 4 : Math.max(plot.left + 2 + wide, over.x1 - 4),
        'text-anchor': right ? 'start' : 'end',
      });
    }
    // Slowed is drawn lower: colour is not needed.
    const bar = (holds: (speed: number) => boolean, top = 0) =>
      area(seen.filter(({speed}) => holds(speed)).map(({x1, x2}) => [x1, x2, lane.top + lane.height, lane.top + top]));
    set(math, {d: bar((speed) => speed >= 1 - 1e-9)});
    set(slowed, {d: bar((speed) => speed > 0 && speed < 1 - 1e-9, 0.4 * lane.height)});
    set(stopped, {d: bar((speed) => speed <= 0)});

    // Moments worth a name, the weightiest first; one that would touch another goes without.
    const record = run.checkpoints[Math.min(next.checkpoint, run.checkpoints.length - 1)];
    const taken: Array<[number, number]> = [];
    marks.textContent = '';
    for (const [name, at] of ran
      ? ([
          ['math again', record.mathStop],
          ['safe', record.durableAt === null ? null : record.durableAt - start],
          ['on drives', record.nvmeAt === null ? null : record.nvmeAt - start],
        ] as const)
      : []) {
      if (at === null || at > interval) continue;
      const px = x(at);
      make(marks, 'path', {
        'd': `M${px.toFixed(1)},${lane.top - 2}V${plot.bottom}`,
        'stroke': colours.text,
        'stroke-width': 1,
        'stroke-dasharray': '1 3',
      });
      const words =
        name === 'math again' && record.durableAt !== null && Math.abs(record.durableAt - start - at) < 1e-6 * at
          ? `safe, math again ${stopTime(at)}`
          : `${name} ${stopTime(at)}`;
      const wide = words.length * letter;
      for (const from of [px - 3, px - wide / 2, px - wide + 3]) {
        if (
          from < plot.left - 30 ||
          from + wide > plot.right + 8 ||
          taken.some(([l, r]) => from < r + 6 && from + wide > l - 6)
        )
          continue;
        taken.push([from, from + wide]);
        make(marks, 'text', {x: from.toFixed(1), y: strip.top + 9}, words);
        break;
      }
      if (words.startsWith('safe,')) break;
    }
    ticks.textContent = '';
    let last = -Infinity;
    for (const at of [...roundTimes.filter((each) => each >= span.from && each < span.to), span.to]) {
      const px = x(at);
      const words = at === span.to ? `next, ${stopTime(at)}` : stopTime(at);
      const room = words.length * letter;
      const anchor = at === span.to ? 'end' : 'middle';
      const from = anchor === 'end' ? px + 8 - room : px - room / 2;
      if (from < last + 8) {
        if (at !== span.to) continue;
        ticks.lastChild?.remove();
      }
      last = from + room;
      make(
        ticks,
        'text',
        {'x': (anchor === 'end' ? px + 8 : px).toFixed(1), 'y': height - 4, 'text-anchor': anchor},
        words,
      );
      set(grid, {d: `${grid.getAttribute('d')}M${px.toFixed(1)},${plot.bottom}v4`});
    }
  };

  const at = (since: number): void => {
    const {value, checkpoint, ran, answer} = shown;
    const {writers, bytesPerNode, strategy} = value;
    const run = runOf(value);
    const start = startOf(value, checkpoint);
    const state = stateAt(run, Math.min(start + since, run.end));
    const speed = ran ? state.speed : 1;
    const stored = ran
      ? Math.min(writers * bytesPerNode, Math.max(0, state.stored - checkpoint * writers * bytesPerNode))
      : 0;
    const levels = ran ? [state.hbm, state.dram, state.nvme, stored].map((all) => all / writers) : [0, 0, 0, 0];
    tanks.forEach(({level, words}, i) => {
      const high = Math.min(tall, levels[i] * full);
      set(level, {y: base - high, height: Math.max(0, high)});
      const part = levels[i] / bytesPerNode;
      words.textContent = !ran
        ? ''
        : i === 3
          ? `${share(part < 1e-6 ? 0 : part)} safe`
          : i === 1 && !answer
            ? ''
            : levels[i] < 1
              ? 'empty'
              : bytes(levels[i]);
    });
    const rates = [state.copyRate, state.ssdRate, state.storeRate].map((all) => (ran ? all / writers : 0));
    pipes.forEach(({casing, flow}, i) => {
      const thick = Number(casing.getAttribute('stroke-width')) - 3;
      const now = rates[i];
      const whole = [
        strategy === 'object-store'
          ? value.uploadRate
          : strategy === 'local-ssd'
            ? Math.min(value.copyRate, value.ssdBandwidth)
            : value.copyRate,
        value.ssdBandwidth,
        value.uploadBandwidth,
      ][i];
      const flowing = now > 1e-9 * whole;
      // A trickle stays visible.
      set(flow, {
        'stroke-width': flowing ? Math.max(1.5, thick * Math.sqrt(Math.min(1, now / whole))) : 0,
        'stroke-dashoffset': flowing ? -((shareOf(span, since) * 260) % 1100) : 0,
      });
      flows[i].textContent = rate(flowing ? now : whole);
      set(flows[i], {'fill': flowing ? colours.text : colours.muted, 'font-weight': flowing ? 650 : 400});
    });
    const runs = speed >= 1 - 1e-9;
    set(rays, {display: speed > 0 ? 'inline' : 'none', stroke: runs ? colours.total : colours.restart});
    set(bars, {display: speed > 0 ? 'none' : 'inline'});
    set(bulb, {
      fill: runs ? colours.total : speed > 0 ? colours.restart : colours.surface,
      stroke: runs ? colours.total : speed > 0 ? colours.restart : colours.text,
    });
    lampWords.textContent = runs
      ? 'the math runs'
      : speed > 0
        ? `the math is slowed to ${share(speed)}`
        : 'the math is stopped';
    moment.textContent = !ran
      ? ''
      : narrow
        ? `after ${stopTime(since)}`
        : `${stopTime(since)} after checkpoint ${checkpoint + 1} began`;
    const px = x(since);
    set(cursor, {d: ran ? `M${px.toFixed(1)},${lane.top - 3}V${plot.bottom}` : ''});
  };

  update(scene);
  at(mostInstructiveMoment(scene.value));
  return {svg, update, at};
}
