/**
 * The house's arrows, which point one way:
 *
 *     models <- core <- draw, jobs, ledger <- ui <- math-peek, mission <- elements <- define, render
 *
 * Run by `npm run check:lint`.
 */
const below = {
  'models': [],
  'core': ['models'],
  'draw': ['models', 'core'],
  'jobs': ['models', 'core'],
  'ledger': ['models', 'core'],
  'ui': ['models', 'core', 'draw', 'jobs', 'ledger'],
  'math-peek': ['models', 'core', 'draw', 'jobs', 'ledger', 'ui'],
  'mission': ['models', 'core', 'ledger', 'draw', 'jobs'],
  'elements': ['models', 'core', 'draw', 'jobs', 'ledger', 'ui', 'math-peek', 'mission'],
  'render': ['models', 'core', 'draw', 'ledger', 'mission', 'elements', 'math-peek'],
};

const rooms = Object.entries(below).map(([room, allowed]) => ({
  name: `${room}-knows-only-rooms-below`,
  severity: 'error',
  from: {path: `^src/${room}/`},
  to: {path: '^src/', pathNot: `^src/((${[room, ...allowed].join('|')})/|virtual[.]d[.]ts$)`},
}));

export default {
  forbidden: [
    ...rooms,
    {
      name: 'no-element-knows-another',
      comment: 'Elements meet in attributes, events and the fleet store.',
      severity: 'error',
      from: {path: '^src/elements/([^/]+)/'},
      to: {path: '^src/elements/', pathNot: '^src/elements/$1/'},
    },
    {
      name: 'mathjs-and-katex-in-math-peek',
      severity: 'error',
      from: {path: '^src/', pathNot: '^src/math-peek/'},
      to: {path: 'node_modules/(mathjs|katex)/'},
    },
    {name: 'no-cycles', severity: 'error', from: {path: '^src/'}, to: {circular: true}},
  ],
  options: {
    doNotFollow: {path: 'node_modules'},
    tsConfig: {fileName: 'tsconfig.json'},
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {extensions: ['.ts', '.js', '.mjs', '.json']},
  },
};
