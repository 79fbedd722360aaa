import {describe, expect, it} from 'vitest';
import {buildTopology, type TopologyShape} from '../../../../src/models/index.js';
import {arrange, boxOf, gpuAt, rackBox, sceneOf, type Box} from '../../../../src/elements/failure-topology/draw/map.js';

const shapes: TopologyShape[] = [
  {gpus: 16_384},
  {gpus: 131_072},
  {gpus: 8},
  {gpus: 1, gpusPerNode: 1},
  {gpus: 1000, gpusPerNode: 8, nodesPerRack: 3, racksPerPod: 11},
  {gpus: 7200, gpusPerNode: 72, nodesPerRack: 1, racksPerPod: 20},
  {gpus: 130, gpusPerNode: 13, nodesPerRack: 4, racksPerPod: 2, racksPerPowerDomain: 3},
  {gpus: 16_000, racksPerPod: 10, racksPerPowerDomain: 10},
  {gpus: 1_048_576},
];
const boxes = [
  [940, 410],
  [470, 205],
  [520, 300],
  [1700, 620],
] as const;
const scenes = shapes.flatMap((shape) =>
  boxes.flatMap(([width, height]) =>
    [1, 2, 5, 17, 64].map((zoom) => {
      const topology = buildTopology(shape);
      return {
        topology,
        width,
        height,
        zoom,
        scene: sceneOf(arrange(topology, width, height, 12), width, height, zoom, 0.5, 0.5),
      };
    }),
  ),
);
/** Some GPUs of a fleet, the last among them. */
const some = (gpus: number): number[] =>
  [...new Set([0, 1, 7, 8, 15, 16, gpus - 1, ...Array.from({length: 60}, (_, i) => (i * 7919) % gpus)])].filter(
    (gpu) => gpu < gpus,
  );

describe('the map', () => {
  it('fits into its box when all is shown', () => {
    for (const {scene, width, height, zoom} of scenes) {
      if (zoom > 1) continue;
      expect(scene.width).toBeLessThanOrEqual(width);
      expect(scene.height).toBeLessThanOrEqual(height);
      expect(scene.x).toBeGreaterThanOrEqual(0);
      // Not lost in it either: in one direction it fills most of the box.
      expect(Math.max(scene.width / width, scene.height / height)).toBeGreaterThan(0.7);
    }
  });

  it('finds what it drew: the middle of a GPU, or of the smallest unit that can be told apart, is that unit', () => {
    for (const {scene, topology} of scenes) {
      const size = {gpu: 1, node: topology.sizes.node, rack: topology.sizes.rack}[scene.finest];
      if (scene.finest === 'rack' && scene.rackX < 1) continue;
      for (const gpu of some(topology.gpus)) {
        const {x, y, width, height} = boxOf(scene, 'gpu', gpu);
        const found = gpuAt(scene, x + width / 2, y + height / 2);
        expect(Math.floor(found / size), `${JSON.stringify(topology.sizes)} GPU ${gpu}, ${scene.finest}`).toBe(
          Math.floor(gpu / size),
        );
      }
    }
  });

  it('draws no two units over each other, and each unit inside the next larger one', () => {
    const apart = (a: Box, b: Box) =>
      a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
    const inside = (a: Box, b: Box) =>
      a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
    for (const {scene, topology} of scenes) {
      if (scene.finest !== 'gpu') continue;
      const gpus = some(topology.gpus).slice(0, 20);
      const drawn = gpus.map((gpu) => boxOf(scene, 'gpu', gpu));
      drawn.forEach((box, i) => {
        expect(box.width).toBeGreaterThan(0);
        expect(drawn.slice(i + 1).every((other) => apart(box, other))).toBe(true);
        const node = boxOf(scene, 'node', Math.floor(gpus[i] / topology.gpusPerNode));
        const rack = rackBox(scene, Math.floor(gpus[i] / topology.sizes.rack));
        expect([inside(box, node), inside(node, rack)]).toEqual([true, true]);
      });
    }
  });

  it('tells GPUs apart close by, nodes and racks from afar', () => {
    const finest = (gpus: number, zoom: number) => {
      const topology = buildTopology({gpus});
      return sceneOf(arrange(topology, 470, 205, 12), 470, 205, zoom, 0.5, 0.5).finest;
    };
    expect([finest(512, 1), finest(16_384, 1), finest(131_072, 1), finest(131_072, 16)]).toEqual([
      'gpu',
      'node',
      'rack',
      'gpu',
    ]);
  });

  it('shows nothing beyond its edge, wherever it is moved', () => {
    const topology = buildTopology({gpus: 16_384});
    for (const [x, y] of [
      [0, 0],
      [1, 1],
      [-3, 9],
      [0.5, 0.1],
    ]) {
      const scene = sceneOf(arrange(topology, 470, 205, 12), 470, 205, 8, x, y);
      expect(scene.x).toBeLessThanOrEqual(0);
      expect(scene.y).toBeLessThanOrEqual(0);
      expect(scene.x + scene.width).toBeGreaterThanOrEqual(470);
      expect(scene.y + scene.height).toBeGreaterThanOrEqual(205);
    }
  });
});
