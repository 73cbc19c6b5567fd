import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { noPrototypeLookup } from './scripts/eslint/noPrototypeLookup.mjs';

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'out/', 'node_modules/', 'test/fixtures/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/class-literal-property-style': 'off',
      'no-control-regex': 'off',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // What a file names is looked up in maps. Files are hostile, and every object has a constructor.
    files: ['server/src/**/*.ts', 'client/**/*.ts'],
    plugins: { own: { rules: { 'no-prototype-lookup': noPrototypeLookup } } },
    rules: { 'own/no-prototype-lookup': 'error' },
  },
  {
    // One decoder, whose problems cannot be left out (docs/ARCHITECTURE.md). The stream decodes only bytes that it has checked.
    files: ['server/src/**/*.ts', 'client/**/*.ts'],
    ignores: ['server/src/xml/encodings/**', 'server/src/streaming/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.name=/^readFile(Sync)?$/][arguments.length>1]',
          message: 'Read the bytes, and decode them with xml/decode.ts.',
        },
        { selector: "NewExpression[callee.name='TextDecoder']", message: 'Use xml/decode.ts.' },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        'process console setTimeout clearTimeout setInterval clearInterval setImmediate Buffer URL URLSearchParams performance fetch require module __dirname structuredClone TextDecoder TextEncoder document window'
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
  },
);
