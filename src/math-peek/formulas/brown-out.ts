import {capacitorEnergy, frameBudget, holdUp, maxStateBytes, requiredVoltage, saveCost} from '../../models/index.js';
import type {Formula, Numbers} from '../formula.js';
import {tex} from '../tex.js';

const physics = {text: 'Energy of a capacitor, ½CV²', kind: 'derived'} as const;
const hibernus = {
  text: 'Balsamo et al., Hibernus, IEEE Embedded Systems Letters 2015',
  url: 'https://doi.org/10.1109/LES.2014.2371494',
  kind: 'published',
} as const;

const reserve = ({C_cap, V_trip, V_min, eta}: Numbers) => ({
  capacitance: C_cap,
  tripVoltage: V_trip,
  minVoltage: V_min,
  efficiency: eta,
});
const save = (n: Numbers) => ({
  stateBytes: n.S_state ?? 0,
  energyPerByte: n.e_B ?? 1,
  fixedEnergy: n.E_0 ?? 0,
  writeBandwidth: n.r_mem ?? 1,
  eraseTime: n.t_erase ?? 0,
});

/** What a capacitor holds, and what saving a state takes out of it. */
export const brownOut = {
  'stored-energy': {
    title: 'Energy the capacitor holds',
    result: 'E_cap',
    tex: tex`\tfrac{1}{2}\cdot\slot{C_cap}\cdot\left(\slot{V_trip}^2-\slot{V_min}^2\right)\cdot\slot{eta}`,
    spoken: 'one half {C_cap} times {V_trip} squared minus {V_min} squared, times {eta}',
    expression: 'C_cap * (V_trip^2 - V_min^2) * eta / 2',
    model: (n) => capacitorEnergy(reserve(n)),
    holds: 'From the alarm to the end. What is left below it is of no use.',
    source: physics,
    derivation: [
      {
        say: 'A capacitor at a voltage holds half of {C_cap} times its square.',
        tex: tex`\tfrac{1}{2}\cdot\slot{C_cap}\cdot\slot{V_trip}^2`,
      },
      {
        say: 'At {V_min} the device stops; what is left then does not count.',
        tex: tex`\tfrac{1}{2}\cdot\slot{C_cap}\cdot\left(\slot{V_trip}^2-\slot{V_min}^2\right)`,
      },
      {
        say: 'The converter loses its share.',
        tex: tex`\slot{E_cap}=\tfrac{1}{2}\cdot\slot{C_cap}\cdot\left(\slot{V_trip}^2-\slot{V_min}^2\right)\cdot\slot{eta}`,
      },
    ],
  },
  'save-energy': {
    title: 'Energy the save takes',
    result: 'E_save',
    tex: tex`\slot{S_state}\cdot\slot{e_B}+\slot{E_0}`,
    spoken: '{S_state} times {e_B}, plus {E_0}',
    expression: 'S_state * e_B + E_0',
    model: (n) => saveCost(save(n)).energy,
    holds: 'The first of two limits: it must not exceed what the capacitor holds.',
    source: physics,
  },
  'hold-up': {
    title: 'Time the capacitor holds',
    result: 't_hold',
    tex: tex`\frac{\slot{C_cap}\cdot\left(\slot{V_trip}^2-\slot{V_min}^2\right)\cdot\slot{eta}}{2\cdot\slot{P_save}}`,
    spoken: '{C_cap} times {V_trip} squared minus {V_min} squared, times {eta}, over 2 times {P_save}',
    expression: 'C_cap * (V_trip^2 - V_min^2) * eta / (2 * P_save)',
    model: (n) => holdUp({...reserve(n), load: n.P_save}).time,
    holds: 'Under a load of constant power.',
    source: physics,
  },
  'save-time': {
    title: 'Time the save takes',
    result: 't_save',
    tex: tex`\slot{t_erase}+\frac{\slot{S_state}}{\slot{r_mem}}`,
    spoken: '{t_erase} plus {S_state} over {r_mem}',
    expression: 't_erase + S_state / r_mem',
    model: (n) => saveCost(save(n)).time,
    holds: 'The second limit: it must not exceed the time the capacitor holds.',
    source: physics,
  },
  'required-voltage': {
    title: 'Voltage at which the alarm must trip',
    result: 'V_req',
    tex: tex`\sqrt{\slot{V_min}^2+\frac{2\cdot\slot{E_save}}{\slot{eta}\cdot\slot{C_cap}}}`,
    spoken: 'the square root of {V_min} squared plus 2 {E_save} over {eta} times {C_cap}',
    expression: 'sqrt(V_min^2 + 2 * E_save / (eta * C_cap))',
    model: (n) => requiredVoltage({capacitance: n.C_cap, minVoltage: n.V_min, efficiency: n.eta, energy: n.E_save}),
    holds: 'For the energy. Above the supply’s voltage no alarm is early enough.',
    source: hibernus,
  },
  'largest-state': {
    title: 'Largest state, by energy',
    result: 'S_max',
    tex: tex`\left\lfloor\frac{\slot{E_cap}-\slot{E_0}}{\slot{e_B}}\right\rfloor`,
    spoken: '{E_cap} minus {E_0} over {e_B}, whole bytes',
    expression: 'floor((E_cap - E_0) / e_B)',
    model: (n) => maxStateBytes({energy: n.E_cap, energyPerByte: n.e_B, fixedEnergy: n.E_0}),
    holds: 'While the capacitor holds more than the fixed part; the time may allow less.',
    source: physics,
  },
  'frame-energy': {
    title: 'Energy of a frame',
    result: 'E_f',
    tex: tex`\slot{P_b}\cdot\slot{t_f}`,
    spoken: '{P_b} times {t_f}',
    expression: 'P_b * t_f',
    model: (n) => frameBudget({power: n.P_b, frameTime: n.t_f, energyPerByte: 1}).energy,
    holds: 'On average: 1 mW for 10 ms are 10 µJ.',
    source: {text: 'The mission: under 10 ms, under 1 mW', kind: 'assumed'},
  },
} satisfies Record<string, Formula>;
