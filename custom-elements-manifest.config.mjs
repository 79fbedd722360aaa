import {published} from './scripts/manifest/published.mjs';

/** What the analyzer reads. `npm run manifest` runs it and adds the attributes, which live in the field tables. */
export default {
  globs: ['src/elements/**/*.ts', 'src/ui/**/*.ts', 'src/math-peek/**/*.ts'],
  litelement: true,
  quiet: true,
  plugins: [published()],
};
