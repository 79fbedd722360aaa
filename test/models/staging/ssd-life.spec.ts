import {expect, test} from 'vitest';
import {driveRemedies, ssdLife} from '../../../src/models/staging/ssd-life.js';
import {near} from '../truth.js';
import {stagingTruth} from './staging-truth.js';

const YEAR = 365 * 86_400;

test('sixteen drives of the reference', () => {
  for (const {inputs: i, ...row} of stagingTruth().ssd_endurance) {
    const wear = ssdLife({
      capacity: i.capacity_B,
      dwpd: i.dwpd,
      warranty: i.warranty_years * YEAR,
      bytesPerCheckpoint: i.bytes_per_ckpt_per_drive,
      interval: i.interval_s,
      writeAmplification: i.waf,
    });
    near(wear.endurance, row.tbw_B);
    near(wear.writeRate, row.write_Bps);
    near(wear.driveWritesPerDay, row.drive_writes_per_day);
    near(wear.life / 86_400, row.life_days);
    near(wear.lifeYears, row.life_years);
  }
});

test('each remedy equals a drive with that change made', () => {
  const load = {capacity: 3.84e12, dwpd: 1, bytesPerCheckpoint: 5.3e9, interval: 1, writeAmplification: 1.5};
  const by = Object.fromEntries(
    driveRemedies({...load, groups: 8, longer: 10, reduction: 6, replicas: 4}).map((r) => [r.remedy, r]),
  );
  const life = (change: object) => ssdLife({...load, ...change}).life;
  near(by['longer-interval'].wear.life, life({interval: 10}));
  near(by.incremental.wear.life, life({bytesPerCheckpoint: 5.3e9 / 6}));
  near(by['rotate-replicas'].wear.life, life({interval: 4}));
  expect(by['skip-nvme'].wear).toMatchObject({writeRate: 0, life: Infinity});
  // Taking turns saves no bytes: only the peak falls.
  expect(by.stagger).toMatchObject({lifeFactor: 1, peakFactor: 1 / 8});
  expect(by.stagger.wear.life).toBe(life({}));
});

test('edges: nothing written lasts for ever; errors name the quantity', () => {
  const good = {capacity: 1e12, dwpd: 1, bytesPerCheckpoint: 0, interval: 60};
  expect(ssdLife(good)).toMatchObject({life: Infinity, driveWritesPerDay: 0});
  for (const name of ['capacity', 'dwpd', 'warranty', 'interval'])
    expect(() => ssdLife({...good, [name]: 0})).toThrow(new RegExp(`^${name} must be .*got 0$`));
  expect(() => ssdLife({...good, writeAmplification: 0.9})).toThrow(
    /writeAmplification must be a finite number >= 1 .*got 0.9/,
  );
  expect(() => driveRemedies({...good, replicas: 0})).toThrow(/replicas .*got 0/);
});
