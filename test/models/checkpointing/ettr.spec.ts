import {expect, test} from 'vitest';
import {expectedEttr} from '../../../src/models/checkpointing/ettr.js';
import {near, truth} from '../truth.js';

test('Kokolis: expected ETTR', () => {
  for (const {inputs: i, ...row} of truth('checkpoint-interval').kokolis2024_expected_ETTR) {
    const failureRate = i.r_f_per_node_day / 86_400;
    near(1 / (i.N_nodes * failureRate), row.mttf_s);
    near(
      expectedEttr({nodes: i.N_nodes, failureRate, interval: i.dt_cp_s, writeTime: i.w_cp_s, restart: i.u0_s}),
      row.E_ETTR,
    );
  }
});

test('outside its validity it says 0, and bad values are named', () => {
  const job = {nodes: 2000, failureRate: 6.5e-3 / 86_400, interval: 1e6, writeTime: 60, restart: 300};
  expect(expectedEttr(job)).toBe(0);
  expect(() => expectedEttr({...job, interval: 0})).toThrow(
    new RangeError('interval must be a finite number > 0 (seconds), got 0'),
  );
  expect(() => expectedEttr({...job, failureRate: -1})).toThrow(/failureRate .*got -1/);
});
