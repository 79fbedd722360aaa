/** Height in rem that a widget keeps free, from each container width up (pixels). */
export type Heights = ReadonlyArray<readonly [from: number, rem: number]>;

/** Kept free for a widget before it runs, and its least height after: nothing below it moves when it starts. `--rt-height` overrides. By selector; later ones win. */
export const heights: Readonly<Record<string, Heights>> = {
  'young-daly-curve': [[0, 76], [300, 72], [420, 61], [620, 37], [720, 35.5]],
  'young-daly-curve[view="fleet"]': [[0, 73], [300, 71], [420, 63], [620, 38], [720, 35.5]],
  'young-daly-curve[view="both"]': [[0, 132], [300, 129], [420, 111], [620, 65], [720, 62]],
};
