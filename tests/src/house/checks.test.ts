import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from './tree.js';

/**
 * Each check fails when what it guards is broken: a copy of the sources is broken on purpose, and the check that
 * package.json names is run on it.
 */
let copy: string;

const sources = ['contract', 'kit', 'engine', 'gateway', 'subgraphs', 'cli', 'scripts'];
const settings = [
  'package.json',
  'tsconfig.base.json',
  'tsconfig.sources.json',
  '.dependency-cruiser.json',
  '.prettierrc.json',
  '.prettierignore',
  'eslint.config.js',
];

/** Files that a test has broken, as they were. */
const broken = new Map<string, string>();
/** Files that a test has added. */
const added: string[] = [];

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'huitong-checks-'));
  const filter = (path: string) => !/\/(node_modules|dist)(\/|$)/.test(path.slice(projectRoot.length - 1));
  for (const entry of [...sources, ...settings])
    cpSync(join(projectRoot, entry), join(copy, entry), { recursive: true, filter });
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => {
  for (const [path, text] of broken) writeFileSync(path, text);
  for (const path of added) rmSync(path);
  broken.clear();
  added.length = 0;
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(command: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('close', (code) => resolve({ code, output }));
  });
}

const tool = (name: string, ...args: string[]) =>
  run(join(projectRoot, 'node_modules', '.bin', name), ...args);

