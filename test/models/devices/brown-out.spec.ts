import {describe, expect, it} from 'vitest';
import {
  brownOut,
  capacitorEnergy,
  frameBudget,
  holdUp,
  keepingMemories,
  maxStateBytes,
  requiredVoltage,
  voltageAt,
} from '../../../src/models/devices/index.js';
import {near, truth} from '../truth.js';

const {brownout_fram, tiny_budget, ti_slau_flash_vs_fram} = truth('devices');
const planOf = ({inputs: i}: any) => ({
  capacitance: i.C_F,
  tripVoltage: i.V_trip,
  minVoltage: i.V_min,
  efficiency: i.eff,
  stateBytes: i.state_bytes,
  energyPerByte: i.energy_per_byte_J,
  fixedEnergy: i.fixed_J,
  load: i.load_during_save_W,
  writeBandwidth: i.write_Bps,
});

describe('a brown-out', () => {
  it('ends as the reference numbers say, energy and time apart', () => {
    for (const row of brownout_fram) {
      const plan = planOf(row);
      const out = brownOut(plan);
      near(out.energyAvailable, row.E_available_J);
      near(out.energyNeeded, row.E_save_J);
      near(out.margin, row.margin);
      near(out.saveTime, row.t_save_s);
      near(out.holdUpTime, row.t_holdup_s);
      near(out.tripVoltageRequired, row.V_trip_required);
      expect([out.survivesEnergy, out.survivesTime]).toEqual([row.survives_energy, row.survives_time]);
      expect(out.survives).toBe(row.survives_energy && row.survives_time);
      expect(maxStateBytes({energy: out.energyAvailable, ...plan})).toBe(row.max_state_bytes);
    }
  });

  it('the largest state it allows is saved, one byte more is not', () => {
    for (const row of brownout_fram) {
      const plan = planOf(row);
      const {maxStateBytes: most} = brownOut(plan);
      expect(brownOut({...plan, stateBytes: most}).survives).toBe(true);
      const more = brownOut({...plan, stateBytes: most + 1});
      expect([more.survives, more.bytesWritten]).toEqual([false, most]);
    }
  });

  it('the voltage reaches its end when the time is up, and an alarm at the required voltage is just early enough', () => {
    for (const row of brownout_fram) {
      const plan = planOf(row);
      near(voltageAt({...plan, time: holdUp(plan).time}), plan.minVoltage);
      near(voltageAt({...plan, time: 0}), plan.tripVoltage);
      const {energyNeeded} = brownOut(plan);
      near(
        capacitorEnergy({...plan, tripVoltage: requiredVoltage({...plan, energy: energyNeeded})}),
        energyNeeded,
        1e-9,
      );
      // By small steps: what leaves the capacitor is what the load takes, losses included.
      const steps = 20_000;
      let volts = plan.tripVoltage;
      for (let i = 0; i < steps; i++)
        volts -= ((plan.load / plan.efficiency / volts) * (holdUp(plan).time / steps)) / plan.capacitance;
      near(volts, plan.minVoltage, 1e-3);
    }
  });

  it('an alarm at the safe voltage is just early enough for energy and time', () => {
    for (const row of brownout_fram) {
      const plan = planOf(row);
      const {tripVoltageSafe} = brownOut(plan);
      expect(brownOut({...plan, tripVoltage: tripVoltageSafe * (1 + 1e-9)}).survives).toBe(true);
      expect(brownOut({...plan, tripVoltage: tripVoltageSafe * (1 - 1e-6)}).survives).toBe(false);
    }
  });

  it('what must be erased first has less time for bytes', () => {
    const plan = {
      capacitance: 1e-4,
      tripVoltage: 3,
      minVoltage: 1.8,
      efficiency: 0.85,
      load: 6e-3,
      stateBytes: 300,
      energyPerByte: 5.5e-7,
      writeBandwidth: 10_000,
    };
    near(brownOut({...plan, eraseTime: 0.016}).saveTime, 0.046);
    expect(
      [0, 0.016, 1]
        .map((eraseTime) => brownOut({...plan, eraseTime}))
        .map(({survivesTime, bytesWritten}) => [survivesTime, bytesWritten]),
    ).toEqual([
      [true, 300],
      [false, 247],
      [false, 0],
    ]);
  });

  it('a milliwatt has ten microjoules for ten milliseconds', () => {
    const {energy, bytes} = frameBudget({
      power: tiny_budget.power_W,
      frameTime: tiny_budget.frame_s,
      energyPerByte: keepingMemories.framFast.energyPerByte.value,
    });
    near(energy, tiny_budget.energy_per_frame_J);
    expect(bytes).toBe(tiny_budget.bytes_saveable_per_frame_at_2p1nJ);
  });

  it('flash takes the energy a byte that its current and speed give, and FeRAM some 260 times less', () => {
    const {flash, fram} = keepingMemories;
    near(flash.energyPerByte.value, ti_slau_flash_vs_fram.flash_J_per_B);
    near(fram.energyPerByte.value, ti_slau_flash_vs_fram.fram_J_per_B);
    expect([flash.write.value, fram.write.value]).toEqual([
      ti_slau_flash_vs_fram.flash_Bps,
      ti_slau_flash_vs_fram.fram_Bps,
    ]);
  });

  it('refuses what cannot be', () => {
    const plan = planOf(brownout_fram[0]);
    expect(() => brownOut({...plan, tripVoltage: 1})).toThrow(/tripVoltage .*above minVoltage = 2/);
    expect(() => brownOut({...plan, efficiency: 0})).toThrow(RangeError);
    expect(() => holdUp({...plan, load: 0})).toThrow(RangeError);
    expect(() => maxStateBytes({energy: -1, energyPerByte: 1})).toThrow(RangeError);
    expect(maxStateBytes({energy: 1e-9, energyPerByte: 1e-9, fixedEnergy: 1})).toBe(0);
  });
});
