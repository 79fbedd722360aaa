import {chmodSync} from 'node:fs';
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import license from 'rollup-plugin-license';
import {typeset} from './scripts/typeset.mjs';
import {without} from './scripts/without.mjs';
import {lazyModule} from './scripts/lazy-module.mjs';
import {sharedProgram} from './scripts/program.mjs';
import {version, versionModule} from './scripts/version-module.mjs';

/** What minifying leaves of line breaks stands in templates of CSS and HTML, where one space says the same. */
const oneLine = {name: 'one-line', renderChunk: (code) => ({code: code.replace(/\n\s*/g, ' '), map: null})};

/** The page's `rem` may be anything: in a sheet of ours it is `--rem` (theme.ts). */
const ownRem = (sheet) =>
  sheet.replace(/(--rem:[^;]*;)|([\d.]+)rem\b/g, (_, kept, size) => kept ?? `calc(${size}*var(--rem))`);

/** Style sheets, without spaces and comments that say nothing. */
const tightStyles = {
  name: 'tight-styles',
  transform: (code, id) =>
    /[\\/]src[\\/].*\.ts$/.test(id) && /\bcss ?`/.test(code)
      ? {
          code: code.replace(/\bcss ?`[^`]*`/g, (sheet) =>
            ownRem(sheet)
              .replace(/\/\*[^]*?\*\//g, '')
              .replace(/\s+/g, ' ')
              .replace(/ ?([{;]) /g, '$1')
              .replace(/;? \}/g, '}'),
          ),
          map: null,
        }
      : null,
};

/** The sentences for authors in the field tables: the manifest and the docs read them in the sources, the page never. Also where a helper takes them by place. */
const noDocs = {
  name: 'no-docs',
  transform(code, id) {
    if (!/(inputs|attributes)\.ts$/.test(id)) return null;
    const [helpers, calls, cuts] = [new Map(), [], []];
    const visit = (node) => {
      if (!node || typeof node !== 'object') return;
      if (node.type === 'VariableDeclarator' && node.init?.type === 'ArrowFunctionExpression')
        helpers.set(
          node.id.name,
          node.init.params.findIndex(({name}) => name === 'doc'),
        );
      if (node.type === 'CallExpression') calls.push(node);
      if (node.type === 'Property' && node.key.name === 'doc' && !node.shorthand) cuts.push(node.value);
      Object.values(node).forEach(visit);
    };
    visit(this.parse(code));
    for (const {callee, arguments: given} of calls)
      if (given[helpers.get(callee.name)]) cuts.push(given[helpers.get(callee.name)]);
    cuts.sort((a, b) => b.start - a.start);
    return {code: cuts.reduce((text, {start, end}) => `${text.slice(0, start)}0${text.slice(end)}`, code), map: null};
  },
};

/** The packages inside functions, for their licenses. */
const dependencies = new Map();
const held = {dependencies, onwarn: (warning) => onwarn(warning)};

/** The licenses of what the bundle holds of others, also inside functions. */
const notices = license({
  thirdParty: {
    output: {
      file: 'dist/THIRD-PARTY-LICENSES.txt',
      template: (all) =>
        [...new Map([...all.map((one) => [one.name, one]), ...dependencies]).values()]
          .map((one) => one.text())
          .join('\n\n---\n\n'),
    },
  },
});

const plugins = () => [
  versionModule,
  without,
  sharedProgram(held),
  lazyModule(held),
  resolve({browser: true, exportConditions: ['production']}),
  commonjs(),
  typeset(),
  tightStyles,
  typescript({
    tsconfig: 'tsconfig.json',
    compilerOptions: {noEmit: false, declaration: false, sourceMap: false, noCheck: true},
  }),
  noDocs,
  terser({module: true, ecma: 2022, compress: {passes: 3}, format: {comments: /^!/}}),
  oneLine,
];

/** Circular imports inside third-party packages are harmless; every other warning stops the build. */
const onwarn = (warning) => {
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every((id) => id.includes('node_modules'))) return;
  throw new Error(warning.message);
};

const banner = `/*! reliability-tax ${version}, MIT license; licenses of lit, Plot, d3 and others inside: THIRD-PARTY-LICENSES.txt */`;
const output = {dir: 'dist', banner, generatedCode: 'es2015', inlineDynamicImports: true};

/** In Node: the drawing code with a page to draw on (linkedom), and the command. Of lit nothing is needed but its types. */
const nodePlugins = [
  versionModule,
  resolve({browser: true, exportConditions: ['production']}),
  commonjs(),
  typescript({
    tsconfig: 'src/render/tsconfig.json',
    compilerOptions: {noEmit: false, declaration: false, sourceMap: false, noCheck: true},
  }),
  terser({module: true, format: {comments: /^!/}}),
  license({thirdParty: {output: 'dist/THIRD-PARTY-LICENSES-RENDER.txt'}}),
  {name: 'executable', writeBundle: () => chmodSync('dist/cli.js', 0o755)},
];
const render = {
  input: {render: 'src/render/index.ts', cli: 'src/render/cli.ts'},
  onwarn,
  plugins: nodePlugins,
  external: /^node:/,
  treeshake: {moduleSideEffects: (id) => !/node_modules\/(@lit|lit)/.test(id)},
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    format: 'es',
    banner: ({name}) =>
      (name === 'cli' ? '#!/usr/bin/env node\n' : '') +
      banner.replace('lit, Plot, d3', 'linkedom, Plot, d3').replace('LICENSES', 'LICENSES-RENDER'),
  },
};

export default [
  {
    input: 'src/index.ts',
    onwarn,
    plugins: [...plugins(), notices],
    output: [
      {...output, entryFileNames: 'reliability-tax.js', format: 'es'},
      {...output, entryFileNames: 'reliability-tax.iife.js', format: 'iife', name: 'reliabilityTax'},
    ],
  },
  {
    input: 'src/models/index.ts',
    onwarn,
    plugins: plugins(),
    output: {...output, entryFileNames: 'models.js', format: 'es'},
  },
  render,
];
