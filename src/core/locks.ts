import type {Fields} from './fields.js';
import {nearest} from './nearest.js';

/** Inputs named in an attribute such as `locked`. */
export interface NamedInputs {
  /** Whether an input is named, by its attribute. */
  has(attribute: string): boolean;
  /** Names of no input, as sentences. */
  readonly problems: readonly string[];
}

/**
 * Reads which inputs `locked` or `hidden-controls` names: attribute names between spaces or commas, or a list of them, as
 * frameworks set it. `all`, `true` and the attribute alone name every input; `false` none.
 *
 * @example readNames('locked', 'nodes write-time', fields).has('nodes')
 */
export function readNames(attribute: string, raw: unknown, fields: Fields): NamedInputs {
  const words = (Array.isArray(raw) ? raw : String(raw ?? 'false').split(/[\s,]+/)).map(String).filter(Boolean);
  const known = new Set(Object.values(fields).map((field) => field.attribute));
  const all = raw === '' || words.some((word) => word === 'all' || word === 'true');
  const named = words.filter((word) => !['all', 'true', 'false'].includes(word));
  return {
    has: (name) => all || named.includes(name),
    problems: named
      .filter((name) => !known.has(name))
      .map((name) => `${attribute}="${name}" is not an input; the nearest is ${nearest(name, [...known])}`),
  };
}
