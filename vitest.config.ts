import {defineConfig} from 'vitest/config';
import {typeset} from './scripts/typeset.mjs';
import {versionModule} from './scripts/version-module.mjs';

export default defineConfig({plugins: [versionModule, typeset()], test: {setupFiles: ['test/support/seeded.ts'], include: ['test/{models,mission,widget,math-peek,elements,render,extension}/**/*.spec.ts']}});
