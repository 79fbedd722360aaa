import {defineConfig} from 'vitest/config';
import {typeset} from './scripts/typeset.mjs';

export default defineConfig({plugins: [typeset()], test: {setupFiles: ['test/support/seeded.ts'], include: ['test/{models,widget,math-peek,elements,render,extension}/**/*.spec.ts']}});
