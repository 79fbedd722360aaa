import fc from 'fast-check';
import {expect, test} from 'vitest';
import {LEVELS, blastRadius, buildTopology, topologyPresets, unitOf} from '../../../src/models/topology/index.js';
import {truth} from '../truth.js';
import {runs} from '../../support/sample.js';

const shapes = fc.record({
  gpus: fc.integer({min: 1, max: 600}),
  gpusPerNode: fc.integer({min: 1, max: 9}),
  nodesPerRack: fc.integer({min: 1, max: 4}),
  racksPerPowerDomain: fc.integer({min: 1, max: 5}),
  racksPerPod: fc.integer({min: 1, max: 12}),
});

test('the published pod of Llama 3', () => {
  const t = truth('fleet-reliability').blast_radius;
  const {sizes, counts} = buildTopology(topologyPresets.llama3.shape);
  expect([sizes.node, sizes.rack / sizes.node, sizes.pod / sizes.rack, sizes.pod]).toEqual([
    t.gpus_per_node,
    t.nodes_per_rack,
    t.racks_per_pod,
    t.gpus_per_pod,
  ]);
  expect(buildTopology({...topologyPresets.llama3.shape, gpus: t.pods * t.gpus_per_pod}).counts.pod).toBe(t.pods);
  expect(counts).toEqual({gpu: 16_384, node: 2048, rack: 1024, power: 64, pod: 6});
  // 5 full pods and 1,024 GPUs in the last.
  expect(blastRadius(buildTopology(topologyPresets.llama3.shape), {level: 'pod', index: 5})).toMatchObject({
    from: 15_360,
    to: 16_384,
    gpus: 1024,
    nodes: 128,
  });
});

test('presets keep power domains within 100 to 500 GPUs, and name a source for every number', () => {
  for (const {shape, sources} of Object.values(topologyPresets)) {
    const {sizes} = buildTopology(shape);
    expect(sizes.power).toBeGreaterThanOrEqual(100);
    expect(sizes.power).toBeLessThanOrEqual(500);
    expect(Object.keys(sources).sort()).toEqual(Object.keys(shape).sort());
  }
  for (const [gpusPerNode, nodesPerRack] of [
    [8, 2],
    [8, 4],
    [8, 8],
    [4, 1],
    [16, 4],
  ]) {
    const {power} = buildTopology({gpus: 4096, gpusPerNode, nodesPerRack}).sizes;
    expect(power >= 100 && power <= 500).toBe(true);
  }
});

test('units cut the GPUs as counting does', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const topology = buildTopology(shape);
      // Counted by hand: a new unit begins whenever the one below has begun often enough.
      let [node, rack, power, pod] = [-1, -1, -1, -1];
      const counted: number[][] = [];
      for (let gpu = 0; gpu < shape.gpus; gpu++) {
        if (gpu % shape.gpusPerNode === 0) {
          node++;
          if (node % shape.nodesPerRack === 0) {
            rack++;
            if (rack % shape.racksPerPowerDomain === 0) power++;
            if (rack % shape.racksPerPod === 0) pod++;
          }
        }
        counted.push([gpu, node, rack, power, pod]);
      }
      expect(counted.map((_, gpu) => LEVELS.map((level) => unitOf(topology, level, gpu)))).toEqual(counted);
      expect(topology.counts).toEqual({
        gpu: shape.gpus,
        node: node + 1,
        rack: rack + 1,
        power: power + 1,
        pod: pod + 1,
      });
      expect(topology.nodes).toBe(node + 1);
    }),
    {numRuns: runs(60)},
  );
});

test('a blast radius is the struck unit, widened to whole nodes', () => {
  fc.assert(
    fc.property(shapes, fc.constantFrom(...LEVELS), fc.nat(), (shape, level, n) => {
      const topology = buildTopology(shape);
      const index = n % topology.counts[level];
      const blast = blastRadius(topology, {level, index});
      const all = Array.from({length: shape.gpus}, (_, gpu) => gpu);
      const struck = all.filter((gpu) => unitOf(topology, level, gpu) === index);
      const nodes = new Set(struck.map((gpu) => Math.floor(gpu / shape.gpusPerNode)));
      const down = all.filter((gpu) => nodes.has(Math.floor(gpu / shape.gpusPerNode)));
      expect(blast).toEqual({
        level,
        index,
        struckFrom: struck[0],
        struckTo: struck.at(-1)! + 1,
        from: down[0],
        to: down.at(-1)! + 1,
        gpus: down.length,
        fromNode: Math.min(...nodes),
        toNode: Math.max(...nodes) + 1,
        nodes: nodes.size,
      });
    }),
  );
});

test('from one GPU to 131,072', () => {
  expect(buildTopology({gpus: 1, gpusPerNode: 1}).counts).toEqual({gpu: 1, node: 1, rack: 1, power: 1, pod: 1});
  expect(blastRadius(buildTopology({gpus: 12}), {level: 'gpu', index: 11})).toMatchObject({from: 8, to: 12, gpus: 4});
  expect(buildTopology({gpus: 131_072}).counts.rack).toBe(8192);
});

test('errors name quantity, range and value', () => {
  const topology = buildTopology({gpus: 16});
  expect(() => buildTopology({gpus: 0})).toThrow(new RangeError('gpus must be a whole number >= 1 (count), got 0'));
  expect(() => buildTopology({gpus: 2e6})).toThrow(/gpus must be a number from 1 to 1048576 .*got 2000000/);
  expect(() => buildTopology({gpus: NaN})).toThrow(/gpus .*got NaN/);
  expect(() => buildTopology({gpus: '8' as never})).toThrow(TypeError);
  expect(() => buildTopology({gpus: 8, racksPerPod: 0.5})).toThrow(/racksPerPod .*got 0.5/);
  expect(() => blastRadius(topology, {level: 'node', index: 2})).toThrow(
    /index must be a number from 0 to 1 \(node of this fleet\), got 2/,
  );
  expect(() => blastRadius(topology, {level: 'row' as never, index: 0})).toThrow(
    /level must be one of gpu, node, rack, power, pod/,
  );
});
