/**
 * Who may import whom, as lint rules: the editor says so while the line is being written. The same boundaries are
 * checked over the whole import graph by .dependency-cruiser.json.
 *
 * ESLint lets the last matching entry win for a rule as a whole, so every folder gets one complete list.
 */
const own = (...names) => `^@huitong/(?!(${names.join('|') || '-'})(/|$))`;

const everywhere = [
  {
    regex: '^(node:test|vitest|mocha|jest)$',
    message: "Tests use: import { describe, expect, it } from '@jest/globals'.",
  },
  {
    regex: '^@huitong/[^/]+/(src|dist)(/|$)',
    message:
      'Enter a package by its front door: import from the name of the package, and export there what you need.',
  },
  {
    regex: '^(\\.\\./)+(contract|kit|engine|gateway|subgraphs|cli|tests|bench|map)/',
    message: 'Another workspace is imported by its name (@huitong/kit), never by a path.',
  },
];

const oneReaderOfTheEnvironment = {
  name: 'node:process',
  importNames: ['env'],
  message: 'The environment is read once, in a file named configuration.ts, and passed down from there.',
};

const workspaces = [
  {
    files: ['contract/**'],
    forbidden: own(),
    message:
      'contract imports nothing of ours: what both sides need is declared here, what only one needs lives there.',
  },
  {
    files: ['kit/**'],
    forbidden: own('contract'),
    message: 'kit imports only @huitong/contract: a subgraph hands kit what it needs, as an argument.',
  },
  {
    files: ['engine/**'],
    forbidden: own(),
    message:
      'engine knows nothing of departments: the gateway passes what it needs through the interfaces of engine.',
  },
  {
    files: ['gateway/**'],
    forbidden: own('contract', 'engine'),
    message:
      'gateway imports only @huitong/contract and @huitong/engine: cli passes the rest in when it composes them.',
  },
  {
    files: ['subgraphs/*/**'],
    forbidden: own('contract', 'kit'),
    message:
      'A subgraph imports only @huitong/kit and @huitong/contract: declare a neighbour’s type by its key in schema.graphql (resolvable: false).',
  },
  {
    files: ['map/**'],
    forbidden: own(),
    message: 'A page speaks to the graph over HTTP and imports no package of the server.',
  },
  {
    files: ['cli/**'],
    forbidden: '^@huitong/(tests|bench|map)(/|$)',
    message: 'cli wires the parts; tests and bench use cli.',
  },
  { files: ['tests/**', 'bench/**'], forbidden: undefined },
];

/** Folders within a workspace whose direction is fixed. `types` lets `import type` through. */
const layers = [
  {
    of: 'subgraphs/*/**',
    files: ['subgraphs/*/src/resolvers/**'],
    forbidden: '/entities/',
    types: true,
    message:
      'resolvers → loaders → entities: read and write through ../loaders.js; from entities import types only.',
  },
  {
    of: 'subgraphs/*/**',
    files: ['subgraphs/*/src/entities/**', 'subgraphs/*/src/rules/**'],
    forbidden: '(?<!/generated)/(resolvers|loaders)(\\.js|/)',
    types: false,
    message: 'resolvers → loaders → entities, and rules are pure: pass in what is needed.',
  },
  {
    of: 'subgraphs/*/**',
    files: ['subgraphs/*/src/loaders.ts', 'subgraphs/*/src/loaders/**'],
    forbidden: '/resolvers/',
    types: false,
    message: 'resolvers → loaders → entities: move what both need into the loader or a rule.',
  },
  {
    of: 'gateway/**',
    files: ['gateway/src/stages/*.ts'],
    forbidden: '^\\./',
    types: false,
    message:
      'Stages never import stages: pipeline.ts alone knows their order; share through a module outside stages/.',
  },
];

const isTest = ['**/*.test.ts'];

function rule(patterns) {
  return {
    '@typescript-eslint/no-restricted-imports': ['error', { paths: [oneReaderOfTheEnvironment], patterns }],
  };
}

function boundary({ forbidden, message }) {
  return forbidden === undefined ? [] : [{ regex: forbidden, message }];
}

const forWorkspaces = workspaces.map((workspace) => ({
  files: workspace.files.map((folder) => `${folder}/*.{ts,tsx}`),
  rules: rule([...everywhere, ...boundary(workspace)]),
}));

const forLayers = layers.map(({ of, files, forbidden, types, message }) => ({
  files,
  ignores: isTest,
  rules: rule([
    ...everywhere,
    ...boundary(workspaces.find((workspace) => workspace.files.includes(of))),
    { regex: forbidden, message, allowTypeImports: types },
  ]),
}));

/** Flat configuration entries; they come last, because the last entry that sets a rule wins. */
export const importRules = [...forWorkspaces, ...forLayers];
