import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { type ErrorCode, errorCatalogue, isErrorCode, Refusal, refusal, refusalOf } from './errors.js';

const document = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

/** The rows of every table: code → status, meaning, remedy. */
const documented = document
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('docs/errors.md', () => {
  it('lists exactly the codes of the catalogue, each once', () => {
    const codes = documented.map(([code]) => code?.replaceAll('`', ''));
    expect(codes.length).toBeGreaterThan(40);
    expect(new Set(codes)).toEqual(new Set(Object.keys(errorCatalogue)));
    expect(codes).toHaveLength(Object.keys(errorCatalogue).length);
  });

  it.each(documented)('says of %s what the catalogue says', (code, status, what, todo) => {
    const item = errorCatalogue[code?.replaceAll('`', '') as ErrorCode];
    expect({ status, what, todo }).toEqual({ ...item, status: String(item.status) });
  });
});

describe('the catalogue', () => {
  it('holds codes in capitals, real statuses and whole sentences', () => {
    for (const [code, { status, what, todo }] of Object.entries(errorCatalogue)) {
      expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
      expect([200, 400, 401, 403, 404, 405, 413, 414, 415, 429, 500, 503]).toContain(status);
      expect(what).toMatch(/^[A-Z\d].*\.$/);
      // A remedy may begin with a command.
      expect(todo).toMatch(/^\S.*\.$/);
    }
  });

  it('knows its own codes and nothing inherited', () => {
    expect(isErrorCode('CONFLICT')).toBe(true);
    for (const stranger of ['constructor', '__proto__', 'toString', '', 'conflict', 1, null, {}]) {
      expect(isErrorCode(stranger)).toBe(false);
    }
  });
});

describe('a refusal', () => {
  it('carries code, place and facts, and keeps its cause to itself', () => {
    const cause = new Error('secret');
    const refused = refusal('BAD_INPUT', { at: 'input.name', facts: { limit: 200 }, cause });
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused.status).toBe(200);
    expect(JSON.parse(JSON.stringify(refused))).toEqual({
      message: errorCatalogue.BAD_INPUT.what,
      extensions: { code: 'BAD_INPUT', at: 'input.name', todo: errorCatalogue.BAD_INPUT.todo, limit: 200 },
    });
    expect(refused.cause).toBe(cause);
  });

  it('is found again inside an error of graphql-js; anything else is a bug', () => {
    const refused = refusal('CONFLICT');
    expect(refusalOf(refused)).toBe(refused);
    expect(refusalOf(new GraphQLError('wrapped', { originalError: refused }))).toBe(refused);
    for (const bug of [new Error('x'), new GraphQLError('x'), { code: 'CONFLICT' }, null, undefined]) {
      expect(refusalOf(bug)).toBeNull();
    }
  });
});
