import js from '@eslint/js';
import {defineConfig} from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {ignores: ['dist', '_extensions', '_site', 'src/models/corruption/weights.ts']},
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    rules: {
      // TypeScript knows which names exist.
      'no-undef': 'off',
      // An interface gives a class the properties that its field table makes at run time.
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', {allowInterfaces: 'with-single-extends'}],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true},
      ],
    },
  },
  {
    // Tables of truth/*.json are read without a type.
    files: ['test/**'],
    rules: {'@typescript-eslint/no-explicit-any': 'off'},
  },
);
