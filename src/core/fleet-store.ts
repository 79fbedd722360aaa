import type {Settings} from './definition.js';

/** One member of a fleet: a widget or a number in prose. */
export interface Member {
  /** Takes inputs another member changed (or, `authored`, was written with); never answers with events. */
  adopt(inputs: Settings, authored?: boolean): void;
  /** Another member has new results. */
  refresh?(): void;
}

interface Fleet {
  members: Set<Member>;
  inputs: Record<string, number | string>;
  /** Inputs some author or reader set, as against defaults. */
  setByHand: Set<string>;
  /** The newest result of each tag. */
  values: Map<string, object>;
}

const fleets = new Map<string, Fleet>();

const fleetOf = (name: string): Fleet => {
  let fleet = fleets.get(name);
  if (!fleet) fleets.set(name, (fleet = {members: new Set(), inputs: {}, setByHand: new Set(), values: new Map()}));
  return fleet;
};

/**
 * Joins a fleet. Inputs that the author `decided` on this member are announced to the others; for the rest the fleet's hold.
 * Returns the inputs to adopt.
 */
export function joinFleet(
  name: string,
  member: Member,
  inputs: Settings = {},
  decided: ReadonlySet<string> = new Set(),
): Settings {
  const fleet = fleetOf(name);
  fleet.members.add(member);
  const adopted: Record<string, number | string> = {};
  const announced: Record<string, number | string> = {};
  for (const [key, value] of Object.entries(inputs)) {
    const mine = decided.has(key);
    if (!(key in fleet.inputs) || (mine && !fleet.setByHand.has(key))) {
      fleet.inputs[key] = announced[key] = value;
      if (mine) fleet.setByHand.add(key);
    } else adopted[key] = fleet.inputs[key];
  }
  if (Object.keys(announced).length) notifyOthers(fleet, member, announced, true);
  return adopted;
}

/** Leaves a fleet; the last to leave takes its memory along. */
export function leaveFleet(name: string, member: Member): void {
  const fleet = fleets.get(name);
  if (fleet?.members.delete(member) && fleet.members.size === 0) fleets.delete(name);
}

/** Tells the others what a member's inputs now are. */
export function publishInputs(name: string, member: Member, inputs: Settings): void {
  const fleet = fleetOf(name);
  const changed = Object.fromEntries(Object.entries(inputs).filter(([key, value]) => fleet.inputs[key] !== value));
  if (!Object.keys(changed).length) return;
  Object.assign(fleet.inputs, changed);
  for (const key of Object.keys(changed)) fleet.setByHand.add(key);
  notifyOthers(fleet, member, changed);
}

/** Leaves the newest result of a tag where prose can find it. */
export function publishValue(name: string, tag: string, value: object): void {
  const fleet = fleetOf(name);
  fleet.values.set(tag, value);
  for (const member of fleet.members) member.refresh?.();
}

/** Who is in a fleet, in the order they joined. */
export const fleetMembers = (name: string): Iterable<Member> => fleets.get(name)?.members ?? [];

export const fleetValue = (name: string, tag: string): object | undefined => fleets.get(name)?.values.get(tag);

function notifyOthers(fleet: Fleet, from: Member, changed: Settings, authored = false): void {
  for (const member of [...fleet.members]) if (member !== from) member.adopt(changed, authored);
}
