/** Height in rem that a widget keeps free, from each container width up (pixels). */
export type Heights = ReadonlyArray<readonly [from: number, rem: number]>;

/** Kept free for a widget before it runs, and its least height after: nothing below it moves when it starts. `--rt-height` overrides. By selector; later ones win. */
export const heights: Readonly<Record<string, Heights>> = {
  'young-daly-curve': [[0, 76], [300, 74.2], [420, 61.8], [620, 37], [720, 35.5]],
  'young-daly-curve[view="fleet"]': [[0, 73], [300, 71], [420, 63], [620, 38], [720, 35.5]],
  'young-daly-curve[view="both"]': [[0, 132], [300, 129], [420, 111], [620, 65], [720, 62]],
  'failure-topology': [[0, 79], [340, 77.2], [420, 71], [620, 44.5], [720, 39], [745, 37], [960, 45.5]],
  'sdc-detective': [[0, 95.5], [300, 97.5], [420, 95.5], [430, 77.5], [500, 68], [620, 59], [660, 60.4], [696, 42.5], [720, 41.2], [745, 38]],
  'staging-bench': [[0, 78.2], [340, 75.7], [420, 68.8], [500, 62.7], [620, 39.5], [720, 36.9], [740, 35.8]],
  'brownout-bench': [[0, 68.3], [340, 66.9], [420, 59.9], [460, 58.7], [500, 56.7], [620, 37.5], [720, 34.9]],
  'math-peek': [[0, 26.5], [420, 25.4], [620, 25.2], [720, 22.7], [960, 21.2]],
  'reflection-note': [[0, 15.5]],
  'design-ledger': [[0, 11.8], [420, 9.6], [500, 8.5]],
  ':is(track-picker, reliability-mission)': [[0, 52.5], [420, 43], [500, 40.3], [560, 39], [620, 27.5], [720, 24.8], [800, 23.5], [960, 27.5]],
  'preemption-wall': [[0, 65.5], [320, 64], [360, 62.9], [420, 53.4], [460, 52], [500, 45.4], [560, 44.2], [620, 38.8], [680, 37.5], [745, 34.9]],
};
