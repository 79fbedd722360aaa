import {expect, test} from 'vitest';
import {parameters} from '../../../src/models/fleet/published.js';
import {checkpointBytes, shardBytes} from '../../../src/models/staging/checkpoint-bytes.js';
import {
  byteCheckpoint,
  checkpointReductions,
  publishedStaging,
  stagingBandwidths,
  stateBytes,
} from '../../../src/models/staging/published-staging.js';
import {near} from '../truth.js';
import {stagingTruth} from './staging-truth.js';

const t = stagingTruth();

test('bytes of three models at 2, 12, 14, 16 and 18 bytes per parameter', () => {
  for (const row of t.checkpoint_bytes) {
    expect(row.params).toBe(parameters[row.model as keyof typeof parameters].value);
    expect(checkpointBytes({parameters: row.params, bytesPerParameter: row.bytes_per_param})).toBe(row.total_bytes);
  }
  expect(Object.values(stateBytes).map((s) => s.value)).toEqual([2, 12, 14, 16]);
  expect(stateBytes.weights.saved).toBe('serving');
});

test('a third party sent MT-NLG in 42 min at 20 Gb/s: about 12 bytes per parameter', () => {
  const {params, seconds, link_gbps, implied_bytes_per_param} = t.mtnlg_gemini_crosscheck;
  near(
    ((link_gbps * 1e9) / 8) * seconds,
    checkpointBytes({parameters: params, bytesPerParameter: implied_bytes_per_param}),
  );
  near(stateBytes.optimizer.value, implied_bytes_per_param, 0.01);
});

test('sharded over writers', () => {
  for (const {inputs: i, bytes_per_node} of t.staging_times) {
    const bytes = checkpointBytes({
      parameters: parameters[i.model as keyof typeof parameters].value,
      bytesPerParameter: i.bytes_per_param,
    });
    near(shardBytes({bytes, writers: i.writer_nodes}), bytes_per_node);
  }
  expect(shardBytes({bytes: 980e9, writers: 1024, replicas: 1024})).toBe(980e9);
});

test('published factors are ranges and lower the bytes', () => {
  const {checkNRunWrites, checkNRunCapacity} = checkpointReductions;
  expect([checkNRunWrites.low, checkNRunWrites.high, checkNRunCapacity.low, checkNRunCapacity.high]).toEqual([
    6, 17, 2.5, 8,
  ]);
  expect(checkpointBytes({parameters: 1e9, bytesPerParameter: 12, reduction: checkNRunWrites.low})).toBe(2e9);
});

test('published times and their quotients agree', () => {
  expect(byteCheckpoint.map((b) => [b.mathStop, b.save, b.load])).toEqual(
    t.bytecheckpoint_table8_published.map((r: any) => [r.T_block_s, r.T_save_s, r.T_load_s]),
  );
  near(publishedStaging.dcpBefore.value / publishedStaging.dcpAfter.value, 23.62, 1e-4);
  near(
    t.llama405_floor_at_2TBps_s,
    checkpointBytes({parameters: parameters.llama3_405b.value, bytesPerParameter: stateBytes.optimizer.value}) /
      stagingBandwidths.tectonic.value,
  );
});

test('every published number has a source, and nothing can be changed', () => {
  for (const group of [stateBytes, stagingBandwidths, checkpointReductions, publishedStaging]) {
    expect(Object.isFrozen(group)).toBe(true);
    for (const item of Object.values<{source: {text: string}}>(group)) {
      expect(item.source.text).not.toBe('');
      expect(Object.isFrozen(item)).toBe(true);
    }
  }
});

test('edges: nothing to write, and errors that name the quantity', () => {
  expect(checkpointBytes({parameters: 0, bytesPerParameter: 14})).toBe(0);
  expect(shardBytes({bytes: 0, writers: 1})).toBe(0);
  expect(() => checkpointBytes({parameters: -1, bytesPerParameter: 14})).toThrow(
    new RangeError('parameters must be a finite number >= 0 (count), got -1'),
  );
  expect(() => checkpointBytes({parameters: 1, bytesPerParameter: NaN})).toThrow(/bytesPerParameter .*got NaN/);
  expect(() => checkpointBytes({parameters: 1, bytesPerParameter: 1, reduction: 0.5})).toThrow(
    new RangeError('reduction must be a finite number >= 1 (ratio), got 0.5'),
  );
  expect(() => shardBytes({bytes: 1, writers: 0})).toThrow(/writers must be a whole number >= 1 .*got 0/);
  expect(() => shardBytes({bytes: 1, writers: 1.5})).toThrow(/writers .*got 1.5/);
});
