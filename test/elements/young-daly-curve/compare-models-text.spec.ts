import {expect, test} from 'vitest';
import {youngDalyCurve, type Value} from '../../../src/elements/young-daly-curve/inputs.js';
import {
  compareModelsSentence,
  compareModelsTable,
  planWords,
  simulationPlan,
  simulationSummary,
} from '../../../src/elements/young-daly-curve/compare-models-text.js';
import {fitDomain} from '../../../src/elements/young-daly-curve/draw/curve.js';
import type {Settings} from '../../../src/core/definition.js';
import {efficiency, scenarios, wasteFor, youngInterval} from '../../../src/models/index.js';
import {simulateCurve, youngLimit} from '../../../src/models/checkpointing/compare-models.js';

const at = (given: Settings = {}): Value => youngDalyCurve.evaluate(given);
const said = (given?: Settings) => compareModelsSentence(at(given), 'mission');

test('the sentence tells how far Young is off, what it costs and where it ends', () => {
  expect(said()).toBe(
    'Here δ/M is 0.0083. Young’s interval is 4.4 % too long and loses 0.01 points more than the best: good enough. It costs 1 % more wall time only from a write time of 40.1 min on.',
  );
  expect(said({writeTime: 7200})).toMatch(
    /^Here δ\/M is 0\.5\. Young’s interval is 43 % too long and loses 1\.4 points more than the best: too much\. Up to a write time of 40\.1 min it costs less than 1 % more wall time\.$/,
  );
  expect(compareModelsSentence(at(), 'book')).toContain('Here T_write/MTBF_system is 0.0083.');
  expect(said({writeTime: 0})).toBe('Writing costs nothing here: every model says to checkpoint all the time.');
  expect(said({law: 'weibull', shape: 0.5})).toMatch(
    /too short and loses .* good enough\. All but the last model assume a constant rate/,
  );
});

test('good enough and the limit agree, for any scenario', () => {
  for (const scenario of Object.keys(scenarios)) {
    const {mtbf, restart, downtime} = at({scenario});
    for (const factor of [0.9, 0.99, 1.01, 1.1]) {
      const writeTime = youngLimit({tolerance: 0.01}) * mtbf * factor;
      const value = at({scenario, writeTime});
      const most = 1 - value.leastWaste;
      const young = efficiency({writeTime, mtbf, restart, downtime, interval: youngInterval({writeTime, mtbf})});
      expect(compareModelsSentence(value, 'mission').includes('good enough')).toBe(factor < 1);
      expect(most / young < 1.01).toBe(factor < 1);
    }
  }
});

test('the table has a row for every model, complete or plainly empty', () => {
  const table = compareModelsTable(at());
  expect(table.rows.map((row) => row.length)).toEqual(Array(6).fill(6));
  expect(table.rows[0]).toEqual(['Young 1974', '31 min', '+4.4 %', '15.4 %', '14.5 %', '0.01']);
  expect(table.rows[1][3]).toBe('');
  expect(table.rows[3].slice(0, 4)).toEqual(['Daly 2006', '29.7 min', '0 %', '14.5 %']);
  expect(table.rows[5].slice(0, 3)).toEqual(['Exact, constant rate', '29.7 min', '0 %']);
  expect(table.rows[5][5]).toBe('0');
  expect(compareModelsTable(at({writeTime: 0})).rows.map(([, interval]) => interval)).toEqual(Array(6).fill('none'));
  expect(
    compareModelsTable(at({law: 'weibull', shape: 0.7}))
      .rows.at(-1)!
      .slice(0, 3),
  ).toEqual(['Exact, Weibull', '31.7 min', '0 %']);
  expect(compareModelsTable(at({law: 'weibull', shape: 0.5})).rows[0][2]).toMatch(/^−/);
});

test('simulated are nine intervals on the paper, in runs that end', () => {
  for (const scenario of Object.keys(scenarios)) {
    for (const law of ['exponential', 'weibull']) {
      const value = at({scenario, law});
      const domain = fitDomain(value);
      const plan = simulationPlan(value, domain);
      expect(plan.intervals.length).toBe(9);
      for (const interval of plan.intervals) {
        expect(interval).toBeGreaterThanOrEqual(domain.from * 0.99);
        expect(interval).toBeLessThanOrEqual(domain.to * 1.01);
        expect(wasteFor({...plan, interval}).total).toBeLessThanOrEqual(Math.min(domain.top, 0.85) * 1.01);
      }
    }
  }
  expect(planWords(simulationPlan(at(), fitDomain(at())))).toBe(
    'plays 1,000 runs of 50 d of work at each of 9 intervals',
  );
  const hopeless = at({mtbf: 60, writeTime: 600});
  expect(planWords(simulationPlan(hopeless, fitDomain(hopeless)))).toMatch(/^Nearly all is lost/);
});

test('the summary counts what is near the curve', () => {
  for (const given of [{}, {law: 'weibull', shape: 0.7}] as Settings[]) {
    const value = at(given);
    const points = simulateCurve({...simulationPlan(value, fitDomain(value)), runs: 100});
    expect(simulationSummary(value, points)).toMatch(
      /^9 simulated points: (all|[6-8]) within 2 standard errors of the curve/,
    );
    const {interval} = points[4];
    const {total} = wasteFor({...value, interval});
    const point = (off: number, unfinished = 0) => ({
      interval,
      mean: total + off * 0.01,
      standardError: 0.01,
      runs: 10,
      unfinished,
    });
    expect(simulationSummary(value, [point(1), point(-1.9)])).toBe(
      '2 simulated points: all within 2 standard errors of the curve.',
    );
    expect(simulationSummary(value, [point(1), point(-2.6), point(9, 3)])).toBe(
      '2 simulated points: 1 within 2 standard errors of the curve, the farthest 2.6 off; chance alone puts one in twenty outside 2. 1 more had runs that never end.',
    );
  }
});
