import {readFileSync} from 'node:fs';

/** What Plot can draw and no figure here does: maps of the earth, and colour schemes by name. */
const unused = /[\\/]node_modules[\\/](d3-geo|d3-scale-chromatic)[\\/]dist[\\/][\w-]+\.mjs$/;

/** The plugin leaves these packages out: their names stay, and give nothing. Plot calls one while it loads. */
export const without = {
  name: 'without',
  load(id) {
    if (!unused.test(id)) return null;
    const [, listed] = /export \{([^}]*)\};\s*$/.exec(readFileSync(id, 'utf8'));
    const names = listed.split(',').map((one) => one.trim().split(' as ').at(-1));
    return `const none = () => undefined;\nexport {${names.map((one) => `none as ${one}`).join(', ')}};\n`;
  },
};
