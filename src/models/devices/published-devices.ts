import type {Published, Source} from '../fleet/published.js';

const FRAM: Source = {text: 'Texas Instruments, MSP430 FRAM technology: how to and best practices (SLAA628)'};
const DEMO: Source = {text: 'Texas Instruments, MSP-EXP430FR5739 user’s guide (FRAM against flash)'};
const HIBERNUS: Source = {
  text: 'Balsamo et al., Hibernus, IEEE Embedded Systems Letters 2015',
  url: 'https://doi.org/10.1109/LES.2014.2371494',
};
const UFS: Source = {text: 'JEDEC UFS 3.1 and 4.0, as reached by shipped parts; sequential'};
const EMMC: Source = {text: 'JEDEC eMMC 5.1 (JESD84-B51), HS400'};
const LEFT = 'assumed: what is left of 400 MB/s at the interface';
const GLANCE: Source = {text: 'The mission: what a wearer takes for immediate'};

const published = (value: number, unit: string, source: Source, note?: string): Published =>
  Object.freeze({value, unit, source, ...(note ? {note} : {})});

/** One supply voltage for the powers of the demonstration, volts. */
const VOLTS = 3;
/** Amperes times volts over bytes a second. */
const energyPerByte = (amperes: number, bandwidth: number): number => (amperes * VOLTS) / bandwidth;

/** Memories that keep their bytes without power: bytes/s and joules a byte. */
export const keepingMemories = Object.freeze({
  flash: Object.freeze({
    write: published(12_000, 'kB/s', DEMO, 'erase included'),
    energyPerByte: published(energyPerByte(2.2e-3, 12_000), 'nJ/B', DEMO, 'derived: 2.2 mA at 3 V'),
  }),
  fram: Object.freeze({
    write: published(13_000, 'kB/s', DEMO, 'as fast as the demonstration lets it'),
    energyPerByte: published(energyPerByte(9e-6, 13_000), 'nJ/B', DEMO, 'derived: 9 µA at 3 V'),
  }),
  framFast: Object.freeze({
    write: published(1.4e6, 'MB/s', FRAM, 'about, with the CPU at 8 MHz'),
    energyPerByte: published(2.1e-9, 'nJ/B', FRAM, 'rounded'),
  }),
  hibernus: Object.freeze({
    write: published(1e6, 'MB/s', HIBERNUS, 'assumed'),
    energyPerByte: published(4.2e-9, 'nJ/B', HIBERNUS, 'copy from RAM included'),
  }),
});

/** Storage of phones: bytes/s. */
export const phoneStorage = Object.freeze({
  emmc: Object.freeze({read: published(0.3e9, 'GB/s', EMMC, LEFT), write: published(0.15e9, 'GB/s', EMMC, LEFT)}),
  ufs31: Object.freeze({read: published(2.1e9, 'GB/s', UFS), write: published(1.2e9, 'GB/s', UFS)}),
  ufs40: Object.freeze({read: published(4.2e9, 'GB/s', UFS), write: published(2.8e9, 'GB/s', UFS)}),
});

/** Seconds. */
export const humanLimits = Object.freeze({
  resume: published(0.1, 'ms', GLANCE),
  frame60: published(1 / 60, 'ms', {text: '60 frames a second'}),
});
