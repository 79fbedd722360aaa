/** Height kept free for a widget, in rem, from each container width up (pixels): nothing below it moves when it starts. `--rt-height` overrides. */
export const heights: ReadonlyArray<readonly [from: number, rem: number]> = [
  [0, 72],
  [420, 60],
  [620, 35],
];
