/** `npm start`: builds the bundles, serves the repository, and builds again when a source changes. */
import {createReadStream, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join} from 'node:path';
import {env} from 'node:process';
import {fileURLToPath} from 'node:url';
import {watch} from 'rollup';
import {loadConfigFile} from 'rollup/loadConfigFile';

const root = fileURLToPath(new URL('..', import.meta.url));

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const stat = (path) => statSync(path, {throwIfNoEntry: false});

function serve(request, response) {
  const answer = (status, headers = {}, text = '') =>
    response.writeHead(status, {'content-type': 'text/plain; charset=utf-8', ...headers}).end(text);

  if (!['GET', 'HEAD'].includes(request.method)) return answer(405);
  let pathname, search;
  try {
    ({pathname, search} = new URL(request.url, 'http://localhost'));
    pathname = decodeURIComponent(pathname);
  } catch {
    return answer(400);
  }
  if (pathname === '/') return answer(302, {location: '/examples/'});
  // Hidden files stay hidden, and no path leads out of the repository.
  if (/\/\.|[\\\0]/.test(pathname)) return answer(404, {}, 'Not found');

  let file = join(root, pathname);
  if (stat(file)?.isDirectory()) {
    if (!pathname.endsWith('/')) return answer(301, {location: encodeURI(`${pathname}/`) + search});
    file = join(file, 'index.html');
  }
  if (!stat(file)?.isFile()) return answer(404, {}, `Not found: ${pathname}`);
  const type = types[extname(file)] ?? 'text/plain; charset=utf-8';
  response.writeHead(200, {'content-type': type, 'content-length': stat(file).size, 'cache-control': 'no-cache'});
  if (request.method === 'HEAD') return response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** Listens on the port, or the next free one. */
function listen(port) {
  const server = createServer(serve);
  server.on('error', (error) => {
    if (error.code !== 'EADDRINUSE' || port >= 65535) throw error;
    listen(port + 1);
  });
  server.listen(port, env.HOST ?? '127.0.0.1', () => {
    console.log(`\nhttp://localhost:${server.address().port}/examples/`);
  });
}

process.chdir(root);
const {options} = await loadConfigFile(join(root, 'rollup.config.mjs'));
const watcher = watch(options.map((option) => ({...option, watch: {clearScreen: false}})));
let listening = false;
watcher.on('event', (event) => {
  event.result?.close();
  if (event.code === 'BUNDLE_END') console.log(`built ${event.input} in ${event.duration} ms`);
  if (event.code === 'ERROR') console.error(event.error.message);
  if (event.code === 'END' && !listening) {
    listening = true;
    listen(Number(env.PORT ?? 8000));
  }
});
