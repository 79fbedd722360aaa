/** Which GPUs work together: tensor, context, pipeline and data parallel groups. */
import {oneOf, throwInvalid, wholeNumber, within} from '../numerics/check.js';

/** The four ways to split a model and its data, innermost first. */
export type ParallelAxis = 'tp' | 'cp' | 'pp' | 'dp';

const AXES: readonly ParallelAxis[] = ['tp', 'cp', 'pp', 'dp'];

/** Sizes of the groups; tp·cp·pp·dp is the number of GPUs. */
export interface Parallelism {
  /** Tensor parallel: innermost, neighbours in a node. */
  tp: number;
  /** Context parallel. */
  cp: number;
  /** Pipeline stages. */
  pp: number;
  /** Data parallel replicas: outermost. */
  dp: number;
}

/**
 * Checks that the sizes are whole numbers whose product is the number of GPUs.
 *
 * @throws {RangeError} unless each size is a whole number >= 1 and tp·cp·pp·dp = gpus
 * @throws {TypeError} for values that are not numbers
 * @example checkParallelism({tp: 8, cp: 1, pp: 16, dp: 128}, 16_384)
 */
export function checkParallelism(parallelism: Parallelism, gpus: number): Parallelism {
  for (const axis of AXES) wholeNumber(axis, parallelism[axis], 1, 'GPUs in a group');
  const {tp, cp, pp, dp} = parallelism;
  if (tp * cp * pp * dp !== gpus) throwInvalid('tp·cp·pp·dp', tp * cp * pp * dp, `${gpus}, the number of GPUs`);
  return parallelism;
}

/** Distance between neighbours in a group of this axis, in ranks. */
function strideOf({tp, cp, pp}: Parallelism, axis: ParallelAxis): number {
  oneOf<ParallelAxis>('axis', axis, AXES);
  return axis === 'tp' ? 1 : axis === 'cp' ? tp : axis === 'pp' ? tp * cp : tp * cp * pp;
}

const worldSize = ({tp, cp, pp, dp}: Parallelism) => tp * cp * pp * dp;

function checkRank(parallelism: Parallelism, rank: number): number {
  return within('rank', wholeNumber('rank', rank, 0, 'GPU'), 0, worldSize(parallelism) - 1, 'GPU of this job');
}

/**
 * The place of a GPU (its rank) along the four axes, in the order of Llama 3: tp innermost, then cp, pp, dp.
 *
 * @throws {RangeError | TypeError} unless rank is a whole number from 0 to tp·cp·pp·dp − 1
 * @see https://arxiv.org/abs/2407.21783 (section 3.3.2)
 * @example rankCoordinates({tp: 8, cp: 1, pp: 16, dp: 128}, 137) // {tp: 1, cp: 0, pp: 1, dp: 1}
 */
export function rankCoordinates(parallelism: Parallelism, rank: number): Parallelism {
  checkRank(parallelism, rank);
  const {tp, cp, pp} = parallelism;
  return {
    tp: rank % tp,
    cp: Math.floor(rank / tp) % cp,
    pp: Math.floor(rank / (tp * cp)) % pp,
    dp: Math.floor(rank / (tp * cp * pp)),
  };
}

/**
 * The GPU at a place along the four axes: the inverse of {@link rankCoordinates}.
 *
 * @throws {RangeError | TypeError} unless each coordinate is a whole number from 0 to its size − 1
 * @see https://arxiv.org/abs/2407.21783 (section 3.3.2)
 * @example rankOf({tp: 8, cp: 1, pp: 16, dp: 128}, {tp: 1, cp: 0, pp: 1, dp: 1}) // 137
 */
export function rankOf(parallelism: Parallelism, at: Parallelism): number {
  let rank = 0;
  for (const axis of AXES) {
    within(
      `coordinate ${axis}`,
      wholeNumber(`coordinate ${axis}`, at[axis], 0, 'index'),
      0,
      parallelism[axis] - 1,
      'index',
    );
    rank += at[axis] * strideOf(parallelism, axis);
  }
  return rank;
}

/**
 * The index of the group of an axis that a GPU belongs to, from 0. Groups are numbered by their first GPU.
 *
 * @throws {RangeError | TypeError} like {@link rankCoordinates}, and for an unknown axis
 * @example groupOf({tp: 8, cp: 1, pp: 16, dp: 128}, 'tp', 137) // 17
 */
export function groupOf(parallelism: Parallelism, axis: ParallelAxis, rank: number): number {
  const stride = strideOf(parallelism, axis);
  checkRank(parallelism, rank);
  return Math.floor(rank / (stride * parallelism[axis])) * stride + (rank % stride);
}

/**
 * The GPUs of one group, ascending.
 *
 * @throws {RangeError | TypeError} unless axis is one of the four and group a group of that axis
 * @example groupMembers({tp: 8, cp: 1, pp: 16, dp: 128}, 'pp', 0) // 0, 8, 16, … 120
 */
export function groupMembers(parallelism: Parallelism, axis: ParallelAxis, group: number): number[] {
  const stride = strideOf(parallelism, axis);
  const size = parallelism[axis];
  within(
    'group',
    wholeNumber('group', group, 0, 'index'),
    0,
    worldSize(parallelism) / size - 1,
    `${axis} group of this job`,
  );
  const first = Math.floor(group / stride) * stride * size + (group % stride);
  return Array.from({length: size}, (_, i) => first + i * stride);
}

/**
 * The groups of an axis that lose at least one GPU when the GPUs from `from` up to (not including) `to` fall, ascending.
 *
 * @throws {RangeError | TypeError} unless 0 <= from < to <= tp·cp·pp·dp, whole numbers, and axis is one of the four
 * @example groupsHit({tp: 8, cp: 1, pp: 16, dp: 128}, 'dp', {from: 5328, to: 5336}) // 8 of them: 80 … 87
 */
export function groupsHit(
  parallelism: Parallelism,
  axis: ParallelAxis,
  {from, to}: {from: number; to: number},
): number[] {
  checkRank(parallelism, from);
  within('to', wholeNumber('to', to, 1, 'GPU'), from + 1, worldSize(parallelism), 'GPU after the last one hit');
  const hit = new Set<number>();
  for (let rank = from; rank < to; rank++) hit.add(groupOf(parallelism, axis, rank));
  return [...hit].sort((a, b) => a - b);
}
