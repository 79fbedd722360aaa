/** `npm start`: the example pages, from the sources. vitest reads vitest.config.ts instead. */
import {defineConfig, type Plugin} from 'vite';
import {typeset} from './scripts/plugins/typeset.mjs';
import {workerText} from './scripts/plugins/worker-source.mjs';

/** The example pages name the built files, as an author's page does; here the sources stand in for them. */
const sourcesForBuild = (): Plugin => ({
  name: 'sources-for-build',
  configureServer({middlewares}) {
    middlewares.use((request, response, next) => {
      const path = request.url?.split('?')[0];
      if (path === '/') {
        response.writeHead(302, {location: '/examples/'}).end();
      } else if (path === '/dist/reliability-tax.js') {
        response.writeHead(200, {'content-type': 'text/javascript'}).end(`export * from '/src/index.ts';`);
      } else if (path === '/dist/reliability-tax.iife.js') {
        response.writeHead(200, {'content-type': 'text/javascript'}).end(`import('/src/index.ts');`);
      } else next();
    });
  },
});

export default defineConfig({
  appType: 'mpa',
  plugins: [sourcesForBuild(), typeset(), workerText()],
  // Lit as pages get it, without the warnings of its development build.
  resolve: {conditions: ['module', 'browser', 'production']},
  server: {port: 8000},
  // All pages import the same sources: their dependencies are bundled once, before the first page asks.
  optimizeDeps: {entries: ['src/index.ts']},
});
