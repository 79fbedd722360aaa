import type {Field} from './fields.js';

/** The seed of everything a widget draws at random: an input like any other, except that a default is not shared in a fleet. */
export const seedField = {
  attribute: 'seed',
  dimension: 'text',
  accepts: (text: string) => text.length > 0 && text.length < 200,
  expects: 'a text of 1 to 199 letters',
  label: 'Seed',
  example: '7',
  doc: 'Decides everything drawn at random: the same seed gives the same run. A preset leaves it as it is.',
} as const satisfies Field;
