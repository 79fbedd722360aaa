import {
  detectionCost,
  LAYERS,
  networkCost,
  numberFormats,
  quantityText,
  scenarios,
  stagingBandwidths,
  type Dimension,
  type NumberFormat,
  type StagingStrategy,
} from '../models/index.js';
import type {Settings} from '../core/definition.js';
import type {Entry, Reading, Run} from '../ledger/entries.js';
import {changedTo, inputsAt, numberAt, quantityInProse, factorText, valueAt} from './numbers.js';
import {tracks, type Track, type TrackId} from './tracks.js';

/** Something to do at a workbench, and how the ledger shows that it was done. */
export interface Task {
  readonly id: string;
  readonly words: string;
  readonly done: (readings: readonly (Reading & Entry)[], runs: readonly (Run & Entry)[]) => boolean;
}

/** A widget with its attributes, and what to do there. */
export interface Bench {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tasks: readonly Task[];
}

/** A number of the reader's own that an answer may rest on. */
export interface Evidence {
  readonly tag: string;
  readonly path: string;
  readonly label: string;
  readonly dimension: Dimension;
}

/** A challenge to be answered in writing. */
export interface Prompt {
  readonly id: string;
  /** Who asks; `imagined` if a living person lends the voice. */
  readonly voice: string;
  readonly imagined?: boolean;
  readonly text: (track: Track) => string;
  readonly hint?: (track: Track) => string;
  readonly evidence: (track: Track) => readonly Evidence[];
  /** Least length of an answer, characters. */
  readonly least: number;
}

/** One of the three parts. */
export interface Part {
  readonly number: number;
  readonly title: string;
  /** What the part is about on a track where it has another bench. */
  readonly subtitle?: (track: Track) => string | undefined;
  readonly brief: (track: Track) => string;
  /** Ids of the questions, each before what it locks. */
  readonly locks: (track: Track) => readonly string[];
  readonly benches: (track: Track) => readonly Bench[];
  /** What to look at, once it was done. */
  readonly observe: (track: Track) => string;
  readonly prompts: (track: Track) => readonly Prompt[];
}

/** Minutes a part is meant to take. */
export const minutes = 15;
/** Runs of the ten-run rule. */
const runs = 10;
const least = 80;
/** A save with no more than this, held over needed, only just survives. */
const barely = 2;
/** A survival below this is as good as none. */
const hopeless = 1e-9;

const curve = 'young-daly-curve';
const at = (track: Track): Settings => ({scenario: track.presets.curve});
const number = (track: Track, path: string) => numberAt(curve, at(track), path);
const evidence = (tag: string, path: string, label: string, dimension: Dimension): Evidence => ({
  tag,
  path,
  label,
  dimension,
});

type Readings = readonly Reading[];
const seen = (key: string, readings: Readings) => new Set(readings.map(({results}) => results[key]));
/** Detectors that are on in a reading; the loss is an alarm, not one of them. */
const guards = ({results}: Reading): string[] =>
  String(results.watch)
    .split(/[\s,]+/)
    .filter((name) => name !== 'loss');
/** The word for no detector, and that for every one. */
const notOne = ['none', 'all'];

