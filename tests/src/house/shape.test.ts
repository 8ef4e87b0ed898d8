import { describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType, parse, visit } from 'graphql';
import { prelude } from '@huitong/contract';
import { filesOf, foldersOf, read } from './tree.js';

const subgraphs = foldersOf('subgraphs');

/** What every subgraph has, in the order of DESIGN; a newcomer who knows one knows all. */
const folders = ['migrations', 'sample', 'src'];
const sourceFolders = ['datasets', 'entities', 'generated', 'resolvers', 'rules'];
const files = ['README.md', 'codegen.json', 'package.json', 'schema.graphql', 'tsconfig.json'];
/** Folders that a subgraph may have beside them, with what belongs there. */
const optionalFolders = ['dist', 'fixtures', 'node_modules', 'profiles', 'reference'];

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

describe.each(subgraphs)('the tree of subgraph %s', (name) => {
  it('has the folders and files of every subgraph', () => {
    expect(filesOf('subgraphs', name)).toEqual(expect.arrayContaining(files));
    const beside = foldersOf('subgraphs', name).filter((folder) => !optionalFolders.includes(folder));
    expect(beside).toEqual(folders);
    expect(foldersOf('subgraphs', name, 'src')).toEqual(sourceFolders);
    expect(filesOf('subgraphs', name, 'src')).toEqual(
      expect.arrayContaining(['lists.ts', 'loaders.ts', 'main.ts']),
    );
  });

  it('has numbered migrations without a gap, and an index that names each', () => {
    const migrations = filesOf('subgraphs', name, 'migrations').filter((file) => file !== 'index.ts');
    expect(migrations.length).toBeGreaterThan(0);
    const index = read('subgraphs', name, 'migrations', 'index.ts');
    migrations.forEach((file, at) => {
      expect(file).toMatch(new RegExp(`^${String(at + 1).padStart(4, '0')}-[a-z]+(-[a-z]+)*\\.ts$`));
      expect(index).toContain(`./${file.replace(/\.ts$/, '.js')}`);
    });
  });

  it('has one file for each GraphQL type that it resolves, reference resolver first', () => {
    const resolvers = filesOf('subgraphs', name, 'src', 'resolvers').filter(
      (file) => file !== 'index.ts' && !file.endsWith('.test.ts'),
    );
    const types = new Set<string>();
    visit(parse(read('subgraphs', name, 'schema.graphql')), {
      ObjectTypeDefinition: (node) => void types.add(node.name.value),
      ObjectTypeExtension: (node) => void types.add(node.name.value),
    });
    for (const file of resolvers.filter((file) => /^[A-Z]/.test(file))) {
      expect([...types]).toContain(file.replace(/\.ts$/, ''));
      const text = read('subgraphs', name, 'src', 'resolvers', file);
      const object = text.slice(text.indexOf('Resolvers = {'));
      if (text.includes('__resolveReference'))
        expect(object).toMatch(/^Resolvers = \{\s*(async )?__resolveReference/);
    }
  });

  it('has one class a table, one file a class, all listed in main.ts', () => {
    const main = read('subgraphs', name, 'src', 'main.ts');
    for (const file of filesOf('subgraphs', name, 'src', 'entities').filter(
      (one) => !one.endsWith('.test.ts'),
    )) {
      const classes = [
        ...read('subgraphs', name, 'src', 'entities', file).matchAll(
          /@Entity\('[a-z_]+'\)\s+export class (\w+)/g,
        ),
      ];
      expect(classes.map(([, found]) => `${lowerFirst(found as string)}.ts`)).toEqual([file]);
      expect(main).toContain(`./entities/${file.replace(/\.ts$/, '.js')}`);
    }
  });

  it('declares one subgraph in main.ts and nothing else', () => {
    const main = read('subgraphs', name, 'src', 'main.ts');
    const statements = main.replace(/^import [\s\S]*?;$/gm, '').trim();
    expect(statements).toMatch(/^export const \w+ = defineSubgraph\(\{[\s\S]*\}\);$/);
  });

  it('offers lists in one style: near and bbox where rows have a place, division and pages everywhere', () => {
    const document = parse(read('subgraphs', name, 'schema.graphql'));
    let lists = 0;
    visit(document, {
      ObjectTypeDefinition(node) {
        if (node.name.value !== 'Query') return;
        for (const field of node.fields ?? []) {
          const type = field.type.kind === 'NamedType' ? field.type.name.value : '';
          if (!type.endsWith('Connection')) continue;
          lists += 1;
          const given = (field.arguments ?? []).map((argument) => argument.name.value);
          const order = ['where', 'orderBy', 'near', 'bbox', 'division', 'first', 'after'];
          expect(given).toEqual(order.filter((argument) => given.includes(argument)));
          expect(given).toEqual(expect.arrayContaining(['where', 'first', 'after']));
          expect(given.includes('near')).toBe(given.includes('bbox'));
        }
      },
    });
    expect(lists).toBeGreaterThan(0);
  });
});

describe('the graph as a whole', () => {
  it('keeps every field that leads to another subgraph nullable', () => {
    const shared = buildSchema(read('gateway', 'supergraph.graphql').replace(/^#.*$/gm, ''), {
      assumeValidSDL: true,
      assumeValid: true,
    });
    expect(prelude).toContain('@composeDirective');
    const entities = new Map<string, Set<string>>();
    for (const type of Object.values(shared.getTypeMap())) {
      if (!isObjectType(type)) continue;
      const keyed = (type.astNode?.directives ?? []).filter(
        (directive) =>
          directive.name.value === 'join__type' &&
          directive.arguments?.some((one) => one.name.value === 'key'),
      );
      if (keyed.length > 1) entities.set(type.name, new Set());
    }
    const offending: string[] = [];
    for (const type of Object.values(shared.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('_')) continue;
      for (const field of Object.values(type.getFields())) {
        const text = String(field.type);
        const named = text.replace(/[[\]!]/g, '');
        // Inside a page the row is there by definition: the page itself is nullable.
        if (/(Connection|Edge)$/.test(type.name)) continue;
        if (entities.has(named) && text.endsWith('!')) offending.push(`${type.name}.${field.name}: ${text}`);
      }
    }
    expect(entities.size).toBeGreaterThan(3);
    expect(offending).toEqual([]);
  });
});
