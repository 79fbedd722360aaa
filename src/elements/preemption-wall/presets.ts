import {humanLimits, keepingMemories, phoneStorage, scenarios} from '../../models/index.js';
import {assumed, derived, fromTable, type Sourced} from '../../models/fleet/sourced.js';

const session = (name: 'mobile' | 'edge' | 'tiny') => {
  const {nodeMtbf, interval, sources} = scenarios[name];
  return {killInterval: [nodeMtbf, sources.nodeMtbf] as Sourced, interval: [interval, sources.interval] as Sourced};
};

/** Storage by name: bytes/s. */
export const storages = {
  emmc: {name: 'eMMC 5.1', read: fromTable(phoneStorage.emmc.read), write: fromTable(phoneStorage.emmc.write)},
  ufs31: {name: 'UFS 3.1', read: fromTable(phoneStorage.ufs31.read), write: fromTable(phoneStorage.ufs31.write)},
  ufs40: {name: 'UFS 4.0', read: fromTable(phoneStorage.ufs40.read), write: fromTable(phoneStorage.ufs40.write)},
  drive: {
    name: 'Local drive',
    read: assumed(1e9, 'A modest drive, as in the preset of the Edge Guardian.'),
    write: assumed(1e9, 'A modest drive, as in the preset of the Edge Guardian.'),
  },
  fram: {
    name: 'FRAM',
    read: fromTable(keepingMemories.framFast.write),
    write: fromTable(keepingMemories.framFast.write),
  },
} as const satisfies Record<string, {name: string; read: Sourced; write: Sourced}>;

export type StorageName = keyof typeof storages;

const chance = assumed(0.25, 'Systems like to kill what just left the screen, which is when applications save.');

/** Starting numbers by the name of the scenario, each with its source. */
export const presets = {
  mobile: {
    storage: assumed<StorageName>('ufs31', 'A phone of 2020 or later.'),
    chain: assumed(4, 'Chosen for the mission: compact after every fourth delta.'),
    delta: [scenarios.mobile.checkpointSize, scenarios.mobile.sources.checkpointSize] as Sourced,
    base: assumed(120e6, 'Tracker, KV cache and encoder streams; weights are read-only and mapped, not saved.'),
    fixed: assumed(0.01, 'A warm process start.'),
    decode: assumed(5e-4, 'Checking its CRC and writing its pages into place.'),
    pageSize: assumed(4096, 'The usual page of Android; 16 KiB from Android 15 on.'),
    resumeLimit: fromTable(humanLimits.resume),
    frameTime: fromTable(humanLimits.frame60),
    session: [scenarios.mobile.runLength, scenarios.mobile.sources.runLength] as Sourced,
    torn: chance,
    ...session('mobile'),
  },
  edge: {
    storage: assumed<StorageName>('drive', 'As in the preset of the Edge Guardian.'),
    chain: assumed(4, 'As in the Mobile Nomad.'),
    delta: assumed(5e6, 'One map tile and the tracks.'),
    base: [scenarios.edge.checkpointSize, scenarios.edge.sources.checkpointSize] as Sourced,
    fixed: assumed(0.02, 'A warm process start.'),
    decode: assumed(5e-4, 'As in the Mobile Nomad.'),
    pageSize: assumed(4096, 'The usual page of Linux.'),
    resumeLimit: derived(0.2, 'At 50 km/h the vehicle moves 2.8 m blind; assumed to be bearable.'),
    frameTime: derived(1 / 30, 'A camera of 30 frames a second.'),
    session: assumed(8 * 3600, 'A shift.'),
    torn: assumed(0, 'A crash does not wait for a save.'),
    killInterval: assumed(2 * 3600, 'A perception process that crashes every two hours: pessimistic.'),
    interval: session('edge').interval,
  },
  tiny: {
    storage: assumed<StorageName>('fram', 'As in the preset of the Tiny Pioneer.'),
    chain: assumed(4, 'As in the Mobile Nomad.'),
    delta: assumed(512, 'Eight pages of 64 bytes.'),
    base: [scenarios.tiny.checkpointSize, scenarios.tiny.sources.checkpointSize] as Sourced,
    fixed: assumed(0.002, 'Assumed 2 ms to start.'),
    decode: assumed(5e-5, 'A CRC over 512 bytes.'),
    pageSize: assumed(64, 'FRAM has no pages; the program counts in 64 bytes.'),
    resumeLimit: assumed(0.01, 'One frame of audio.'),
    frameTime: assumed(0.01, 'Audio in frames of 10 ms.'),
    session: [scenarios.tiny.runLength, scenarios.tiny.sources.runLength] as Sourced,
    torn: assumed(0.1, 'Power goes where it is used: often while writing.'),
    ...session('tiny'),
  },
} as const satisfies Record<string, Record<string, Sourced<number> | Sourced<StorageName>>>;

export type PresetName = keyof typeof presets;
