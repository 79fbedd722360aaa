import type {Dimension} from '../models/quantities/quantity.js';

/** Exponents of what a quantity is made of: seconds, bytes, dollars, joules, volts. */
export type Exponents = readonly [time: number, bytes: number, money: number, energy: number, voltage: number];

export const dimensionless: Exponents = [0, 0, 0, 0, 0];

export const dimensionExponents: Readonly<Record<Dimension, Exponents>> = {
  time: [1, 0, 0, 0, 0],
  bytes: [0, 1, 0, 0, 0],
  bandwidth: [-1, 1, 0, 0, 0],
  ratio: dimensionless,
  count: dimensionless,
  number: dimensionless,
  money: [0, 0, 1, 0, 0],
  energy: [0, 0, 0, 1, 0],
  energyPerByte: [0, -1, 0, 1, 0],
  power: [-1, 0, 0, 1, 0],
  voltage: [0, 0, 0, 0, 1],
  capacitance: [0, 0, 0, 1, -2],
};

export const sameDimension = (a: Exponents, b: Exponents): boolean =>
  a.every((exponent, i) => Math.abs(exponent - b[i]) < 1e-9);
export const multiplyDimensions = (a: Exponents, b: Exponents, power = 1): Exponents =>
  a.map((exponent, i) => exponent + power * b[i]) as unknown as Exponents;
export const raiseDimension = (a: Exponents, power: number): Exponents => multiplyDimensions(dimensionless, a, power);

const names = ['time', 'size', 'money', 'energy', 'voltage'];
const powers: Record<string, string> = {1: '', 2: ' squared', 3: ' cubed', 0.5: ', its square root'};

/** In words: `a time squared`, `a plain number`, `a size per time`. */
export function dimensionText(of: Exponents): string {
  if (sameDimension(of, dimensionless)) return 'a plain number';
  if (sameDimension(of, dimensionExponents.bandwidth)) return 'a bandwidth';
  const part = (sign: number) =>
    of.flatMap((exponent, i) =>
      Math.sign(exponent) === sign
        ? [`${names[i]}${powers[Math.abs(exponent)] ?? ` to the power ${Number(Math.abs(exponent).toPrecision(3))}`}`]
        : [],
    );
  const [over, under] = [part(1), part(-1)];
  return `${over.length ? `a ${over.join(' times ')}` : 'one'}${under.length ? ` per ${under.join(' and ')}` : ''}`;
}
