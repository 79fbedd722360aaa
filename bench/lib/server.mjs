import {readFileSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join, normalize} from 'node:path';
import {gzipSync} from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * Serves pages over loopback as a plain host would: gzip, no cache.
 * @param {Map<string, string>} made what exists in memory alone, by path
 * @param {(path: string) => string | undefined} find the file behind any other path
 */
export async function serve(made, find) {
  const packed = new Map();

  function body(path) {
    const cached = packed.get(path);
    if (cached) return cached;
    let content = made.get(path);
    const file = content === undefined && find(path);
    if (file && statSync(file, {throwIfNoEntry: false})?.isFile()) content = readFileSync(file);
    if (content === undefined) return undefined;
    const bytes = gzipSync(content, {level: 9});
    packed.set(path, bytes);
    return bytes;
  }

  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    // Scripts of a page asked for as `page.html?late=500` come that many milliseconds late.
    const late = extname(path) === '.js' ? Number(request.headers.referer?.match(/[?&]late=(\d+)/)?.[1] ?? 0) : 0;
    const bytes = body(path);
    const headers = {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'cache-control': 'no-store',
    };
    const answer = () => (bytes ? response.writeHead(200, headers).end(bytes) : response.writeHead(404).end());
    setTimeout(answer, late);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Adds a page made of a head and a body, and gives its address. */
    page(name, head, body) {
      const path = `/${name}.html`;
      made.set(
        path,
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,">${head}</head><body style="margin: 0">${body}</body></html>`,
      );
      packed.delete(path);
      return `http://127.0.0.1:${server.address().port}${path}`;
    },
    close: () => (server.closeAllConnections(), server.close()),
  };
}

/** A file inside a folder, or nothing where the path would leave it. */
export function inside(folder, path) {
  const safe = normalize(path);
  return safe.startsWith('..') ? undefined : join(folder, safe);
}
