import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { projectRoot, read } from './tree.js';

interface Item {
  readonly number: number;
  readonly coordinates: readonly string[];
  readonly tests: readonly string[];
  readonly status: string;
}

/** Reads the table of docs/coverage.md: | number | item | owner | coordinates | test | status | */
function items(): Item[] {
  return read('docs', 'coverage.md')
    .split('\n')
    .filter((line) => /^\|\s*\d+\s*\|/.test(line))
    .map((line) => {
      const [number = '', , , coordinates = '', tests = '', status = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text as string);
      return { number: Number(number), coordinates: quoted(coordinates), tests: quoted(tests), status };
    });
}

function exists(schema: GraphQLSchema, coordinate: string): boolean {
  const [typeName = '', rest] = coordinate.split('.');
  const type = schema.getType(typeName);
  if (!rest) return type !== undefined;
  if (!(isObjectType(type) || isInterfaceType(type))) return false;
  const [fieldName = '', argument] = rest.replace(/\)$/, '').split('(');
  const field = type.getFields()[fieldName];
  if (!argument) return field !== undefined;
  return field?.args.some((one) => one.name === argument.replace(/:$/, '')) ?? false;
}

describe('docs/coverage.md', () => {
  const all = items();
  const schema = buildSchema(read('gateway', 'supergraph.graphql'), {
    assumeValidSDL: true,
    assumeValid: true,
  });

  it('lists the 128 items of DOMAIN §1, each once, in order', () => {
    expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 128 }, (_, index) => index + 1));
  });

  it('names only coordinates that the graph has', () => {
    const wrong = all.flatMap(({ number, coordinates }) =>
      coordinates.filter((one) => !exists(schema, one)).map((one) => `${number}: ${one}`),
    );
    expect(wrong).toEqual([]);
  });

  it('names only tests that exist', () => {
    const wrong = all.flatMap(({ number, tests }) =>
      tests.filter((path) => !existsSync(join(projectRoot, path))).map((path) => `${number}: ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('says of each item whether it is covered, and shows coordinate and test where it is', () => {
    for (const { number, coordinates, tests, status } of all) {
      expect([number, status]).toEqual([number, expect.stringMatching(/^(covered|partly|not yet)$/)]);
      if (status === 'not yet') continue;
      expect([number, coordinates.length > 0, tests.length > 0]).toEqual([number, true, true]);
    }
  });
});
