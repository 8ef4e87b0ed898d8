import { importRules } from './scripts/lib/lint-imports.mjs';
import tseslint from 'typescript-eslint';

const typeScript = ['**/*.ts', '**/*.tsx'];

const jestGlobals = [
  'describe',
  'it',
  'test',
  'expect',
  'beforeAll',
  'beforeEach',
  'afterAll',
  'afterEach',
  'jest',
];

const onePoolFactory = {
  selector: [
    'NewExpression[callee.name=/^(Client|Pool)$/]',
    'NewExpression[callee.property.name=/^(Client|Pool)$/]',
  ].join(', '),
  message:
    'A pg client without an error listener ends the process when PostgreSQL restarts. Use openDatabase of @huitong/kit (scoped pools) or withPlainClient (kit/src/database) instead.',
};

export default tseslint.config(
  { ignores: ['**/dist/', '**/generated/', '**/node_modules/', 'data/', '.huitong/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  // Everywhere.
  {
    files: [...typeScript, '**/*.js', '**/*.mjs'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    rules: {
      eqeqeq: 'error',
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-debugger': 'error',
      'no-dupe-else-if': 'error',
      'no-duplicate-case': 'error',
      'no-empty': 'error',
      'no-eval': 'error',
      'no-fallthrough': 'error',
      'no-implied-eval': 'error',
      'no-self-assign': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },

  // TypeScript, with types.
  {
    files: typeScript,
    // bench/gateway is a package of its own, installed only by who measures: without it there are no types to go by.
    ignores: ['bench/gateway/**'],
    // One program over the sources of all workspaces: half the time of a program for each, and it needs no build.
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.sources.json', 'map/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-array-delete': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      // import { type X } is still an import when the program runs; import type is none.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-non-null-asserted-optional-chain': 'error',
      '@typescript-eslint/no-unsafe-function-type': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      'no-restricted-globals': [
        'error',
        ...jestGlobals.map((name) => ({ name, message: `Write: import { ${name} } from '@jest/globals';` })),
      ],
    },
  },

  // One reader of the environment, one maker of database connections.
  {
    files: typeScript,
    ignores: ['**/configuration.ts', 'scripts/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message:
            'The environment is read once, validated, in a file named configuration.ts, and passed down from there.',
        },
      ],
    },
  },
  {
    files: typeScript,
    // engine's transport has the Pool and Client of undici, and no pg.
    ignores: ['kit/src/database/**', 'kit/src/postgres/**', 'engine/src/transport/**', 'map/**'],
    rules: { 'no-restricted-syntax': ['error', onePoolFactory] },
  },

  ...importRules,
);