const audit: Part = {
  number: 1,
  title: 'Young-Daly Audit',
  brief: (track) =>
    ({
      cloud: () =>
        `Your run holds ${quantityInProse(number(track, 'nodes'), 'count')} nodes, and something fails every ${quantityInProse(number(track, 'mtbf'), 'time')}. A checkpoint stops the math for ${quantityInProse(number(track, 'writeTime'), 'time')}. Saved once in ${quantityInProse(number(track, 'interval'), 'time')}, ${quantityInProse(number(track, 'waste.total'), 'ratio')} of what the CFO pays for buys nothing. Find out where it goes.`,
      edge: () =>
        `One computer sees for the car. It fails once in ${quantityInProse(number(track, 'mtbf'), 'time')}, and saving what it tracks takes ${quantityInProse(number(track, 'writeTime'), 'time')}. Nobody argues about the price of a save. The question is how much of the world you may have to see again.`,
      mobile: () =>
        `The system kills your app every ${quantityInProse(number(track, 'mtbf'), 'time')} or so. A save takes ${quantityInProse(number(track, 'writeTime'), 'time')}, once in ${quantityInProse(number(track, 'interval'), 'time')}. What the wearer has said since is what you lose.`,
      tiny: () =>
        `Power fails every ${quantityInProse(number(track, 'mtbf'), 'time')}. A save takes ${quantityInProse(number(track, 'writeTime'), 'time')} and you make one every ${quantityInProse(number(track, 'interval'), 'time')}: more often than any fleet, at a price you can hardly measure. Audit it all the same.`,
    })[track.id](),
  locks: () => ['frequency-doubling', 'best-interval'],
  benches: (track) => {
    const start = valueAt(curve, at(track)) as {nodes: number; writeTime: number};
    return [
      {
        tag: curve,
        attributes: {scenario: track.presets.curve, view: 'both'},
        tasks: [
          {
            id: 'double',
            words: `${track.id === 'cloud' ? 'Double the nodes' : `Below the second picture, double N: two ${track.unit.many} that must both work`}. Watch the line of the optimum.`,
            done: (readings) =>
              readings.some(({inputs, results}) => Number(results.nodes ?? inputs.nodes) >= 2 * start.nodes),
          },
          {
            id: 'faster',
            words: 'Make a checkpoint take half as long, or less.',
            done: (readings) => readings.some(({results}) => Number(results.writeTime) <= start.writeTime / 2),
          },
          {
            id: 'operate',
            words:
              'Put the point near the bottom, where you would run it, and read the waterfall: useful, checkpoint, lost.',
            done: (readings) =>
              readings.some(
                ({inputs, results}) =>
                  inputs.interval !== undefined && Number(results.regret) <= 0.1 * Number(results.leastWaste),
              ),
          },
        ],
      },
    ];
  },
  observe: (track) => {
    const twice = changedTo(curve, at(track), {nodes: 2 * number(track, 'nodes')}) as {
      optimum: {exact: number};
      leastWaste: number;
    };
    const {waste} = valueAt(curve, {...at(track), interval: 'optimal'}) as {waste: {checkpoint: number; lost: number}};
    return `At its best, ${track.id === 'cloud' ? 'the run' : `the ${track.unit.one}`} loses ${quantityInProse(number(track, 'leastWaste'), 'ratio')}; twice the size, ${quantityInProse(twice.leastWaste, 'ratio')}. Saving and losing take ${quantityInProse(waste.checkpoint + waste.lost, 'ratio')} of the time, the rest of the loss is starting again. The bottom is flat: a third too long or too short hardly shows. ${track.id === 'cloud' ? 'Size is what hurts.' : 'Alone, N is one, and P_fleet is P_node. What is left to tune is √(2δ/M), and δ is small: it hardly matters when you save, only that you can.'}`;
  },
  prompts: (track) => [
    {
      id: 'patterson',
      voice: 'David Patterson',
      imagined: true,
      text: () =>
        `Same formula, two bills. At its best the Cloud Titan loses ${quantityInProse(number(tracks.cloud, 'leastWaste'), 'ratio')} of its time, the Tiny Pioneer ${quantityInProse(number(tracks.tiny, 'leastWaste'), 'ratio')}. Why is the reliability tax higher for the Cloud Titan than for the Tiny Pioneer?`,
      hint: () => `P_fleet = P_node^N. Write so that your ${track.stakeholder} can act on it.`,
      evidence: () => [
        evidence(curve, 'nodes', track.unit.many, 'count'),
        evidence(curve, 'mtbf', 'MTBF of the whole', 'time'),
        evidence(curve, 'optimum.exact', 'best interval', 'time'),
        evidence(curve, 'leastWaste', 'least loss', 'ratio'),
        evidence(curve, 'waste.total', 'loss at my interval', 'ratio'),
        // A device that never lives so long has no number worth quoting.
        ...(number(track, 'survival.fleet') > hopeless ? [evidence(curve, 'survival.fleet', 'P_fleet', 'ratio')] : []),
      ],
      least,
    },
  ],
};

