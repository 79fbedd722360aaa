import {defineConfig} from 'vitest/config';

export default defineConfig({test: {include: ['test/{models,widget,elements,extension}/**/*.spec.ts']}});