function edit(path: string, change: (text: string) => string): void {
  const file = join(copy, path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  if (!broken.has(file)) broken.set(file, before);
  writeFileSync(file, after);
}

function add(path: string, text: string): void {
  writeFileSync(join(copy, path), text);
  added.push(join(copy, path));
}

describe('check:drift', () => {
  const drift = () => run(process.execPath, 'scripts/generate.mjs', '--check', '--root', copy);

  // That it passes on what is committed is what the check itself says, beside every run of these tests.
  it('fails when a schema changes without its generated files, and only for those', async () => {
    edit('subgraphs/mines/schema.graphql', (text) =>
      text.replace('  workforce: Int\n', '  workforce: Float\n'),
    );
    const { code, output } = await drift();
    expect(code).not.toBe(0);
    const stale = [...output.matchAll(/^(\S+) is not what the schemas generate/gm)].map(([, file]) => file);
    expect(stale.map(String).sort()).toEqual([
      'gateway/supergraph.graphql',
      'subgraphs/mines/src/generated/resolvers.ts',
    ]);
    expect(output).toMatch(/2 of 7 generated files are stale/);
  });
});

describe('check:compose', () => {
  const compose = () => run(process.execPath, 'scripts/compose-check.mjs', '--root', copy);

  it('fails when the subgraphs do not compose', async () => {
    edit('subgraphs/hazmat/schema.graphql', (text) =>
      text.replace(/type CoalMine @key\(fields: "id"\)/, 'type CoalMine @key(fields: "number")'),
    );
    const { code, output } = await compose();
    expect(code).not.toBe(0);
    expect(output).toMatch(/KEY_INVALID_FIELDS|CoalMine/);
  });

  it('names every fault of the sharing declarations, and every field without a description', async () => {
    const faults: readonly [string, RegExp, string][] = [
      ['CoalMine.workforce', /  "职工人数 workforce, persons"\n/, ''],
      [
        'CoalMineWhere.undergroundNowGte',
        /input CoalMineWhere \{/,
        'input CoalMineWhere {\n  "persons underground at least this"\n  undergroundNowGte: Int',
      ],
      // A shared type without a catalogue entry.
      ['TailingsPond', /\n  @catalog\(\s+entry: "mines\/tailings-pond"[\s\S]*?\n  \)/, ''],
      // CONDITIONAL without purposes.
      ['CoalMine.undergroundNow', /purposes: \[INCIDENT_RESPONSE, SUPERVISION, PRE_PLANNING\]\n/, ''],
      // NOT_SHARED without a legal basis.
      [
        'ExplosivesStore.capacityKilograms',
        /@share\(attribute: NOT_SHARED, basis: "[^"]*"\)/,
        '@share(attribute: NOT_SHARED)',
      ],
      // Personal data by its name, without a mask.
      ['CoalMine.principalPhone', /(principalPhone[\s\S]*?)\n    @mask\(kind: PHONE\)/, '$1'],
      // A group of one field, and a limit that lets nothing through.
      [
        'CoalMine.name',
        /(\ntype CoalMine\n[\s\S]*?\n  name: String!)\n/,
        '$1 @joinRisk(group: "alone", limit: 0)\n',
      ],
      // Two limits of one group.
      [
        'ExplosivesStore.capacityKilograms',
        /@joinRisk\(group: "explosives-store", limit: 50\)\n\}/,
        '@joinRisk(group: "explosives-store", limit: 51)\n}',
      ],
    ];
    for (const [, pattern, replacement] of faults)
      edit('subgraphs/mines/schema.graphql', (text) => text.replace(pattern, replacement));
    const { code, output } = await compose();
    expect(code).not.toBe(0);
    for (const [coordinate] of faults) expect(output).toMatch(new RegExp(`\\b${coordinate}\\b`));
    expect(output).toMatch(/CoalMine\.principalPhone holds personal data .*@mask\(kind: PHONE\)/);
    expect(output).toMatch(/CoalMine\.name has @joinRisk with the limit 0/);
    expect(output).toMatch(/CoalMine\.name is the only field of the @joinRisk group "alone"/);
    expect(output).toMatch(/ExplosivesStore\.capacityKilograms gives the @joinRisk group .* the limit 51/);
    // Only the personal field of which nobody has said that it is none.
    expect(output.match(/holds personal data/g)).toHaveLength(1);
  });
});

describe('check:boundaries', () => {
  const strays = [
    ['a subgraph that imports another', 'subgraphs/mines/src/rules/stray.ts', '../../../fire/src/lists.js'],
    ['a gateway that imports a subgraph', 'gateway/src/stray.ts', '../../subgraphs/fire/src/lists.js'],
    ['an engine that imports kit', 'engine/src/stray.ts', '../../kit/src/index.js'],
    ['a stage that imports a stage', 'gateway/src/stages/stray.ts', './plan.js'],
  ] as const;

  // One look at all of them: each look reads the sources anew.
  it(`fails for ${strays.map(([what]) => what).join(', for ')}`, async () => {
    for (const [, file, target] of strays)
      add(file, `import * as stray from '${target}';\n\nexport const found = stray;\n`);
    const files = strays.map(([, file]) => file);
    const { code, output } = await tool('depcruise', '--config', '.dependency-cruiser.json', ...files);
    expect(code).not.toBe(0);
    const accused = new Set([...output.matchAll(/error [\w-]+: (\S+) → /g)].map(([, file]) => file));
    expect(files.filter((file) => !accused.has(file))).toEqual([]);
  });
});

describe('check:lint, check:format and check:types', () => {
  it('lint fails for a second reader of the environment and for a client without the factory', async () => {
    edit('subgraphs/fire/src/loaders.ts', (text) => `${text}\nexport const stray = process.env['HOME'];\n`);
    edit(
      'subgraphs/fire/src/loaders.ts',
      (text) => `import { Client } from 'pg';\n${text}export const other = new Client();\n`,
    );
    // The types of one file and of what it imports, instead of those of the whole house.
    edit('tsconfig.sources.json', (text) =>
      text.replace(/"include": \[[^\]]*\]/, '"include": ["subgraphs/fire/src/loaders.ts"]'),
    );
    const { code, output } = await tool('eslint', 'subgraphs/fire/src/loaders.ts');
    expect(code).not.toBe(0);
    expect(output).toContain('process.env');
    expect(output).toContain('no-restricted-syntax');
  });

  it('format fails for a file that prettier would change', async () => {
    edit('subgraphs/fire/src/loaders.ts', (text) => `${text}\n\n\nexport   const stray = 1\n`);
    expect((await tool('prettier', '--check', 'subgraphs/fire/src/loaders.ts')).code).not.toBe(0);
  });

  it('types fail for a value of another type', async () => {
    edit('contract/src/caller.ts', (text) => `${text}\nexport const stray: number = 'text';\n`);
    const { code, output } = await tool('tsc', '-p', 'contract', '--noEmit');
    expect(code).not.toBe(0);
    expect(output).toContain('contract/src/caller.ts');
  });
});