/** Those the mission compares. */
const strategies = ['object-store', 'local-ssd', 'async-dram'] as const satisfies readonly StagingStrategy[];

/** Speed of a node's drives at the second bench, where there are fewer. */
const fewerDrives = (track: Track): number =>
  stagingBandwidths[track.id === 'cloud' ? 'nvmeGen4FourDrives' : 'nvmeGen4Drive'].value;

const stagingBenches = (track: Track): Bench[] => [
  {
    tag: 'staging-bench',
    attributes: {scenario: track.presets.staging},
    tasks: [
      {
        id: 'strategies',
        words: 'Switch to Blocking S3, to Local SSD, and back to Async DRAM. Read the Math-Stop Timer each time.',
        done: (readings) => strategies.every((one) => seen('strategy', readings).has(one)),
      },
    ],
  },
  {
    // Hardware of its own: the bench above has given its answer away.
    tag: 'staging-bench',
    attributes: {
      'scenario': track.presets.staging,
      'ssd-bandwidth': quantityText(fewerDrives(track), 'bandwidth'),
      'runs': String(runs),
    },
    tasks: [
      {
        id: 'ten-runs',
        words: `Somebody saved on hardware: ${track.id === 'cloud' ? 'the drives of a node take' : 'a single drive takes'} ${quantityInProse(fewerDrives(track), 'bandwidth')}, in place of ${quantityInProse(Number(inputsAt('staging-bench', {scenario: track.presets.staging}).ssdBandwidth), 'bandwidth')}. Find the smallest staging buffer that prevents ${track.id === 'cloud' ? 'the checkpoint storm' : 'a stall'}. You have ${runs} runs.`,
        done: (_readings, made) => made.some(({record}) => record.solved === true || Number(record.number) >= runs),
      },
    ],
  },
];

const wallBenches = (track: Track): Bench[] => {
  const tag = 'preemption-wall';
  const start = inputsAt(tag, {scenario: track.presets.staging});
  // What the reader may change for the wall to move; what else moves it is no answer.
  const movers = ['storage', 'base', 'pageSize'];
  return [
    {
      tag,
      attributes: {scenario: track.presets.staging},
      tasks: [
        {
          id: 'wall',
          words: 'Lengthen the chain of deltas until the resume hits the wall.',
          done: (readings) =>
            readings.some(
              ({results}) =>
                Number(results.chain) > Number(start.chain) && Number(results.resume) > Number(results.resumeLimit),
            ),
        },
        {
          id: 'fits',
          words: 'Bring it back: the longest chain that still fits.',
          done: (readings) => readings.some(({results}) => Number(results.chain) === Number(results.maxChain)),
        },
        {
          id: 'storage',
          words: 'Change one thing that moves the wall itself: storage, base or page size.',
          done: (readings) => {
            const most = numberAt(tag, {scenario: track.presets.staging}, 'maxChain');
            return readings.some(
              ({results}) => movers.some((key) => results[key] !== start[key]) && results.maxChain !== most,
            );
          },
        },
      ],
    },
  ];
};

const brownoutBenches = (track: Track): Bench[] => {
  const tag = 'brownout-bench';
  const start = inputsAt(tag, {scenario: track.presets.staging});
  const into = (memory: 'fram' | 'flash', readings: Readings) =>
    readings.filter(({results}) => results.memoryType === memory);
  return [
    {
      tag,
      attributes: {scenario: track.presets.staging},
      tasks: [
        {
          id: 'flash',
          words: 'Save the same state to flash. Which limit breaks?',
          done: (readings) => {
            const states = seen('stateSize', into('fram', readings)).add(Number(start.stateSize));
            return into('flash', readings).some(({results}) => states.has(results.stateSize));
          },
        },
        {
          id: 'edge',
          words: 'Back to FeRAM: enlarge the state or shrink the capacitor until the save only just survives.',
          done: (readings) =>
            into('fram', readings).some(({results}) => results.survives === true && Number(results.margin) <= barely),
        },
        {
          id: 'break',
          words: 'One step further, still on FeRAM: let it fail, and see which copy is found afterwards.',
          done: (readings) => into('fram', readings).some(({results}) => results.survives === false),
        },
      ],
    },
  ];
};

