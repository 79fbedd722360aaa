/**
 * Puts a module, with all it imports, inside a function: in one file, and yet nothing of it runs before it is called.
 * `x.lazy.ts` exports functions; in the bundle each of them first runs the module. For what is large and seldom needed.
 */
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import {transform} from 'esbuild';
import {rollup} from 'rollup';
import license from 'rollup-plugin-license';

const typescript = {name: 'types-off', transform: async (code, id) => (id.endsWith('.ts') ? {code: (await transform(code, {loader: 'ts', target: 'es2022'})).code, map: null} : null)};

/** The plugin, and the packages that the functions hold: `dependencies` is filled by the build. */
export function lazyModule(onwarn) {
  const dependencies = new Map();
  const plugin = {
    name: 'lazy-module',
    async load(id) {
      if (!id.endsWith('.lazy.ts')) return null;
      const build = await rollup({
        input: id, onwarn,
        plugins: [resolve({browser: true, exportConditions: ['production']}), commonjs(), typescript, license({thirdParty: (all) => all.forEach((one) => dependencies.set(one.name, one))})],
      });
      const {output: [{code, exports}]} = await build.generate({format: 'iife', name: 'held', exports: 'named', generatedCode: 'es2015'});
      for (const file of build.watchFiles) this.addWatchFile(file);
      await build.close();
      const made = exports.map((name) => `export const ${name} = (...given) => lazily().${name}(...given);`).join('\n');
      return `let loaded;\nconst run = () => {\n${code}\nreturn held;\n};\nconst lazily = () => (loaded ??= run());\n${made}\n`;
    },
  };
  return {plugin, dependencies};
}
