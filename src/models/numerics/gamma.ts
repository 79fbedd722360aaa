/** The gamma function and its incomplete forms. Not part of the public API. */

const HALF_LOG_TWO_PI = 0.9189385332046727;

/** ln Γ(x) − [(x − ½)·ln x − x + ½·ln 2π] for x >= 12: Stirling's series. */
function stirlingRest(x: number): number {
  const u = 1 / (x * x);
  return (1 / 12 - u * (1 / 360 - u * (1 / 1260 - u * (1 / 1680 - u * (1 / 1188 - u * (691 / 360360 - u / 156)))))) / x;
}

/** ln Γ(x) for x > 0, to about 1e-15: Stirling's series after shifting x above 12. */
export function logGamma(x: number): number {
  let shift = 1;
  while (x < 12) shift *= x++;
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingRest(x) - Math.log(shift);
}

/** xᵃ·e⁻ˣ/Γ(a): for a large a from x/a − 1, so that numbers of the size of a·ln a do not cancel. */
function gammaFront(a: number, x: number, logGammaA: number): number {
  if (a < 12) return Math.exp(a * Math.log(x) - x - logGammaA);
  const excess = (x - a) / a;
  return Math.sqrt(a) * Math.exp(a * (Math.log1p(excess) - excess) - HALF_LOG_TWO_PI - stirlingRest(a));
}

/** Γ(x) for x > 0; Infinity above 171.6. */
export function gamma(x: number): number {
  if (Number.isInteger(x) && x < 20) {
    let product = 1;
    for (let i = 2; i < x; i++) product *= i;
    return product;
  }
  return Math.exp(logGamma(x));
}

/** Regularised incomplete gamma functions: `lower` P(a, x) and `upper` Q(a, x), P + Q = 1. */
export interface IncompleteGamma {
  lower: number;
  upper: number;
}

/**
 * P(a, x) and Q(a, x) for a > 0, x >= 0 (Infinity included): the power series below x = a + 1, the continued fraction above.
 *
 * @see https://dlmf.nist.gov/8.11 and https://dlmf.nist.gov/8.9
 */
export function incompleteGamma(a: number, x: number, logGammaA = logGamma(a)): IncompleteGamma {
  if (x === 0) return {lower: 0, upper: 1};
  if (x > 1e4 * (a + 1)) return {lower: 1, upper: 0};
  const front = gammaFront(a, x, logGammaA);
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    // The terms shrink ever faster; about 8·√a of them count.
    for (let n = 1; term > 1e-17 * sum; n++) sum += term *= x / (a + n);
    const lower = front * sum;
    return {lower, upper: 1 - lower};
  }
  // Modified Lentz evaluation of 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1000 + 50 * Math.sqrt(a); n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  const upper = front * fraction;
  return {lower: 1 - upper, upper};
}
