import {scenarios} from '../models/index.js';

/** One of the mission's four readers-to-be. */
export interface Track {
  readonly id: TrackId;
  readonly name: string;
  readonly persona: string;
  readonly northStar: string;
  readonly crisis: string;
  /** To whom the reflections are addressed. */
  readonly stakeholder: string;
  /** What N counts here. */
  readonly unit: {readonly one: string; readonly many: string};
  /** What the network on the bench of part 3, which reads a traffic light, is to this reader. */
  readonly standIn: string;
  /** What its wrong answer would be. */
  readonly wrong: string;
  /** The preset of each part's widget. */
  readonly presets: {readonly curve: string; readonly staging: string; readonly detective: string};
}

export const trackIds = ['cloud', 'edge', 'mobile', 'tiny'] as const;
export type TrackId = (typeof trackIds)[number];

export const tracks: Readonly<Record<TrackId, Track>> = {
  cloud: {
    id: 'cloud',
    name: scenarios.cloud.label,
    unit: scenarios.cloud.unit,
    stakeholder: 'CFO',
    persona: 'You are the architect of a large language model.',
    northStar: 'Train Llama-3-70B to the end, on time.',
    crisis:
      'Checkpoint storm. Thousands of GPUs save at once, the network chokes, and the next failure comes before the bytes are safe.',
    standIn: 'stands in for your model and reads a traffic light',
    wrong: 'the answer (in your run, a wrong token)',
    presets: {curve: 'cloud', staging: 'cloud', detective: 'llama3'},
  },
  edge: {
    id: 'edge',
    name: scenarios.edge.label,
    unit: scenarios.edge.unit,
    stakeholder: 'Safety Lead',
    persona: 'You lead the software of an autonomous vehicle.',
    northStar: 'A safety loop that answers every time, in time.',
    crisis:
      'Silent corruption. A cosmic ray flipped a bit in the perception weights. The car sees green lights where there are red ones, and no alarm rings.',
    standIn: 'reads a traffic light, as your car does',
    wrong: 'what the car sees',
    presets: {curve: 'edge', staging: 'pod8', detective: 'edge'},
  },
  mobile: {
    id: 'mobile',
    name: scenarios.mobile.label,
    unit: scenarios.mobile.unit,
    stakeholder: 'UX Designer',
    persona: 'You build translation glasses.',
    northStar: 'Subtitles on the world, without a stutter.',
    crisis:
      'The preemption wall. The system wants the memory and kills your app without a word. The wearer must not notice.',
    standIn: 'stands in for your translator and reads a traffic light',
    wrong: 'the answer (on the glasses, a wrong subtitle)',
    presets: {curve: 'mobile', staging: 'mobile', detective: 'mobile'},
  },
  tiny: {
    id: 'tiny',
    name: scenarios.tiny.label,
    unit: scenarios.tiny.unit,
    stakeholder: 'Hardware Lead',
    persona: 'You lead a hearable that lives on harvested power.',
    northStar: 'Silence around one voice, on next to no power.',
    crisis: 'Brown-out. The voltage sags, and what is not in FeRAM before it is gone never happened.',
    standIn: 'stands in for the filter in the ear and reads a traffic light',
    wrong: 'the answer (in the ear, the wrong voice)',
    presets: {curve: 'tiny', staging: 'tiny', detective: 'tiny'},
  },
};

export const isTrack = (id: unknown): id is TrackId => (trackIds as readonly unknown[]).includes(id);
