import type {Definition, Settings} from './definition.js';
import type {Rules} from './rules.js';

/**
 * The settings after a change: another preset takes back what was set before it; what changes along is computed; alternatives
 * and what lost its meaning are taken back. Every change goes through here, whoever makes it. `changes` are values that the
 * fields accept.
 */
export function reconcile({rules, inputs}: Definition, before: Settings, changes: Settings): Settings {
  if (rules.settle) return rules.settle(before, changes);
  const {presetKeeps = [], alternatives = [], forgets = {}, carries = []} = rules;
  const {scenario} = changes;
  if (scenario !== undefined && scenario !== before.scenario && Object.keys(changes).length === 1) {
    const kept = ['seed', ...presetKeeps].filter((key) => before[key] !== undefined);
    return {...Object.fromEntries(kept.map((key) => [key, before[key]])), scenario};
  }
  const all = {...changes};
  for (const {with: key, unless = [], carried} of carries)
    if (changes[key] !== undefined && unless.every((other) => changes[other] === undefined))
      Object.assign(all, carried(before, changes));
  const forgotten = new Set<string>();
  for (const [key, others = []] of Object.entries(forgets))
    if (changes[key] !== undefined && changes[key] !== inputs(before)[key])
      for (const other of others) forgotten.add(other);
  for (const group of alternatives)
    if (group.some((key) => all[key] !== undefined)) for (const key of group) forgotten.add(key);
  const kept = Object.entries(before).filter(([key]) => !forgotten.has(key));
  const set = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...kept, ...set]);
}

/** The inputs that some settings decide: each of them, other ways to write it, and with a preset all. */
export function decidedBy({rules, inputs}: Definition, settings: Settings): ReadonlySet<string> {
  if ('scenario' in settings) return new Set(Object.keys(inputs(settings)));
  return writtenBy(rules, settings);
}

/** The inputs written one by one in some settings, and other ways to write them. */
export function writtenBy({alternatives = []}: Rules, settings: Settings): ReadonlySet<string> {
  const keys = Object.keys(settings);
  return new Set([...keys, ...alternatives.filter((group) => group.some((key) => key in settings)).flat()]);
}
