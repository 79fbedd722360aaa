import type {Value} from '../inputs.js';
import {margin, type Picture} from './curve.js';

/** A rectangle by its middle. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Point = readonly [x: number, y: number, weight: number];

/** About: no page is needed to measure. */
const widthOf = (text: Element): number => 6.5 * (text.textContent ?? '').length;
const touch = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;
const from = (box: Box, x: number, y: number): number =>
  Math.hypot(Math.max(0, Math.abs(x - box.x) - box.width / 2), Math.max(0, Math.abs(y - box.y) - box.height / 2));
const holds = (box: Box, [x, y]: Point): boolean =>
  Math.abs(x - box.x) * 2 < box.width && Math.abs(y - box.y) * 2 < box.height;

/** Points along a line, close enough that none slips through a letter. */
function along(points: ReadonlyArray<readonly [number, number]>, weight: number): Point[] {
  return points.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = points[i];
    const steps = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / 2));
    return Array.from({length: steps}, (_, step): Point => [
      fromX + ((x - fromX) * step) / steps,
      fromY + ((y - fromY) * step) / steps,
      weight,
    ]);
  });
}

/** Everything drawn that a label may hide or be mistaken for. */
function obstacles(svg: SVGSVGElement): Point[] {
  const number = (element: Element, name: string) => Number(element.getAttribute(name));
  const lines = (['total', 'firstOrder', 'checkpoint', 'lost', 'recovery'] as const).flatMap((name) =>
    (svg.querySelector(`.${name} path`)?.getAttribute('d') ?? '').split('M').flatMap((piece) =>
      along(
        piece
          .split('L')
          .filter(Boolean)
          .map((pair) => pair.split(',').map(Number) as [number, number]),
        name === 'total' ? 6 : 2,
      ),
    ),
  );
  const rules = [...svg.querySelectorAll('.rules line')].flatMap((rule) =>
    along(
      [
        [number(rule, 'x1'), number(rule, 'y1')],
        [number(rule, 'x2'), number(rule, 'y2')],
      ],
      2,
    ),
  );
  return [...lines, ...rules];
}

/** A label, the point it names, and where its middle may stand from there. */
interface Label {
  text: SVGTextElement;
  about: readonly [number, number];
  across: readonly number[];
  down: readonly number[];
  /** What it costs to stand below the point: above the curve nothing else is near. */
  below: number;
}

interface Candidate {
  box: Box;
  /** Lines hidden, marks met, distance: what it costs the reader. */
  price: number;
}

/** Where a label may stand, the best places first. */
function candidates(
  {text, about, across, down, below}: Label,
  points: readonly Point[],
  marks: readonly Box[],
  paper: (box: Box) => boolean,
): Candidate[] {
  const boxes = across.flatMap((dx) =>
    down.map((dy): Box => ({x: about[0] + dx, y: about[1] + dy, width: widthOf(text), height: 15})),
  );
  return boxes
    .filter(paper)
    .map((box) => {
      const hits = points.reduce((sum, point) => sum + (holds(box, point) ? point[2] : 0), 0);
      const clashes = marks.filter((mark) => touch(box, mark)).length;
      const own = from(box, ...about);
      // Nearer to another mark, it would be read as that one's.
      const mistaken = marks.some(({x, y}) => from(box, x, y) < own) ? 10 : 0;
      return {
        box,
        price:
          hits +
          200 * clashes +
          mistaken +
          own / 5 +
          Math.abs(box.x - about[0]) / 48 +
          (box.y > about[1] + 8 ? below : 0),
      };
    })
    .sort((a, b) => a.price - b.price)
    .slice(0, 40);
}

/** One place for each label, none on another, the cheapest together. */
function choose([first, ...rest]: readonly Candidate[][], taken: readonly Box[] = []): {price: number; boxes: Box[]} {
  if (!first) return {price: 0, boxes: []};
  let least: {price: number; boxes: Box[]} = {price: Infinity, boxes: []};
  for (const {box, price} of first) {
    if (price >= least.price) break;
    // One label over another takes a second look to tell which is whose.
    const clash = taken.some((other) => touch(box, other))
      ? 200
      : taken.some((other) => touch({...box, height: 47}, other))
        ? 15
        : 0;
    if (price + clash >= least.price) continue;
    const others = choose(rest, [...taken, box]);
    if (price + clash + others.price < least.price)
      least = {price: price + clash + others.price, boxes: [box, ...others.boxes]};
  }
  return least;
}

/**
 * Moves the labels of a drawn curve to where the fewest lines run, close to what they name. On a screen the reader moves
 * the point; on paper the picture has to be right as it stands.
 */
export function placeLabels({svg, domain, x, y}: Picture, value: Value, width: number): void {
  const kept = (interval: number) => x(Math.min(domain.to, Math.max(domain.from, interval)));
  const here = [kept(value.interval), y(Math.min(value.waste.total, domain.top))] as const;
  const best = [kept(value.optimum.exact), y(Math.min(value.leastWaste, domain.top))] as const;
  const gap = best[1] - here[1];
  const texts = [...svg.querySelectorAll<SVGTextElement>('.labels text')];
  const named = (start: string) => texts.find((text) => text.textContent?.startsWith(start));
  const one = named('best ');
  if (one && !named('here ')) one.textContent = 'here, at the best';

  const around = (text: SVGTextElement | undefined, about: Label['about'], below: number): Label[] => {
    if (!text) return [];
    const half = widthOf(text) / 2;
    return [
      {
        text,
        about,
        below,
        across: [
          0,
          -half / 4,
          half / 4,
          -half / 2,
          half / 2,
          -half,
          half,
          -half - 14,
          half + 14,
          -half - 24,
          half + 24,
        ],
        down: [-20, -25, -31, -38, -46, -54, -62, 20, 25, 31, -12, 12, 0],
      },
    ];
  };
  const beside = (text: SVGTextElement | undefined): Label[] => {
    if (!text) return [];
    const half = widthOf(text) / 2;
    return [
      {
        text,
        about: [here[0], here[1] + gap / 2],
        below: 0,
        across: [-half - 8, half + 8],
        down: [0, 10, 20, 30, 40, 55, 70, 85].flatMap((by) => [-by, by]).filter((by) => Math.abs(by) < gap / 2),
      },
    ];
  };
  const marks: Box[] = [
    {x: here[0], y: here[1], width: 22, height: 22},
    {x: best[0], y: best[1], width: 16, height: 16},
  ];
  const points = obstacles(svg);
  const paper = (box: Box) =>
    box.x - box.width / 2 > margin.left + 2 &&
    box.x + box.width / 2 < width - margin.right - 2 &&
    box.y > margin.top + 6 &&
    box.y < y(0) - 8;
  const labels = [...around(named('here'), here, 2), ...around(named('best '), best, 12), ...beside(named('+'))];
  const places = labels.map((label) => candidates(label, points, marks, paper));
  choose(places).boxes.forEach((box, i) => {
    labels[i].text.setAttribute('text-anchor', 'middle');
    labels[i].text.setAttribute('transform', `translate(${box.x.toFixed(2)},${box.y.toFixed(2)})`);
  });
}
