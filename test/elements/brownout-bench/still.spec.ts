import {describe, expect, it} from 'vitest';
import {frameOf, picture, voltsOf, yOf} from '../../../src/elements/brownout-bench/draw.js';
import {brownoutBenchStill} from '../../../src/elements/brownout-bench/still.js';
import {brownoutBench} from '../../../src/elements/brownout-bench/inputs.js';
import {palette} from '../../../src/draw/palette.js';
import type {Settings} from '../../../src/core/definition.js';
import {textsOf, wellFormed} from '../../render/svg.js';

const {evaluate} = brownoutBench;
const still = (given: Settings = {}) => brownoutBenchStill.svg(evaluate(given), {symbols: 'mission'});

const states: Record<string, Settings> = {
  'as it comes': {},
  'flash': {memoryType: 'flash'},
  'in place': {memoryType: 'flash', slots: 'one'},
  'time alone': {scenario: 'edge'},
  'energy alone': {scenario: 'mobile'},
  'nothing held': {capacitance: 1e-12},
  'one byte': {stateSize: 1},
  'a megabyte': {stateSize: 1e6, memoryType: 'flash'},
  'an erase': {memoryType: 'flash', eraseTime: 0.016, capacitance: 1e-3},
  'ten farads': {capacitance: 10},
  'alarm at the end': {tripVoltage: 1.8018},
  'alarm at the supply': {tripVoltage: 3.3},
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
    const {alt, describe: told} = brownoutBenchStill;
    expect(alt(value).length).toBeLessThanOrEqual(250);
    expect(told(value)).toMatch(/^[A-Z].*\.$/);
  });

  it('does not tell by colour alone: outcome, limits and copies stand in words', () => {
    const texts = (given: Settings) => textsOf(still(given)).join(' | ');
    expect(texts({})).toMatch(/state safe at 2\.93 ms.*CRC ok.*◀ new state.*✓ 25 times enough.*✓ 84 times enough/);
    expect(texts({scenario: 'edge'})).toMatch(
      /power gone at 108 ms: torn.*needs 14\.9 V.*✕ torn.*◀ old state.*✓ 390 times enough.*✕ 0\.58 of what it takes/,
    );
    expect(texts({scenario: 'edge', slots: 'one'})).toMatch(/no CRC|✕ torn.*lost, unnoticed/);
  });
});

describe('what is drawn', () => {
  it('heights are volts, there and back', () => {
    const frame = frameOf(evaluate({}), 500, 260);
    for (const volt of [1.8, 2.5, 3.3]) expect(voltsOf(frame, yOf(frame, volt))).toBeCloseTo(volt, 9);
    expect(yOf(frame, 3.3)).toBeLessThan(yOf(frame, 1.8));
  });

  it('the filled part of the torn slot is the part that was written', () => {
    const value = evaluate({scenario: 'edge'});
    const svg = picture(value, value.endsAfter, 500, 260, palette);
    const top =
      /no. 1/.test(svg) &&
      [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="19" fill="([^"]+)"/g)].map(
        ([, x, y, width, fill]) => ({x: Number(x), y: Number(y), width: Number(width), fill}),
      );
    const sum = (fill: string) =>
      (top as Array<{y: number; width: number; fill: string}>)
        .filter((each) => each.fill === fill)
        .reduce((all, {width}) => all + width, 0);
    // Grey cells lie under both rows.
    expect(sum(palette.checkpoint) / (sum(palette.zone) / 2)).toBeCloseTo(value.bytesWritten / value.stateSize, 2);
  });
});
