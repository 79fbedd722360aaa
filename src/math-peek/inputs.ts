import type {Definition, Settings} from '../core/definition.js';
import type {Field} from '../core/fields.js';
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

/** What a `<math-peek>` on its own may be told: the formula, and whatever the widgets with formulas may be told. */
export function peekDefinition(widgets: readonly Definition[]): Definition<PeekValue> {
  const withFormulas = widgets.filter(({formulas: ids}) => ids?.length);
  const fields: Record<string, Field> = {formula: formulaField};
  for (const widget of withFormulas) for (const [key, field] of Object.entries(widget.fields)) fields[key] ??= field;
  const modelOf = ({formula = first}: Settings): Definition =>
    withFormulas.find(({formulas: ids}) => ids!.includes(formula as string)) ?? withFormulas[0];
  /** What the formula's widget understands of it. */
  const own = (settings: Settings): Settings =>
    Object.fromEntries(
      Object.entries(settings).filter(([key]) => key !== 'formula' && Object.hasOwn(modelOf(settings).fields, key)),
    );
  return {
    tag: 'math-peek',
    fields,
    formulas: withFormulas.flatMap(({formulas: ids}) => ids!),
    results: Object.assign({}, ...withFormulas.map(({results}) => results)) as Definition['results'],
    reconcile(before, changes) {
      const {formula = before.formula, ...rest} = changes;
      const model = modelOf({...before, ...changes});
      const next = Object.keys(rest).length
        ? model.reconcile(own(before), own({...rest, ...(formula === undefined ? {} : {formula})}))
        : own(before);
      return formula === undefined ? next : {...next, formula};
    },
    inputs: (settings) => modelOf(settings).inputs(own(settings)),
    evaluate: (settings) =>
      Object.freeze({formula: (settings.formula ?? first) as string, ...modelOf(settings).evaluate(own(settings))}),
    conflicts: (settings) => modelOf(settings).conflicts?.(own(settings)) ?? [],
    describeAnswer: (value, path, answer) => modelOf({formula: value.formula}).describeAnswer?.(value, path, answer),
    sources: (settings) => modelOf(settings).sources(own(settings)),
  };
}