const isTraining = (track: Track) => track.id === 'cloud' || track.id === 'edge';

/** Jeff Dean's question on each track: from the numbers its bench opens with to where they break. */
const challenges: Readonly<Record<TrackId, (track: Track) => string>> = {
  cloud: (track) => {
    const settings = {scenario: track.presets.staging};
    const {mathStop, bytesPerNode, ssdBandwidth} = valueAt('staging-bench', settings) as Record<string, number>;
    const {interval, ssdLife, networkLoad} = valueAt('staging-bench', {...settings, interval: 'optimal'}) as Record<
      string,
      number
    >;
    return `Your math stops for ${quantityInProse(mathStop, 'time')}: next to nothing. So save more often; least is lost at one save every ${quantityInProse(interval, 'time')}. There your drives are worn out after ${quantityInProse(ssdLife, 'time')}, and at one every ${quantityInProse(bytesPerNode / ssdBandwidth, 'time')} they would never rest. And every node drains at the same moment: with the training, ${quantityInProse(networkLoad, 'ratio')} of what the network carries. Propose staggered checkpoints. Who saves when, and what does it cost?`;
  },
  edge: (track) => {
    const settings = {scenario: track.presets.staging};
    const {mathStop, ssdLoad} = valueAt('staging-bench', settings) as Record<string, number>;
    const hard = {
      ...settings,
      interval: numberAt('staging-bench', {scenario: tracks.cloud.presets.staging}, 'interval'),
      ssdBandwidth: fewerDrives(track),
      drives: 1,
    };
    const {interval, ssdLife, bytesPerNode, ssdBandwidth} = valueAt('staging-bench', hard) as Record<string, number>;
    return `Your math stops for ${quantityInProse(mathStop, 'time')}, and your drives are busy ${quantityInProse(ssdLoad, 'ratio')} of the time: nobody complains. Now take the single drive of the second bench, and save as often as the Cloud Titan, every ${quantityInProse(interval, 'time')}. It is worn out after ${quantityInProse(ssdLife, 'time')}; at one save every ${quantityInProse(bytesPerNode / ssdBandwidth, 'time')} it would never rest. There is one node and nobody to take turns with. What do you stagger, and what does it cost?`;
  },
  mobile: (track) => {
    const settings = {scenario: track.presets.staging};
    const {writeRate, writeBandwidth, frameTime, meanSave} = valueAt('preemption-wall', settings) as Record<
      string,
      number
    >;
    return `Your resume is fast because you write the base again and again: ${quantityInProse(writeRate, 'bandwidth')}, of ${quantityInProse(writeBandwidth, 'bandwidth')} that the flash takes. Now lose next to nothing: save in every frame of ${quantityInProse(frameTime, 'time')}, as many pages changed. That asks for ${quantityInProse(meanSave / frameTime, 'bandwidth')}, and your flash is saturated. Stagger base and deltas: when do you compact, and what does a kill cost in the middle of it?`;
  },
  tiny: (track) => {
    const {saveEnergy, powerBudget, frameTime, saveFrames} = valueAt('brownout-bench', {
      scenario: track.presets.staging,
    }) as Record<string, number>;
    const interval = number(track, 'interval');
    return `Your save is safe, and at one every ${quantityInProse(interval, 'time')} it takes ${quantityInProse(saveEnergy / interval / powerBudget, 'ratio')} of your ${quantityInProse(powerBudget, 'power')}. Now lose next to nothing: save in every frame of ${quantityInProse(frameTime, 'time')}, and ${quantityInProse(saveFrames, 'ratio')} of it goes to saving. Which part of the state do you save when, and what may be lost?`;
  },
};

