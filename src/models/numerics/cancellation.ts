/** Small functions whose textbook forms lose their digits to cancellation. Not part of the public API. */

/**
 * 1 − t/(eᵗ − 1): the share of the time between failures that is lost when work is saved every t
 * mean times between failures. t/2 for small t, 1 for large t. Any t >= 0, Infinity included.
 */
export function lostShare(t: number): number {
  if (t >= 0.5) {
    const e = Math.expm1(t);
    return e === Infinity ? 1 : 1 - t / e;
  }
  // Bernoulli series; the first omitted term is below 1e-17 of the result at t = 0.5.
  const u = t * t;
  const even =
    1 / 12 -
    u *
      (1 / 720 -
        u * (1 / 30240 - u * (1 / 1209600 - u * (1 / 47900160 - u * (691 / 1307674368000 - u / 74724249600)))));
  return t / 2 - u * even;
}

/** t/(eᵗ − 1), 1 at t = 0, 0 where eᵗ is beyond the double range. Any t >= 0, Infinity included. */
export function bernoulliQuotient(t: number): number {
  if (t === 0) return 1;
  const e = Math.expm1(t);
  return e === Infinity ? 0 : t / e;
}

/** −ln(1 − x) − x for 0 <= x <= 1: the checkpoint cost (in units of the MTBF) whose best interval is x. */
export function logExcess(x: number): number {
  if (x > 0.1) return -Math.log1p(-x) - x;
  let power = x * x;
  let sum = 0;
  for (let n = 2; n < 40; n++, power *= x) {
    const term = power / n;
    sum += term;
    if (term <= 1e-17 * sum) break;
  }
  return sum;
}

/** √(a·b) for a, b >= 0, also where the product itself would overflow or underflow. */
export function rootOfProduct(a: number, b: number): number {
  const product = a * b;
  return product > 1e-290 && product < Infinity ? Math.sqrt(product) : Math.sqrt(a) * Math.sqrt(b);
}

/** a/(a + b) for a, b >= 0 without overflow; 0 when a is 0. */
export function partOf(a: number, b: number): number {
  return a === 0 ? 0 : 1 / (1 + b / a);
}
