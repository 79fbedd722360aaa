import {defineConfig} from 'vitest/config';

export default defineConfig({test: {setupFiles: ['test/support/seeded.ts'], include: ['test/{models,widget,elements,extension}/**/*.spec.ts']}});
