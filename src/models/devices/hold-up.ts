/** A capacitor that keeps a device alive for a moment, and what saving the state takes out of it. */
import {notNegative, positive, throwInvalid, share} from '../numerics/check.js';

/** Power left when the supply is gone. */
export interface PowerReserve {
  /** Farads, > 0. */
  capacitance: number;
  /** Voltage at which the alarm trips and the save begins, > minVoltage (V). */
  tripVoltage: number;
  /** Voltage below which the device stops, >= 0 (V). */
  minVoltage: number;
  /** Share of the energy that reaches the device, 0..1, not 0. Default 1. */
  efficiency?: number;
}

/** The state, and what its memory takes to write it. */
export interface StateSave {
  /** Bytes to save, >= 0. */
  stateBytes: number;
  /** Joules a byte, > 0. */
  energyPerByte: number;
  /** Joules that do not depend on bytes, >= 0. Default 0. */
  fixedEnergy?: number;
  /** Bytes/s, > 0. */
  writeBandwidth: number;
  /** Seconds before the first byte, as flash needs to erase, >= 0. Default 0. */
  eraseTime?: number;
}

/** Energy and time a save takes. */
export interface SaveCost {
  /** Joules. */
  readonly energy: number;
  /** Seconds. */
  readonly time: number;
}

/** Energy and time there are. */
export interface HoldUp extends SaveCost {}

function efficiencyOf({efficiency = 1}: PowerReserve): number {
  if (share('efficiency', efficiency) === 0)
    throwInvalid('efficiency', efficiency, 'a number above 0, up to 1 (ratio)');
  return efficiency;
}

/**
 * Joules that reach the device between two voltages: ½C(V² − V_min²)η.
 *
 * @throws {RangeError | TypeError} unless capacitance > 0, minVoltage >= 0, tripVoltage > minVoltage, efficiency in 0..1 and above 0
 * @example capacitorEnergy({capacitance: 100e-6, tripVoltage: 3, minVoltage: 1.8, efficiency: 0.85}) // 244.8 µJ
 */
export function capacitorEnergy(reserve: PowerReserve): number {
  const {capacitance, tripVoltage, minVoltage} = reserve;
  positive('capacitance', capacitance, 'farads');
  notNegative('minVoltage', minVoltage, 'volts');
  if (!(positive('tripVoltage', tripVoltage, 'volts') > minVoltage))
    throwInvalid('tripVoltage', tripVoltage, `above minVoltage = ${minVoltage} (volts)`);
  return 0.5 * capacitance * (tripVoltage ** 2 - minVoltage ** 2) * efficiencyOf(reserve);
}

/**
 * How much energy is left from the alarm to the end, and how long it carries a load of constant power.
 *
 * @throws {RangeError | TypeError} like {@link capacitorEnergy}; unless load > 0 (watts)
 * @example holdUp({capacitance: 100e-6, tripVoltage: 3, minVoltage: 1.8, efficiency: 0.85, load: 1e-3}).time // 0.245 s
 */
export function holdUp({load, ...reserve}: PowerReserve & {load: number}): HoldUp {
  const energy = capacitorEnergy(reserve);
  return Object.freeze({energy, time: energy / positive('load', load, 'watts')});
}

/**
 * The voltage some time after the alarm under a load of constant power: √(V_trip² − 2Pt/(ηC)). Never below 0.
 *
 * @throws {RangeError | TypeError} like {@link holdUp}; unless time >= 0 (seconds)
 * @example voltageAt({capacitance: 100e-6, tripVoltage: 3, minVoltage: 1.8, load: 1e-3, time: 0.1})
 */
export function voltageAt({load, time, ...reserve}: PowerReserve & {load: number; time: number}): number {
  capacitorEnergy(reserve);
  const drawn = (positive('load', load, 'watts') * notNegative('time', time, 'seconds')) / efficiencyOf(reserve);
  return Math.sqrt(Math.max(0, reserve.tripVoltage ** 2 - (2 * drawn) / reserve.capacitance));
}

