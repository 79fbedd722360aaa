/** Height kept free for a widget, in rem, from each container width up (pixels): nothing below it moves when it starts. `--rt-height` overrides. */
export const heights: ReadonlyArray<readonly [from: number, rem: number]> = [
  [0, 76],
  [300, 72],
  [420, 61],
  [620, 37],
  [720, 35.5],
];
