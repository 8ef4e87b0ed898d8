import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorCatalogue } from '@huitong/contract';
import { personas, settings } from '@huitong/cli';
import { filesOf, foldersOf, projectRoot, read } from './tree.js';

const readmes = ['README.md', 'README.zh-CN.md'];
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

describe.each(readmes)('%s', (file) => {
  const text = read(file);

  it('names every setting by flag and variable, and every persona', () => {
    for (const name of Object.keys(settings)) {
      expect([name, text.includes(`--${dashed(name)}`)]).toEqual([name, true]);
      const variable = `HUITONG_${dashed(name).replaceAll('-', '_').toUpperCase()}`;
      expect([name, text.includes(variable)]).toEqual([name, true]);
    }
    for (const persona of Object.keys(personas)) expect(text).toContain(persona);
  });

  it('says the two commands', () => {
    expect(text).toContain('npm ci && npm start');
    expect(text).toContain('npm ci && npm test');
  });
});

it('both READMEs have the same headings and the same tables', () => {
  const [english = '', chinese = ''] = readmes.map((file) => read(file));
  expect(count(chinese, /^#+ /gm)).toBe(count(english, /^#+ /gm));
  expect(count(chinese, /^\|/gm)).toBe(count(english, /^\|/gm));
});

describe('the docs', () => {
  const pages = [
    ...readmes,
    'CHANGELOG.md',
    ...filesOf('docs').map((file) => `docs/${file}`),
    ...filesOf('docs', 'decisions').map((file) => `docs/decisions/${file}`),
    ...foldersOf('subgraphs').map((name) => `subgraphs/${name}/README.md`),
  ].filter((file) => file.endsWith('.md'));

  it.each(pages)('%s links to nothing that is missing', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
      ([, link]) => link as string,
    );
    const missing = links.filter((link) => !existsSync(join(projectRoot, dirname(page), link)));
    expect(missing).toEqual([]);
  });

  it('list every direct dependency with its version and licence', () => {
    const licences = read('docs', 'licences.md');
    const manifests = [
      'package.json',
      ...['contract', 'kit', 'engine', 'gateway', 'map', 'cli', 'tests', 'bench'].map(
        (name) => `${name}/package.json`,
      ),
      ...foldersOf('subgraphs').map((name) => `subgraphs/${name}/package.json`),
    ];
    const direct = new Map<string, string>();
    for (const manifest of manifests) {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(manifest)) as Record<
        string,
        Record<string, string>
      >;
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        if (!name.startsWith('@huitong/')) direct.set(name, version);
      }
    }
    const rows = new Map(
      [...licences.matchAll(/^\|\s*`?([^|`]+?)`?\s*\|\s*([^|]+?)\s*\|\s*([^|]+?)\s*\|/gm)].map(
        ([, name, version, licence]) => [name as string, { version, licence }],
      ),
    );
    for (const [name, version] of direct) {
      const installed = JSON.parse(
        readFileSync(join(projectRoot, 'node_modules', name, 'package.json'), 'utf8'),
      ) as { version: string; license: string };
      expect([name, rows.get(name)]).toEqual([
        name,
        { version, licence: expect.stringContaining(installed.license) },
      ]);
      expect([name, version]).toEqual([name, installed.version]);
    }
    const extra = [...rows.keys()].filter(
      (name) =>
        /^[@a-z]/.test(name) && !direct.has(name) && existsSync(join(projectRoot, 'node_modules', name)),
    );
    expect(extra).toEqual([]);
  });

  it('count in coverage.md what its table says', () => {
    const text = read('docs', 'coverage.md');
    const rows = text.split('\n').filter((line) => /^\|\s*\d+\s*\|/.test(line));
    for (const status of ['covered', 'partly', 'not yet']) {
      const number = rows.filter((row) => new RegExp(`\\|\\s*${status}\\s*\\|\\s*$`).test(row)).length;
      expect(text.slice(0, text.indexOf('| 1 |'))).toMatch(
        new RegExp(`${number} (items? )?(are |is )?${status}|${status}[^0-9\\n]{0,12}${number}`),
      );
    }
  });

  it('name only error codes of the catalogue where they write one', () => {
    const codes = new Set<string>(Object.keys(errorCatalogue));
    expect(
      [...read('docs', 'errors.md').matchAll(/^\|\s*`([A-Z_]+)`/gm)].every(([, code]) =>
        codes.has(code as string),
      ),
    ).toBe(true);
  });
});