const stagingPart: Part = {
  number: 2,
  title: 'Asynchronous Staging',
  subtitle: (track) =>
    (({mobile: 'the preemption wall', tiny: 'the brown-out bench'}) as Record<string, string>)[track.id],
  brief: (track) =>
    ({
      cloud: () => {
        const {checkpointSize, writers, nodes, interval, uploadBandwidth} = valueAt('staging-bench', {
          scenario: track.presets.staging,
        }) as Record<string, number>;
        return `The audit took ${quantityInProse(number(track, 'writeTime'), 'time')} for a save as given: ${quantityInProse(number(track, 'writeBandwidth'), 'bandwidth')} into some store. Here you choose the way. All of the state, ${quantityInProse(checkpointSize, 'bytes')}, lies on ${quantityInProse(writers, 'count')} of your ${quantityInProse(nodes, 'count')} nodes, and only they save, every ${quantityInProse(interval, 'time')}: out of HBM, over ${quantityInProse(uploadBandwidth, 'bandwidth')} each, to the object store. The math stands still until it may go on. What it has to wait for is your choice too.`;
      },
      edge: () =>
        `Tonight your perception model is trained again, on one node with ${quantityInProse(scenarios.pod8.gpusPerNode, 'count')} GPUs. ${quantityInProse(numberAt('staging-bench', {scenario: track.presets.staging}, 'checkpointSize'), 'bytes')} of state go to S3, and the math waits. Morning comes early: what could it wait for instead?`,
      mobile: () =>
        `No warning, no callback: the process is gone. What is left is what was on storage. The wearer forgives ${quantityInProse(numberAt('preemption-wall', {scenario: track.presets.staging}, 'resumeLimit'), 'time')}. In that time you read the base, replay the deltas, and draw.`,
      tiny: () =>
        'The supply is cut. A capacitor holds a little energy, for a little time. Two limits, and each alone can end the save in the middle of a word.',
    })[track.id](),
  locks: (track) => [
    {cloud: 'staging-factor', edge: 'staging-factor', mobile: 'delta-factor', tiny: 'memory-factor'}[track.id],
  ],
  benches: (track) =>
    isTraining(track) ? stagingBenches(track) : track.id === 'mobile' ? wallBenches(track) : brownoutBenches(track),
  observe: (track) =>
    ({
      cloud: () =>
        'The stop shrank; the bytes did not. They now travel behind the back of the math, and ask for buffer, network and drives instead.',
      edge: () =>
        `The stop shrank; the bytes did not. As the bench opened, a copy on its way took ${quantityInProse(numberAt('staging-bench', {scenario: track.presets.staging}, 'networkLoad'), 'ratio')} of the network at most; on one node the bill goes to DRAM and drives.`,
      mobile: () =>
        'Short chains write much and resume fast. Long chains write little and run into the wall. The wall moves with storage, not with hope.',
      tiny: () => {
        const {stateSize, energyMargin, timeMargin, maxState} = valueAt('brownout-bench', {
          scenario: track.presets.staging,
        }) as Record<string, number>;
        return `Energy and time are two limits. For the ${quantityInProse(stateSize, 'bytes')} you began with, FeRAM has ${factorText(energyMargin)} the energy and ${factorText(timeMargin)} the time it needs; beyond ${quantityInProse(maxState, 'bytes')} it tears like any other. And a torn save is worse than none, unless the old copy still stands.`;
      },
    })[track.id](),
  prompts: (track) => [
    {
      id: 'dean',
      voice: 'Jeff Dean',
      imagined: true,
      text: () => challenges[track.id](track),
      hint: () => `Your ${track.stakeholder} reads along. Name one number that gets worse.`,
      evidence: () =>
        isTraining(track)
          ? [
              evidence('staging-bench', 'mathStop', 'the math stops', 'time'),
              evidence('staging-bench', 'durableAfter', 'safe after', 'time'),
              evidence('staging-bench', 'networkLoad', 'network at most', 'ratio'),
              evidence('staging-bench', 'ssdLoad', 'drives busy', 'ratio'),
              evidence('staging-bench', 'ssdLife', 'drives last', 'time'),
              evidence('staging-bench', 'groups', 'groups in turn', 'count'),
            ]
          : track.id === 'mobile'
            ? [
                evidence('preemption-wall', 'resume', 'resume', 'time'),
                evidence('preemption-wall', 'chain', 'deltas in the chain', 'count'),
                evidence('preemption-wall', 'maxChain', 'longest chain that fits', 'count'),
                evidence('preemption-wall', 'meanSave', 'a save writes, on average', 'bytes'),
                evidence('preemption-wall', 'writeRate', 'to the flash', 'bandwidth'),
              ]
            : [
                evidence('brownout-bench', 'energyMargin', 'energy held over energy needed', 'number'),
                evidence('brownout-bench', 'timeMargin', 'time held over time needed', 'number'),
                evidence('brownout-bench', 'saveTime', 'a save takes', 'time'),
                evidence('brownout-bench', 'maxState', 'largest state', 'bytes'),
              ],
      least,
    },
  ],
};

