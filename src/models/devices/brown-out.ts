import {
  capacitorEnergy,
  holdUp,
  maxStateBytes,
  requiredVoltage,
  saveCost,
  type PowerReserve,
  type StateSave,
} from './hold-up.js';

/** Whether a state is safe before the power is gone: two limits, either of which can fail alone. */
export interface BrownOut {
  /** Joules there are, and joules the save takes. */
  readonly energyAvailable: number;
  readonly energyNeeded: number;
  /** The first over the second. */
  readonly margin: number;
  readonly survivesEnergy: boolean;
  /** Seconds the save takes, and seconds there are. */
  readonly saveTime: number;
  readonly holdUpTime: number;
  readonly survivesTime: boolean;
  readonly survives: boolean;
  /** Bytes written when the power is gone, at most all. */
  readonly bytesWritten: number;
  /** The largest state that either limit allows. */
  readonly maxStateBytes: number;
  /** Volts at which the alarm would have to trip for the energy. */
  readonly tripVoltageRequired: number;
  /** Volts at which it would have to trip for energy and time: the least that lets the save survive. */
  readonly tripVoltageSafe: number;
}

/**
 * A save from the alarm to the end. The energy of the save and the load during it are told apart, as data sheets do: the
 * load gives the time, the energy a byte the joules.
 *
 * @throws {RangeError | TypeError} unless capacitance, load, energyPerByte, writeBandwidth > 0, tripVoltage > minVoltage >= 0, efficiency in 0..1 and above 0, stateBytes, fixedEnergy, eraseTime >= 0
 * @see https://doi.org/10.1109/LES.2014.2371494 (Hibernus)
 * @example brownOut({capacitance: 47e-6, tripVoltage: 1.8, minVoltage: 1.62, efficiency: 0.85, load: 1e-3, stateBytes: 8192, energyPerByte: 2.1e-9, fixedEnergy: 5e-7, writeBandwidth: 8e6}).survivesEnergy // false, though there is time
 */
export function brownOut({load, ...plan}: PowerReserve & StateSave & {load: number}): BrownOut {
  const {energyPerByte, fixedEnergy = 0, stateBytes, writeBandwidth, eraseTime = 0} = plan;
  const available = capacitorEnergy(plan);
  const {time: holdUpTime} = holdUp({...plan, load});
  const {energy: needed, time: saveTime} = saveCost(plan);
  const [survivesEnergy, survivesTime] = [available >= needed, holdUpTime >= saveTime];
  const byEnergy = maxStateBytes({energy: available, energyPerByte, fixedEnergy});
  const byTime = Math.max(0, Math.floor((holdUpTime - eraseTime) * writeBandwidth));
  return Object.freeze({
    energyAvailable: available,
    energyNeeded: needed,
    margin: needed === 0 ? Infinity : available / needed,
    survivesEnergy,
    saveTime,
    holdUpTime,
    survivesTime,
    survives: survivesEnergy && survivesTime,
    bytesWritten: Math.min(stateBytes, byEnergy, byTime),
    maxStateBytes: Math.min(byEnergy, byTime),
    tripVoltageRequired: requiredVoltage({...plan, energy: needed}),
    tripVoltageSafe: requiredVoltage({...plan, energy: Math.max(needed, load * saveTime)}),
  });
}
