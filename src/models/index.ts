/** The models: numbers in SI units in, numbers out. No DOM, no clock, no hidden chance. */
export * from './checkpointing/index.js';
export * from './fleet/index.js';
export * from './topology/index.js';
export * from './staging/index.js';
export * from './corruption/index.js';
export * from './devices/index.js';
export * from './quantities/index.js';
export * from './numerics/index.js';
