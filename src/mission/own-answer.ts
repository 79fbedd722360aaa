import {reconcile} from '../core/reconcile.js';
import {definitionOf, resultAt, type Settings} from '../core/definition.js';
import {readField} from '../core/fields.js';
import type {Numbers} from '../ledger/entries.js';

/** The change an author wrote, read like attributes. */
export function parseChanges(tag: string, text: string): Settings {
  const {fields} = definitionOf(tag)!;
  return Object.fromEntries(
    text.split(/;\s*|,\s+/).map((one) => {
      const [attribute, written = ''] = one.split('=').map((side) => side.trim());
      const [key, field] = Object.entries(fields).find(([, {attribute: name}]) => name === attribute) ?? [];
      const reading = field && readField(field, written);
      if (!key || !reading?.ok)
        throw new RangeError(
          `when="${text}": ${reading && !reading.ok ? reading.problem : `"${attribute}" is no input of <${tag}>`}`,
        );
      return [key, reading.value];
    }),
  );
}

/** What the models say to it. */
export function computeOwnAnswer(tag: string, settings: Settings, of: string, when?: string): Numbers {
  const definition = definitionOf(tag)!;
  const at = (inputs: Settings) => Number(resultAt(definition.evaluate(inputs), of));
  const before = at(settings);
  if (!when) return {number: before};
  const after = at(reconcile(definition, settings, parseChanges(tag, when)));
  const moved = Math.abs(after - before) <= 1e-9 * Math.abs(before) ? 'same' : after > before ? 'increase' : 'decrease';
  return {choice: moved, before, after};
}

/** What an entry tells of an author's own question: which result, after which change, at which inputs. */
export function readOwnQuestion({element, prompt: _, of, when, ...settings}: Numbers): {
  tag: string;
  of: string;
  when?: string;
  settings: Settings;
} {
  return {tag: String(element), of: String(of), settings, ...(when === undefined ? {} : {when: String(when)})};
}
