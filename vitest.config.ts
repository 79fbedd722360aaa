import {availableParallelism} from 'node:os';
import {defineConfig} from 'vitest/config';
import {typeset} from './scripts/plugins/typeset.mjs';
import {workerText} from './scripts/plugins/worker-source.mjs';

// No test may fail because the machine is slow: only what hangs meets this limit.
const limit = 120_000;

// No file leaves anything behind that another would notice: those of a worker share one room, which saves a third of the time.
export default defineConfig({
  plugins: [typeset(), workerText()],
  test: {
    isolate: false,
    // Vitest leaves one processor to itself; it hardly needs it.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: limit,
    hookTimeout: limit,
    setupFiles: ['test/support/seeded.ts'],
    include: ['test/**/*.spec.ts'],
  },
});
