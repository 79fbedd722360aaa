import type {Dimension} from '../models/quantity.js';

/** Exponents of what a quantity is made of: seconds, bytes, dollars. */
export type Exponents = readonly [time: number, bytes: number, money: number];

export const plain: Exponents = [0, 0, 0];

export const exponentsOf: Readonly<Record<Dimension, Exponents>> = {
  time: [1, 0, 0], bytes: [0, 1, 0], bandwidth: [-1, 1, 0], ratio: plain, count: plain, number: plain, money: [0, 0, 1],
};

export const same = (a: Exponents, b: Exponents): boolean => a.every((exponent, i) => Math.abs(exponent - b[i]) < 1e-9);
export const times = (a: Exponents, b: Exponents, power = 1): Exponents => [a[0] + power * b[0], a[1] + power * b[1], a[2] + power * b[2]];
export const raised = (a: Exponents, power: number): Exponents => times(plain, a, power);

const names = ['time', 'size', 'money'];
const powers: Record<string, string> = {1: '', 2: ' squared', 3: ' cubed', 0.5: ', its square root'};

/** In words: `a time squared`, `a plain number`, `a size per time`. */
export function exponentsInWords(of: Exponents): string {
  if (same(of, plain)) return 'a plain number';
  if (same(of, exponentsOf.bandwidth)) return 'a bandwidth';
  const part = (sign: number) => of.flatMap((exponent, i) => (Math.sign(exponent) === sign ? [`${names[i]}${powers[Math.abs(exponent)] ?? ` to the power ${Number(Math.abs(exponent).toPrecision(3))}`}`] : []));
  const [over, under] = [part(1), part(-1)];
  return `${over.length ? `a ${over.join(' times ')}` : 'one'}${under.length ? ` per ${under.join(' and ')}` : ''}`;
}
