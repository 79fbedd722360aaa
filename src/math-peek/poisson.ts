/**
 * The chance that a Poisson number of this mean is above `most`, summed term by term: for formulas a reader sees. The model
 * has a form that keeps its digits where the chance is small.
 *
 * @see https://en.wikipedia.org/wiki/Poisson_distribution
 * @example poissonTail(13.3, 16) // 0.188
 */
export function poissonTail(mean: number, most: number): number {
  const whole = Math.floor(most);
  // From the larger side of the peak the terms only fall: nothing small is taken from something large.
  const up = whole + 1 > mean;
  let k = up ? whole + 1 : whole;
  let logTerm = k * Math.log(mean) - mean;
  for (let i = 2; i <= k; i++) logTerm -= Math.log(i);
  let term = Math.exp(logTerm);
  let sum = 0;
  for (; term > 1e-17 * sum && k >= 0;) {
    sum += term;
    term *= up ? mean / (k + 1) : k / mean;
    k += up ? 1 : -1;
  }
  return up ? sum : 1 - sum;
}
