import {reconcile} from '../core/reconcile.js';
import {formatQuantity, type Dimension} from '../models/index.js';
import {definitionOf, pickSet, resultAt, type Settings} from '../core/definition.js';

/** A widget's model at these inputs: the same that the widget shows. */
export function valueAt(tag: string, settings: Settings): Record<string, unknown> {
  const definition = definitionOf(tag);
  if (!definition) throw new RangeError(`there is no model of <${tag}>`);
  return definition.evaluate(settings) as Record<string, unknown>;
}

/** What a widget's inputs are at these, filled up. */
export function inputsAt(tag: string, settings: Settings): Settings {
  const {fields, inputs} = definitionOf(tag)!;
  const value = valueAt(tag, settings) as Settings;
  return {...pickSet(value, Object.keys(fields)), ...inputs(settings)};
}

/** The same after a change by the reader, with what it carries along. */
export function changedTo(tag: string, settings: Settings, changes: Settings): Record<string, unknown> {
  return valueAt(tag, reconcile(definitionOf(tag)!, settings, changes));
}

/** A number of a widget's model, by path. */
export const numberAt = (tag: string, settings: Settings, path: string): number =>
  Number(resultAt(valueAt(tag, settings), path));

/** A quantity as it stands in the mission's sentences: number and unit stay on one line. */
export const quantityInProse = (value: number, dimension: Dimension, digits = 3): string =>
  formatQuantity(value, dimension, {digits}).replaceAll(' ', '\u00a0');
export const factorText = (factor: number): string =>
  `${formatQuantity(Number(factor.toPrecision(factor < 100 ? 2 : 3)), 'number')} times`;
