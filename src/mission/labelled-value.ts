import {formatQuantity, type Dimension} from '../models/index.js';
import type {Definition} from '../core/definition.js';
import {showField} from '../core/fields.js';

const capitals: Readonly<Record<string, string>> = {
  mtbf: 'MTBF',
  fit: 'FIT',
  gpu: 'GPU',
  gpus: 'GPUs',
  ssd: 'SSD',
  nvme: 'NVMe',
  dram: 'DRAM',
  dp: 'DP',
  young: 'Young',
  daly: 'Daly',
};

/** `waste.total` and `mathStop` as words: `Waste, total` and `Math stop`. */
function words(path: string): string {
  const text = path
    .split('.')
    .map((key) =>
      key
        .replace(/([a-z\d])([A-Z])/g, (_, end: string, start: string) => `${end} ${start}`)
        .toLowerCase()
        .split(' ')
        .map((word) => capitals[word] ?? word)
        .join(' '),
    )
    .join(', ');
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}

/** The dimension of a result, or of what a record says of one: `campaign.coverage` and `coverageLow` are of the dimension of `coverage`. */
function dimensionOf({results}: Definition, key: string): Dimension | undefined {
  for (let name = key.split('.').at(-1)!; name; name = name.replace(/[A-Z][a-z\d]*$|^[a-z\d]*$/, ''))
    if (results[name]) return results[name];
  return undefined;
}

/** Times below this are what rounding leaves of nothing, seconds. */
const noTime = 1e-12;

/** A value with its name: of an input by its field, of a result by its dimension, of all else in a run by the widget's word for it. */
export function labelledValue(
  definition: Definition,
  key: string,
  value: number | string | boolean,
  record: Readonly<Record<string, unknown>> = {},
): {label: string; text: string} {
  const field = definition.fields[key];
  if (field && (typeof value === 'number' || typeof value === 'string'))
    return {label: field.label, text: showField(field, value)};
  const {label = words(key), dimension = definition.results[key] ?? dimensionOf(definition, key) ?? 'number'} =
    definition.recordLabels?.(record)[key] ?? {};
  if (typeof value !== 'number') return {label, text: value === true ? 'yes' : value === false ? 'no' : String(value)};
  return {label, text: formatQuantity(dimension === 'time' && Math.abs(value) < noTime ? 0 : value, dimension)};
}
