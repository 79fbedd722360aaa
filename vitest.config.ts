import {defineConfig} from 'vitest/config';
import {typeset} from './scripts/plugins/typeset.mjs';
import {workerText} from './scripts/plugins/worker-source.mjs';

// No file leaves anything behind that another would notice: they share one room, which saves a third of the time.
export default defineConfig({
  plugins: [typeset(), workerText()],
  test: {
    isolate: false,
    setupFiles: ['test/support/seeded.ts'],
    include: ['test/{models,mission,widget,math-peek,elements,render,extension}/**/*.spec.ts'],
  },
});
