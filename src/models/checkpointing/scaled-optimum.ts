/** The best interval in units of the MTBF, and what is left of 1. */
export interface ScaledOptimum {
  /** x = τ*\/M, from 0 to 1. */
  x: number;
  /** 1 − x, accurate also where x rounds to 1. */
  rest: number;
}

// Coefficients of s³…s⁸ (s = √(2y)); s − s²/3 + s³/36 alone is Daly's 2006 formula.
const SERIES = [1 / 36, 1 / 270, 1 / 4320, -1 / 17010, -139 / 5443200, -1 / 204120];

/**
 * Root x of −ln(1 − x) − x = y, that is x = 1 + W₀(−e^(−y−1)), for any y >= 0 (Infinity included).
 *
 * A Lambert W evaluated at −e^(−y−1) loses half of its digits for small y (branch point), so each
 * range has its own way: a power series, Newton's method in z = 1 − x, and for y > 1 the
 * fixed-point equation z = e^(z−1−y), where z is small and therefore exact.
 *
 * @example scaledOptimum(0.01).x // 0.1348347510668…
 */
export function scaledOptimum(y: number): ScaledOptimum {
  if (y < 1e-3) {
    const s = Math.sqrt(2 * y);
    let tail = 0;
    for (let i = SERIES.length - 1; i >= 0; i--) tail = tail * s + SERIES[i];
    const x = s * (1 + s * (-1 / 3 + s * tail));
    return {x, rest: 1 - x};
  }
  if (y <= 1) {
    const s = Math.sqrt(2 * y);
    let x = s - y * (2 / 3) + (s * y) / 18;
    for (let i = 0; i < 6; i++) {
      const step = ((-Math.log1p(-x) - x - y) * (1 - x)) / x;
      x -= step;
      if (Math.abs(step) <= 1e-16) break;
    }
    return {x, rest: 1 - x};
  }
  let z = Math.exp(-1 - y);
  for (let i = 0; i < 60; i++) {
    const image = Math.exp(z - 1 - y);
    const next = z - (z - image) / (1 - image);
    if (Math.abs(next - z) <= 1e-16 * next) return {x: 1 - next, rest: next};
    z = next;
  }
  return {x: 1 - z, rest: z};
}
