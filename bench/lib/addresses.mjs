import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {gzipSync} from 'node:zlib';
import {pages} from '../peers/pages.mjs';
import {bundle} from './build.mjs';
import {serve} from './server.mjs';

const peers = resolve(import.meta.dirname, '../peers');
const paragraph =
  '<p>The fleet fails, and the run starts again from its last checkpoint; what was done since is lost.</p>';

/** What Quarto sites serve as `quarto-ojs-runtime.js` (0.0.18, not minified): gzip -9. */
const ojsRuntimeBytes = 211_412;

/** The code with a comment that nothing can compress, so that the network carries `bytes` of it. */
function weighing(code, bytes) {
  const missing = bytes - gzipSync(code, {level: 9}).length;
  let noise = '';
  for (let i = 0; noise.length * 0.76 < missing; i++)
    noise += createHash('sha512').update(String(i)).digest('base64').slice(0, 86);
  return `${code}\n// ${noise}\n`;
}

/** Serves the library, its peers and the example pages, and says where each of them is. */
export async function addressBook(dist) {
  const made = new Map();
  for (const name of ['redraw', 'floor']) made.set(`/peers/${name}.js`, await bundle(join(peers, `${name}.js`)));
  made.set(
    '/peers/ojs-runtime.js',
    weighing(await bundle(join(peers, 'ojs-runtime.js'), {minified: false}), ojsRuntimeBytes),
  );

  const server = await serve(
    made,
    [
      ['/dist/', dist],
      ['/', resolve('.')],
    ],
    // A package registry's address as d3-require writes it: /npm/name@version/path.
    (path) => path.replace(/^\/npm\/((?:@[^/]+\/)?[^/@]+)(?:@[^/]+)?\//, '/node_modules/$1/'),
  );

  const script = '<script type="module" src="/dist/reliability-tax.js"></script>';
  const styles = '<link rel="stylesheet" href="/_extensions/reliability-tax/reliability-tax.css">';
  return {
    redraw: server.page('redraw', ...pages.redraw),
    floor: server.page('floor', ...pages.floor),
    ojs: server.page('ojs', ...pages.ojs),
    /** The bundle and no tag. */
    bundle: server.page('bundle', script, ''),
    /** One tag alone on the page. */
    widget: (tag) => server.page(tag, script, `<${tag}></${tag}>`),
    /** One tag in a column of text, as the Quarto extension writes it. */
    between: (tag) =>
      server.page(
        `${tag}-between`,
        script + styles,
        `<main style="max-width: 752px; margin: auto">${paragraph.repeat(3)}<div class="reliability-tax"><${tag}></${tag}></div>${paragraph.repeat(3)}</main>`,
      ),
    /** The example pages there are: name and address. */
    examples: () =>
      ['chapter', 'lab']
        .filter((name) => existsSync(join('examples', `${name}.html`)))
        .map((name) => [`examples/${name}.html`, `${server.origin}/examples/${name}.html`]),
    close: server.close,
  };
}
