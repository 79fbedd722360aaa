/** A copy that goes over the network, and the drain that wants the same network. */
import type {PreparedPlan} from './staging-plan.js';

/**
 * Share of its speed that a copy over the network keeps while the drain asks for `drain` bytes/s of the same network; the drain
 * keeps the same share. 1 for a copy that uses none.
 */
export const networkShare = ({copyUsesNetwork, copy, network, writers}: PreparedPlan, drain: number): number =>
  copyUsesNetwork ? Math.min(1, network / (writers * copy + drain)) : 1;

/**
 * A copy to a peer's DRAM and the drain behind it, which share the network until the copy is done: from then on the drain has
 * it for itself.
 */
export function sharedCopy(p: PreparedPlan, upload: number, perGroup: number): {stop: number; durable: number} {
  const asked = Math.min(upload, p.copy);
  const share = networkShare(p, asked * perGroup);
  const [fill, drain] = [p.copy * share, asked * share];
  const copyTime = p.bytes / fill;
  const full = fill > drain ? p.buffer / (fill - drain) : Infinity;
  if (full >= copyTime) return {stop: copyTime, durable: copyTime + Math.max(0, p.bytes - drain * copyTime) / upload};
  // The rest comes as fast as it leaves, and both still use the network.
  const slow = upload * Math.min(1, p.network / (p.writers * upload + perGroup * upload));
  const stop = full + (p.bytes - fill * full) / slow;
  return {stop, durable: stop + p.buffer / upload};
}

/** The least time a copy out of HBM takes beside the drain of the writers whose turn it is, seconds. */
export function leastStop(p: PreparedPlan): number {
  const senders = p.random ? p.writers : p.sizes[0];
  const upload = Math.min(p.upload, p.store / senders, p.network / senders, p.copy);
  return p.bytes / (p.copy * networkShare(p, senders * upload));
}
