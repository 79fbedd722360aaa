/** Tools of the other rooms: argument checks, seeded random numbers, gamma functions, formulas without cancellation. */
export {seededRandom} from './random.js';
export type {Random} from './random.js';
