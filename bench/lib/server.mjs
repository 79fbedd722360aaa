import {createServer} from 'node:http';
import compression from 'compression';
import sirv from 'sirv';

const compress = compression({level: 9, threshold: 0});

/**
 * Serves folders and pages made in memory over loopback as a plain host would: gzip, no cache.
 * @param {Map<string, string>} made what exists in memory alone, by path
 * @param {Array<[prefix: string, folder: string]>} folders the folder behind each prefix; the first that fits serves
 * @param {(path: string) => string} [rewrite] the path that stands for another
 */
export async function serve(made, folders, rewrite = (path) => path) {
  const statics = folders.map(([prefix, folder]) => [
    prefix,
    sirv(folder, {dev: true, setHeaders: (response) => response.setHeader('cache-control', 'no-store')}),
  ]);

  function answer(request, response) {
    const {pathname} = new URL(request.url, 'http://localhost');
    const path = rewrite(decodeURIComponent(pathname));
    const content = made.get(path);
    const notFound = () => response.writeHead(404).end();
    if (content !== undefined) {
      const type = path.endsWith('.js') ? 'text/javascript' : 'text/html';
      response.writeHead(200, {'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store'}).end(content);
      return;
    }
    const [prefix, files] = statics.find(([start]) => path.startsWith(start)) ?? [];
    if (!files) return notFound();
    request.url = encodeURI(path.slice(prefix.length - 1));
    files(request, response, notFound);
  }

  const server = createServer((request, response) => {
    // Scripts of a page asked for as `page.html?late=500` come that many milliseconds late.
    const late = /\.js(\?|$)/.test(request.url)
      ? Number(request.headers.referer?.match(/[?&]late=(\d+)/)?.[1] ?? 0)
      : 0;
    setTimeout(() => compress(request, response, () => answer(request, response)), late);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    /** Adds a page made of a head and a body, and gives its address. */
    page(name, head, body) {
      const path = `/${name}.html`;
      made.set(
        path,
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,">${head}</head><body style="margin: 0">${body}</body></html>`,
      );
      return `${origin}${path}`;
    },
    close: () => (server.closeAllConnections(), server.close()),
  };
}