/** How many times cheaper the activation hash is than running twice: the whole network of the bench, and its narrowest layer. */
const hash = {
  whole: networkCost.dmr / networkCost.abft,
  narrow: Math.min(...LAYERS.map(({rows, columns}) => detectionCost({rows, columns}).ratio)),
};

/** The time for a frame on the track: of its own bench where that has frames, else of the detective. */
const frameOf = (track: Track): number =>
  Number(
    inputsAt(isTraining(track) ? 'sdc-detective' : track.id === 'mobile' ? 'preemption-wall' : 'brownout-bench', {
      scenario: isTraining(track) ? track.presets.detective : track.presets.staging,
    }).frameTime,
  );

/** What the device may draw, and in a frame; what a second run and what a hash add, if the network takes all of it. */
function budgetOf(track: Track) {
  const {powerBudget, frameEnergy} = valueAt('brownout-bench', {scenario: track.presets.staging}) as Record<
    string,
    number
  >;
  return {
    power: powerBudget,
    frame: frameEnergy,
    twice: 2 * frameEnergy,
    hash: frameEnergy / hash.whole,
    hashPower: powerBudget / hash.whole,
  };
}

const detectivePart: Part = {
  number: 3,
  title: 'SDC Detective',
  brief: (track) =>
    ({
      cloud:
        'Nothing crashed. No log says a word. Somewhere in the fleet a core has begun to miscount, and the loss curve looks like every other.',
      edge: 'Nothing crashed. One bit of one weight is not what it was, and at the next crossing the car sees green. Find out which of your alarms would have rung.',
      mobile:
        'Nothing crashed. One subtitle was wrong and nobody will ever report it. The model on the glasses has one bit that is not what it was.',
      tiny: `Nothing crashed. Your weights are ${numberFormats[inputsAt('sdc-detective', {scenario: track.presets.detective}).format as NumberFormat].bits} bits wide, and one of these flipped while the power sagged. You have next to no energy for finding out.`,
    })[track.id] +
    ` The network on the bench ${track.standIn}. It is small, but it is real: trained, running in this page, with every bit within reach.`,
  locks: () => ['loss-alarm'],
  benches: (track) => {
    const start = inputsAt('sdc-detective', {scenario: track.presets.detective});
    const isOpening = ({results}: Reading) => ['site', 'index', 'bits'].every((key) => results[key] === start[key]);
    const isSilent = ({results}: Reading) => results.effect === 'silent';
    return [
      {
        tag: 'sdc-detective',
        attributes: {'scenario': track.presets.detective, 'frame-time': quantityText(frameOf(track), 'time')},
        tasks: [
          // The bench opens on such a flip; that one counts when it was put right and made again.
          {
            id: 'silent',
            words: `Flip the bit back, then flip it again, or find another that changes ${track.wrong} while the loss keeps quiet.`,
            done: (readings) =>
              readings.some(
                (one, i) =>
                  isSilent(one) &&
                  (!isOpening(one) || readings.slice(0, i).some((before) => !isOpening(before) && !isSilent(before))),
              ),
          },
          {
            id: 'harmless',
            words: 'Flip a bit that changes nothing.',
            done: (readings) => readings.some(({results}) => results.effect === 'masked' && results.bits !== 'none'),
          },
          {
            id: 'detectors',
            words:
              'Switch detectors off until a single one still catches the flip. The alarm on the loss does not count.',
            done: (readings) =>
              readings.some(
                (one) =>
                  guards(one).length === 1 && !notOne.includes(guards(one)[0]) && one.results.outcome === 'detected',
              ),
          },
          {
            id: 'campaign',
            words: 'Open More and run a campaign. What was seen, and what escaped?',
            done: (_readings, made) => made.length > 0,
          },
        ],
      },
    ];
  },
  observe: (track) => {
    const spent = track.id === 'tiny' ? budgetOf(track) : undefined;
    return `Re-computing the activation hash costs ${quantityInProse(1 / hash.whole, 'ratio')} of a second run, by operations: ${factorText(hash.whole)} cheaper on this network, ${factorText(hash.narrow)} on its narrowest layer; the challenge under More shows where that turns. ${spent ? `If the network takes all of your ${quantityInProse(spent.power, 'power')}, a second run wants as much again, the hash ${quantityInProse(spent.hashPower, 'power')} more. ` : ''}A hash proves that bytes did not change, or that a sum comes out; the rest escapes.`;
  },
  prompts: (track) => [
    {
      id: 'safety-director',
      voice: 'The Safety Director',
      text: () =>
        ({
          cloud: () =>
            `I want every silent error found. All of them. Running everything twice doubles my bill, and you tell me a hash is ${factorText(hash.whole)} cheaper. Show me where that holds, and what still escapes.`,
          edge: () =>
            `I want every silent error found, inside the ${quantityInProse(frameOf(track), 'time')} of the safety loop, or this car does not drive. You tell me a hash is ${factorText(hash.whole)} cheaper than running twice. Show me where that holds, and what still escapes.`,
          mobile: () =>
            `I want every silent error found, inside a frame of ${quantityInProse(frameOf(track), 'time')}. Running twice drains the battery, and you tell me a hash is ${factorText(hash.whole)} cheaper; on the narrowest layer I count ${quantityInProse(Number(hash.narrow.toPrecision(2)), 'number')}. Show me where it holds, and what still escapes.`,
          tiny: () => {
            const {power, frame, twice, hash: check} = budgetOf(track);
            return `I want every silent error found. You have ${quantityInProse(power, 'power')}: ${quantityInProse(frame, 'energy')} for a frame of ${quantityInProse(frameOf(track), 'time')}. If the network spends it all, running it twice takes ${quantityInProse(twice, 'energy')}, and even a hash that is ${factorText(hash.whole)} cheaper adds ${quantityInProse(check, 'energy')} you do not have. What do you check, how often, and what do you let escape?`;
          },
        })[track.id](),
      hint: () => `All is a fault model, not a number. Your ${track.stakeholder} signs what you write.`,
      evidence: () => [
        evidence('sdc-detective', 'costRatio', 'running twice over the check', 'number'),
        evidence('sdc-detective', 'lossBefore', 'loss before', 'number'),
        evidence('sdc-detective', 'lossAfter', 'loss after', 'number'),
        evidence('sdc-detective', 'latency', 'frames to the alarm', 'count'),
        evidence('sdc-detective', 'campaign.coverage', 'seen of the harmful', 'ratio'),
        evidence('sdc-detective', 'escapes.checkpoints', 'checkpoints to keep', 'count'),
      ],
      least,
    },
  ],
};

export const parts: readonly Part[] = [audit, stagingPart, detectivePart];

/** After the third part: what it was all for. */
export const defence: readonly Prompt[] = [
  {
    id: 'throughput-or-integrity',
    voice: 'Your ledger',
    text: (track) =>
      `Throughput or integrity? You spent time, bytes and operations on both. If your ${track.stakeholder} lets you keep only one of your protections, which one, and what do you tell the people who live with the other risk?`,
    evidence: (track) => [
      ...parts.flatMap((part) => part.prompts(track).flatMap((prompt) => prompt.evidence(track).slice(2, 5))),
    ],
    least,
  },
  {
    id: 'availability',
    voice: 'Your ledger',
    text: () =>
      'Why was availability the primary constraint? Speed, cost and accuracy were on the table too. Say why the design had to begin with what happens when something fails.',
    evidence: (track) => audit.prompts(track)[0].evidence(track),
    least,
  },
];

/** Every prompt by id. */
export const promptOf = (id: string, track: Track): Prompt | undefined =>
  [...parts.flatMap((part) => part.prompts(track)), ...defence].find((prompt) => prompt.id === id);
