import {describe, expect, it} from 'vitest';
import {
  operationRatios,
  tenfoldWidth,
  measuredTenfoldWidth,
} from '../../../src/elements/sdc-detective/cost-measurement.js';
import {leastWidth} from '../../../src/models/index.js';

const curve = (...measured: number[]) =>
  measured.map((ratio, i) => ({width: 4 * 2 ** i, operations: ratio, measured: ratio}));

describe('the width from which the check is ten times cheaper', () => {
  it('lies between the last width below ten and the next', () => {
    expect(measuredTenfoldWidth(curve(3, 6, 12, 24))).toBe(Math.round(8 * 2 ** (Math.log(10 / 6) / Math.log(2))));
    expect(measuredTenfoldWidth(curve(3, 6, 10, 24))).toBe(16);
  });

  it('is not where a tiny product, mostly overhead, jumps over it once', () => {
    expect(measuredTenfoldWidth(curve(15, 6, 12, 24))).toBe(measuredTenfoldWidth(curve(3, 6, 12, 24)));
  });

  it('is the first width if all are above, and none if the last is below', () => {
    expect(measuredTenfoldWidth(curve(11, 20))).toBe(4);
    expect(measuredTenfoldWidth(curve(11, 9))).toBeUndefined();
    expect(measuredTenfoldWidth([])).toBeUndefined();
  });

  it('by operations is near where the counted curve crosses', () => {
    expect(tenfoldWidth).toBe(leastWidth(10));
    expect(
      Math.abs(
        measuredTenfoldWidth(operationRatios.map(({width, ratio}) => ({width, operations: ratio, measured: ratio})))! -
          tenfoldWidth,
      ),
    ).toBeLessThanOrEqual(1);
  });
});
