import {describe, expect, it} from 'vitest';
import {formatQuantity} from '../../../src/models/quantities/quantity-format.js';
import {fields, planOf, runOf, stagingBench} from '../../../src/elements/staging-bench/inputs.js';
import {
  drawStaging,
  nextEvent,
  shareOf,
  sinceAt,
  spanOf,
  stateAt,
  mostInstructiveMoment,
} from '../../../src/elements/staging-bench/draw.js';
import {stagingBenchStill} from '../../../src/elements/staging-bench/still.js';
import {stopTime} from '../../../src/elements/staging-bench/text.js';
import {simulateStaging} from '../../../src/models/index.js';
import {nodeDocument} from '../../../src/render/document.js';
import {palette} from '../../../src/draw/palette.js';
import type {Settings} from '../../../src/core/definition.js';
import {textsOf, wellFormed} from '../../render/svg.js';

const GB = 1e9;
const {evaluate} = stagingBench;
const document = nodeDocument();
const still = (given: Settings = {}, looks = {}) =>
  stagingBenchStill.svg(evaluate(given), {symbols: 'mission', document, appearance: looks});

const states: Record<string, Settings> = {
  'as it comes': {},
  'blocking': {strategy: 'object-store'},
  'drives': {strategy: 'local-ssd'},
  'peer': {strategy: 'peer-dram', groups: 4},
  'llama3': {scenario: 'llama3'},
  'pod8': {scenario: 'pod8'},
  'straight to the store': {skipNvme: 'yes', pace: 7 * GB},
  'no buffer': {buffer: 0},
  'a huge buffer': {buffer: 1e15},
  'never done': {interval: 5, uploadBandwidth: GB},
  'once a day': {interval: 86_400},
  'a trickle': {uploadBandwidth: 1e3},
  'at random': {schedule: 'random', groups: 8},
  'one byte': {parameters: 1, bytesPerParameter: 1},
};

