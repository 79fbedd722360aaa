import {readFileSync} from 'node:fs';

export const {version} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** The version, told to the bundle and the tests as a module, so that no one types it twice. */
export const versionModule = {
  name: 'version',
  enforce: 'pre',
  resolveId: (id, from) => (/(^|\/)version\.js$/.test(id) && !from?.includes('node_modules') ? '\0version' : null),
  load: (id) => (id === '\0version' ? `export const version = ${JSON.stringify(version)};` : null),
};
