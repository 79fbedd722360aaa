/**
 * The house's arrows: models <- widget <- math-peek, mission <- elements <- define, render. Nothing in a lower room knows
 * of a higher one, and no element knows another. Run by `npm run lint`.
 */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: {path: `^src/${from}/`},
  to: {path: '^src/', pathNot: [...allowed.map((room) => `^src/${room}/`), '^src/virtual[.]d[.]ts$']},
});

/** Circles there are today; a new one is an error. */
const knownCircles = [
  '^src/ui/help-dialog[.]ts$',
  '^src/math-peek/own-formula-box[.]ts$',
  '^src/elements/staging-bench/challenge[.]ts$',
];

export default {
  forbidden: [
    only('models-alone', 'models', ['models'], 'Models are numbers only.'),
    only('widget-below', 'widget', ['models', 'widget'], 'What widgets share knows no widget.'),
    only('math-peek-below', 'math-peek', ['models', 'widget', 'math-peek'], 'Formulas know no element.'),
    only('mission-below', 'mission', ['models', 'widget', 'mission'], 'The mission is data.'),
    {
      name: 'no-element-knows-another',
      comment: 'Elements meet in attributes, events and the fleet.',
      severity: 'error',
      from: {path: '^src/elements/([^/]+)/'},
      to: {path: '^src/elements/', pathNot: '^src/elements/$1/'},
    },
    {
      name: 'nothing-above',
      comment: 'Only the entry points know all elements.',
      severity: 'error',
      from: {path: '^src/(models|widget|math-peek|mission|elements)/'},
      to: {path: '^src/(render/|define|index)'},
    },
    {
      name: 'mathjs-in-one-place',
      severity: 'error',
      from: {path: '^src/', pathNot: '^src/math-peek/(engine|to-mathml|own-formula)[.]ts$'},
      to: {path: 'node_modules/(mathjs|katex)/'},
    },
    {name: 'no-circles', severity: 'error', from: {path: '^src/', pathNot: knownCircles}, to: {circular: true}},
  ],
  options: {
    doNotFollow: {path: 'node_modules'},
    tsConfig: {fileName: 'tsconfig.json'},
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {extensions: ['.ts', '.js', '.mjs', '.json']},
  },
};