describe('the still figure', () => {
  it.each(Object.entries(states))('%s: is an SVG document without holes, in 480 pixels', (_, given) => {
    const svg = still(given);
    expect(wellFormed(svg)).toBe('');
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="480" height="\d+" viewBox="0 0 480 \d+" [^>]*role="img">\n<title>[^<]+<\/title>\n<desc>[^<]+<\/desc>/,
    );
    expect(svg).not.toMatch(
      /NaN|undefined|Infinity|null|currentColor|var\(|inherit|<style|<script|<foreignObject|\bon\w+=|href|url\(/,
    );
    const value = evaluate(given);
    const {alt, describe: told, tables} = stagingBenchStill;
    expect(alt(value).length).toBeLessThanOrEqual(250);
    expect(told(value)).toMatch(/^[A-Z].*\.$/);
    for (const {columns, rows} of tables(value))
      expect(rows.every((row) => row.length === columns.length && row.every((cell) => cell.length > 0))).toBe(true);
    expect(textsOf(svg)).toContain(
      `${stopTime(value.mathStop)}, ${
        given.strategy === 'object-store'
          ? 'until S3 has it all'
          : textsOf(svg)
              .find((text) => text.startsWith(`${stopTime(value.mathStop)}, `))!
              .split(', ')[1]
      }`,
    );
  });

  it('does not tell colour from colour alone: each line and area has its own dash, height or name', () => {
    const texts = textsOf(still());
    expect(texts).toEqual(
      expect.arrayContaining([
        'checkpoint',
        'training',
        'beyond the limit',
        'load on the store',
        'storm: 105 %',
        'math',
      ]),
    );
  });

  it('keeps the answer where it is asked for', () => {
    expect(textsOf(still())).toContain('b*');
    expect(textsOf(still({}, {runs: 'secret'}))).not.toContain('b*');
  });
});

describe('what is drawn', () => {
  it('levels between breakpoints are those of a simulation that stops there', () => {
    for (const given of [
      {},
      {strategy: 'local-ssd'},
      {groups: 4},
      {buffer: 50 * GB},
      {strategy: 'peer-dram'},
    ] as Settings[]) {
      const value = evaluate(given);
      const run = runOf(value);
      for (const at of [0.05, 0.2, 0.31, 2, 5.5, 12, 200, 300.1, 307]) {
        const end = simulateStaging({...planOf(value), duration: at}).series;
        const last = end.time.length - 1;
        const state = stateAt(run, at);
        for (const level of ['hbm', 'dram', 'nvme', 'stored'] as const)
          expect(Math.abs(state[level] - end[level][last]), `${JSON.stringify(given)} ${level} at ${at}`).toBeLessThan(
            1e-6 * value.checkpointSize,
          );
      }
    }
  });

  it('no byte is lost on the way', () => {
    const value = evaluate({});
    for (let at = 300.01; at < 599; at += 7.3) {
      const {hbm, dram, nvme, stored} = stateAt(runOf(value), at);
      expect((hbm + dram + nvme + stored) / value.checkpointSize).toBeCloseTo(2, 9);
    }
  });

  it('the time axis goes there and back, and every step is a change of the run', () => {
    for (const scenario of fields.scenario.choices) {
      const value = evaluate({scenario});
      const span = spanOf(value);
      for (const at of [0.001, 0.3, 0.77, 1]) expect(shareOf(span, sinceAt(span, at))).toBeCloseTo(at, 9);
      expect([sinceAt(span, 0), shareOf(span, 0)]).toEqual([0, 0]);
      expect(span.from).toBeLessThan(value.stops.asyncDram);
      expect(mostInstructiveMoment(value)).toBeLessThan(value.interval);
    }
    const value = evaluate({});
    const steps: number[] = [];
    for (let at: number | undefined = 0; at !== undefined; at = nextEvent(value, 1, at, 1)) steps.push(at);
    expect(steps.some((at) => Math.abs(at - value.mathStop) < 1e-9)).toBe(true);
    expect(steps.some((at) => Math.abs(at - value.durableAfter) < 1e-6)).toBe(true);
    expect(nextEvent(value, 1, steps[2], -1)).toBe(steps[1]);
  });

  it('heights and widths are the model’s: the level of DRAM, the buffer, the storm', () => {
    const value = evaluate({});
    const {svg, at} = drawStaging(
      {value, checkpoint: 1, answer: true, ran: true},
      {width: 500, height: 260, colours: palette, document},
    );
    const vessels = svg.querySelectorAll('.vessel');
    const wall = (i: number) =>
      (
        vessels[i]
          .querySelector('path')!
          .getAttribute('d')!
          .match(/-?[\d.]+/g) ?? []
      ).map(Number);
    const [hbm, dram] = [wall(0), wall(1)].map(([, top, bottom]) => bottom - top);
    expect(dram / hbm).toBeCloseTo(value.buffer / value.bytesPerNode, 2);
    at(value.mathStop);
    const level = Number(svg.querySelectorAll('.vessel')[1].querySelector('rect')!.getAttribute('height'));
    expect(level / dram).toBeCloseTo(value.requiredBuffer / value.buffer, 2);
    at(0);
    expect(Number(svg.querySelectorAll('.vessel')[0].querySelector('rect')!.getAttribute('height')) / hbm).toBeCloseTo(
      1,
      3,
    );
    expect(textsOf(svg.outerHTML)).toEqual(
      expect.arrayContaining(['the math is stopped', 'storm: 105 %', formatQuantity(400 * GB, 'bandwidth')]),
    );
  });

  it('an update is the same as a fresh drawing', () => {
    const view = {width: 488, height: 256, colours: palette, document};
    const scene = (given: Settings) => ({value: evaluate(given), checkpoint: 1, answer: true, ran: true});
    const picture = drawStaging(scene({}), view);
    for (const given of Object.values(states)) {
      picture.update(scene(given));
      picture.at(1);
      const fresh = drawStaging(scene(given), view);
      fresh.at(1);
      expect(picture.svg.outerHTML).toBe(fresh.svg.outerHTML);
    }
  });
});