/**
 * What saving a state takes: S·e_B + E_fixed, and t_erase + S/rate.
 *
 * @throws {RangeError | TypeError} unless stateBytes, fixedEnergy, eraseTime >= 0, energyPerByte, writeBandwidth > 0
 * @example saveCost({stateBytes: 4096, energyPerByte: 2.1e-9, fixedEnergy: 1e-6, writeBandwidth: 1.4e6}).energy // 9.6 µJ
 */
export function saveCost({
  stateBytes,
  energyPerByte,
  fixedEnergy = 0,
  writeBandwidth,
  eraseTime = 0,
}: StateSave): SaveCost {
  notNegative('stateBytes', stateBytes, 'bytes');
  const energy =
    stateBytes * positive('energyPerByte', energyPerByte, 'joules a byte') +
    notNegative('fixedEnergy', fixedEnergy, 'joules');
  return Object.freeze({
    energy,
    time:
      notNegative('eraseTime', eraseTime, 'seconds') +
      stateBytes / positive('writeBandwidth', writeBandwidth, 'bytes/s'),
  });
}

/**
 * The largest state whose save the energy carries: ⌊(E − E_fixed)/e_B⌋, whole bytes; 0 if not even the fixed part fits.
 * The time is another limit.
 *
 * @throws {RangeError | TypeError} unless energy, fixedEnergy >= 0, energyPerByte > 0
 * @example maxStateBytes({energy: 244.8e-6, energyPerByte: 2.1e-9, fixedEnergy: 1e-6}) // 116,095
 */
export function maxStateBytes({
  energy,
  energyPerByte,
  fixedEnergy = 0,
}: {
  energy: number;
  energyPerByte: number;
  fixedEnergy?: number;
}): number {
  const left = notNegative('energy', energy, 'joules') - notNegative('fixedEnergy', fixedEnergy, 'joules');
  return Math.max(0, Math.floor(left / positive('energyPerByte', energyPerByte, 'joules a byte')));
}

/**
 * The voltage at which a save of so many joules must begin: √(V_min² + 2E/(ηC)). Above the supply's voltage, no alarm is
 * early enough.
 *
 * @throws {RangeError | TypeError} unless energy, minVoltage >= 0, capacitance > 0, efficiency in 0..1 and above 0
 * @see https://doi.org/10.1109/LES.2014.2371494 (Hibernus)
 * @example requiredVoltage({capacitance: 100e-6, minVoltage: 1.8, efficiency: 0.85, energy: 9.6e-6}) // 1.86 V
 */
export function requiredVoltage({energy, ...reserve}: Omit<PowerReserve, 'tripVoltage'> & {energy: number}): number {
  const {capacitance, minVoltage} = reserve;
  const efficiency = efficiencyOf({...reserve, tripVoltage: 0});
  return Math.sqrt(
    notNegative('minVoltage', minVoltage, 'volts') ** 2 +
      (2 * notNegative('energy', energy, 'joules')) / (efficiency * positive('capacitance', capacitance, 'farads')),
  );
}

/**
 * What a device of so little power may spend on each frame, and how many bytes that writes.
 *
 * @throws {RangeError | TypeError} unless power, frameTime, energyPerByte > 0
 * @example frameBudget({power: 1e-3, frameTime: 10e-3, energyPerByte: 2.1e-9}) // 10 µJ, 4,761 bytes
 */
export function frameBudget({
  power,
  frameTime,
  energyPerByte,
}: {
  power: number;
  frameTime: number;
  energyPerByte: number;
}): {energy: number; bytes: number} {
  const energy = positive('power', power, 'watts') * positive('frameTime', frameTime, 'seconds');
  // 1 mW for 10 ms is a hair below 10 µJ in binary; a whole byte is not lost to that.
  return {
    energy,
    bytes: Math.floor((energy / positive('energyPerByte', energyPerByte, 'joules a byte')) * (1 + 1e-12)),
  };
}
