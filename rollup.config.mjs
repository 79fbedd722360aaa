import {chmodSync, readFileSync} from 'node:fs';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import resolve from '@rollup/plugin-node-resolve';
import typescript from '@rollup/plugin-typescript';
import {minify} from 'rollup-plugin-esbuild';
import license from 'rollup-plugin-license';
import {typeset} from './scripts/plugins/typeset.mjs';
import {workerText} from './scripts/plugins/worker-source.mjs';

const {version} = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** One output's plugins. esbuild minifies in a fifth of a second what terser takes ten for, into 3 % more gzip. */
const plugins = (tsconfig) => [
  typeset(),
  workerText(),
  json({namedExports: true}),
  resolve({browser: true, exportConditions: ['production']}),
  commonjs(),
  typescript({tsconfig, compilerOptions: {noEmit: false, declaration: false, sourceMap: false, noCheck: true}}),
  minify({target: 'es2022'}),
];

/** Circular imports inside third-party packages are harmless; every other warning stops the build. */
const onwarn = (warning) => {
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every((id) => id.includes('node_modules'))) return;
  throw new Error(warning.message);
};

const banner = (others, licenses) =>
  `/*! reliability-tax ${version}, MIT license; licenses of ${others} and others inside: ${licenses} */`;

const forPages = {
  dir: 'dist',
  banner: banner('lit, Plot, d3', 'THIRD-PARTY-LICENSES.txt'),
  generatedCode: 'es2015',
  inlineDynamicImports: true,
};

const builds = {
  pages: {
    input: 'src/index.ts',
    onwarn,
    plugins: [...plugins('tsconfig.json'), license({thirdParty: {output: 'dist/THIRD-PARTY-LICENSES.txt'}})],
    output: [
      {...forPages, entryFileNames: 'reliability-tax.js', format: 'es'},
      {...forPages, entryFileNames: 'reliability-tax.iife.js', format: 'iife', name: 'reliabilityTax'},
    ],
  },
  models: {
    input: 'src/models/index.ts',
    onwarn,
    plugins: plugins('tsconfig.json'),
    output: {...forPages, entryFileNames: 'models.js', format: 'es'},
  },
  node: {
    // In Node: the drawing code with a page to draw on (linkedom), and the command. Of lit nothing is needed but its types.
    input: {render: 'src/render/index.ts', cli: 'src/render/cli.ts'},
    onwarn,
    plugins: [
      ...plugins('src/render/tsconfig.json'),
      license({thirdParty: {output: 'dist/THIRD-PARTY-LICENSES-RENDER.txt'}}),
      {name: 'executable', writeBundle: () => chmodSync('dist/cli.js', 0o755)},
    ],
    external: /^node:/,
    treeshake: {moduleSideEffects: (id) => !/node_modules\/(@lit|lit)/.test(id)},
    output: {
      dir: 'dist',
      entryFileNames: '[name].js',
      chunkFileNames: 'render-shared.js',
      format: 'es',
      banner: ({name}) =>
        (name === 'cli' ? '#!/usr/bin/env node\n' : '') +
        banner('linkedom, Plot, d3', 'THIRD-PARTY-LICENSES-RENDER.txt'),
    },
  },
};

/** All of them, or those named: `rollup -c --configOnly=models,node`. */
export default ({configOnly}) => (configOnly?.split(',') ?? Object.keys(builds)).map((name) => builds[name]);
