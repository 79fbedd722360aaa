import type {Definition, Settings} from '../core/definition.js';
import {readField, type Field} from '../core/fields.js';
import {reconcile} from '../core/reconcile.js';
import {formulas} from './formulas/index.js';

/** A formula with its inputs: those of the widget it belongs to. */
export type PeekValue = Readonly<Record<string, unknown>> & {readonly formula: string};

const first = Object.keys(formulas)[0];

export const formulaField: Field = {
  attribute: 'formula',
  dimension: 'choice',
  choices: Object.keys(formulas),
  label: 'Formula',
  example: 'exact',
  doc: 'The formula shown.',
};

/**
 * What a `<math-peek>` on its own may be told: the formula, and whatever the widgets with formulas may be told. Several of them
 * may have an input of one name, with other presets and ranges: the one that the formula belongs to decides. What it lacks or
 * cannot take has no effect, and a notice says so.
 */
export function peekDefinition(widgets: readonly Definition[]): Definition<PeekValue> {
  const withFormulas = widgets.filter(({formulas: ids}) => ids?.length);
  const fields: Record<string, Field> = {formula: formulaField};
  for (const widget of withFormulas) for (const [key, field] of Object.entries(widget.fields)) fields[key] ??= field;
  const modelOf = ({formula = first}: Settings): Definition =>
    withFormulas.find(({formulas: ids}) => ids!.includes(formula as string)) ?? withFormulas[0];
  const ownField = (key: string, settings: Settings): Field | undefined => {
    const own = modelOf(settings).fields;
    return Object.hasOwn(own, key) ? own[key] : undefined;
  };
  const accepts = (settings: Settings, [key, value]: [string, number | string]): boolean => {
    const field = ownField(key, settings);
    return field !== undefined && readField(field, value).ok;
  };
  /** What the formula's widget understands of it. */
  const own = (settings: Settings): Settings =>
    Object.fromEntries(Object.entries(settings).filter((entry) => accepts(settings, entry)));
  const withFormula = ({formula}: Settings, settings: Settings): Settings =>
    formula === undefined ? settings : {formula, ...settings};
  return {
    tag: 'math-peek',
    fields,
    fieldOf: (key, settings) => ownField(key, settings) ?? fields[key],
    formulas: withFormulas.flatMap(({formulas: ids}) => ids!),
    results: Object.assign({}, ...withFormulas.map(({results}) => results)) as Definition['results'],
    rules: {
      alternatives: withFormulas.flatMap(({rules}) => rules.alternatives ?? []),
      // Each widget settles its inputs by its own rules; what is not its own stays as it was.
      settle(before, changes) {
        const after = {...before, ...changes};
        const mine = own({...withFormula(after, changes)});
        if (!Object.keys(mine).length) return after;
        const foreign = Object.fromEntries(
          Object.entries(after).filter(([key]) => key !== 'formula' && !ownField(key, after)),
        );
        return withFormula(after, {...foreign, ...reconcile(modelOf(after), own(withFormula(after, before)), mine)});
      },
    },
    inputs: (settings) => modelOf(settings).inputs(own(settings)),
    evaluate: (settings) =>
      Object.freeze({formula: (settings.formula ?? first) as string, ...modelOf(settings).evaluate(own(settings))}),
    conflicts: (settings) => [
      ...Object.entries(settings).flatMap(([key, value]) => {
        const field = ownField(key, settings);
        const reading = field && readField(field, value);
        return reading && !reading.ok
          ? [`${reading.problem}, as formula="${String(settings.formula ?? first)}" has it`]
          : [];
      }),
      ...(modelOf(settings).conflicts?.(own(settings)) ?? []),
    ],
    describeAnswer: (value, path, answer) => modelOf({formula: value.formula}).describeAnswer?.(value, path, answer),
    sources: (settings) => modelOf(settings).sources(own(settings)),
  };
}
