import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  buildClientSchema,
  getIntrospectionQuery,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { decodeJwt } from 'jose';
import { personas } from '@huitong/cli';
import { commons } from '@huitong/commons';
import { fieldRules } from '@huitong/contract';
import { emergency } from '@huitong/emergency';
import { fire } from '@huitong/fire';
import { hazmat } from '@huitong/hazmat';
import { subgraphSchema, withPlainClient } from '@huitong/kit';
import { mines } from '@huitong/mines';
import { sharing } from '@huitong/sharing';
import {
  everyDisguise,
  everyLookup,
  everyNeighbour,
  everyRow,
  everyWay,
  type Question,
} from './harness/everyQuestion.js';
import type { Reply } from './harness/ask.js';
import { type House, startHouse } from './harness/house.js';
import { until } from './harness/processes.js';
import {
  canariesIn,
  type Canary,
  plant,
  type PlantedRow,
  protectedFields,
  protectedTables,
} from './harness/protectedCells.js';

/** Callers with nothing in common: other lines, other places. */
const strangers = ['water-bureau', 'mine-regulator', 'fire-planner', 'township-officer'];

let house: House;
let planted: ReadonlyMap<string, readonly PlantedRow[]>;
let schema: GraphQLSchema;
/** Canaries that reached somebody who may read them: the proof that planting and searching work. */
const rightful = new Map<string, Set<string>>();

beforeAll(async () => {
  // These questions are dearer to plan than any caller's. One refused for that would stay refused for a minute.
  // Nor may one be held up for all the rows that it reads.
  const quotas = 'requests-per-minute=0,rows-per-hour=0';
  house = await startHouse({ args: ['--planning', 'deadline-ms=5000', '--quotas', quotas] });
  planted = await plant((database) => house.superuserUrl(database));
  await endGrants(await house.superuserUrl('huitong_sharing'));
  await closeIncidents(await house.superuserUrl('huitong_emergency'));
  const introspection = await house.query('duty-officer', getIntrospectionQuery());
  schema = buildClientSchema(introspection.body.data as unknown as IntrospectionQuery);
}, 600_000);
afterAll(() => house?.remove());

/** What grants give is tested in sharing.test.ts; here nobody holds one, and the gateway must have learned it. */
async function endGrants(url: string): Promise<void> {
  await withPlainClient(url, async (client) => {
    // The width of a grant stays; its superuser alone can do this.
    await client.query('alter table sharing_grant disable trigger sharing_grant_stays');
    await client.query(`update sharing_grant set expires_at = starts_at + interval '1 second'`);
    await client.query('alter table sharing_grant enable trigger sharing_grant_stays');
  });
  const question = '{ majorHazards(first: 500) { nodes { tanks { totalCount } } } }';
  await until('no grant holds any more', async () => {
    const { body } = await house.query('ecology-bureau', question);
    return body.extensions?.['grants'] === undefined && (body.errors ?? []).length > 0;
  });
}

/** The same of incidents, of which one opens a rule: see emergency.test.ts. */
async function closeIncidents(url: string): Promise<void> {
  await withPlainClient(url, (client) => client.query(`update incident set status = 'CLOSED'`));
  const question = '{ coalMines(first: 50) { nodes { undergroundNow } } }';
  await until('no incident opens anything any more', async () => {
    const { body } = await house.query('incident-duty-officer', question);
    return body.extensions?.['emergency'] === undefined && (body.errors ?? []).length > 0;
  });
}

interface Claim {
  readonly department: string;
  readonly line: string;
  readonly departments: readonly string[];
  readonly scope: readonly string[];
}

/** Own rows in own divisions, and of these what is not masked: without grants nothing else may be read. */
function isEntitled(
  { department, departments, line, scope }: Claim,
  { table, column, row }: Canary,
): boolean {
  if (table.masked.includes(column)) return false;
  const isOwn = ({ owner, path, parties, provider, lines }: PlantedRow) => {
    const inScope = path.some((code) => scope.includes(code));
    if (parties === null) return departments.includes(owner) && inScope;
    if (parties.includes(department)) return true;
    const isTold = line === 'DATA' || line === 'AUDIT' || lines.includes(line);
    return inScope && (isTold || departments.includes(provider ?? ''));
  };
  const rows = planted.get(table.label) ?? [];
  if (row === null) return rows.some(isOwn);
  const one = rows[row];
  return one !== undefined && isOwn(one);
}

/** What the sharing rules answer with: the question was asked, and its other fields were. */
const ofSharing = new Set(['FIELD_NOT_SHARED', 'UNMASK_NOT_GRANTED', 'JOIN_RISK']);

/** Asks again while a busy machine does not answer in time. */
const answered = (question: string, ask: () => Promise<Reply>): Promise<Reply> =>
  until(`${question} is answered in time`, async () => {
    const reply = await ask();
    const late = (reply.body.errors ?? []).find(({ extensions: { code } }) => busy.has(code));
    if (late) throw new Error(`${late.extensions.code} at ${late.path?.join('.')}`);
    return reply;
  });
const busy = new Set(['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT', 'PLANNING_TIMEOUT', 'OVERLOADED']);

/** Asks, two questions at a time, and returns each leak in words. */
async function leaks(persona: string, questions: readonly Question[]): Promise<string[]> {
  const claim = decodeJwt(await house.token(persona))['huitong'] as Claim;
  const found: string[] = [];
  const open = [...questions];
  const work = async () => {
    for (let question = open.pop(); question; question = open.pop()) {
      const where = `${persona}, ${question.name}`;
      const { status, text, headers, body } = await answered(where, () =>
        house.query(persona, question.query, question.variables),
      );
      const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
      // A question that fails for another reason than sharing would find nothing, and prove nothing.
      const failed = codes.filter((code) => !ofSharing.has(code));
      const first = (body.errors ?? []).find(({ extensions }) => failed.includes(extensions.code));
      if (status !== 200 || failed.length > 0)
        found.push(`${where}: ${status} ${failed.length} errors, ${failed[0]} at ${first?.path?.join('.')}`);
      const held: string[] = [text];
      headers.forEach((value, name) => held.push(`${name}: ${value}`));
      for (const canary of held.flatMap(canariesIn)) {
        const what = `${canary.table.table}.${canary.column}`;
        if (!isEntitled(claim, canary)) found.push(`${where}: ${what} of row ${canary.row}`);
        else rightful.set(persona, (rightful.get(persona) ?? new Set()).add(what));
      }
    }
  };
  await Promise.all(Array.from({ length: 2 }, work));
  return [...new Set(found)].slice(0, 20);
}

describe('the table of protected cells', () => {
  it('holds every field whose rule is CONDITIONAL, NOT_SHARED or masked, and no other', () => {
    const rules = [commons, mines, hazmat, fire, emergency, sharing].flatMap((definition) => [
      ...fieldRules(subgraphSchema(definition)).values(),
    ]);
    // Parts of a conditional row stand with the way to the row.
    const covered = rules.filter(
      ({ attribute, mask, governs }) => (attribute !== 'UNCONDITIONAL' && governs !== 'PART') || mask,
    );
    expect(covered.map(({ coordinate }) => coordinate).sort()).toEqual(Object.keys(protectedFields).sort());
  });

  it('names columns that were planted, in rows that exist', () => {
    for (const [coordinate, { table, columns }] of Object.entries(protectedFields)) {
      const { columns: plantable, label: name } = protectedTables[table];
      expect([coordinate, columns.filter((column) => !Object.hasOwn(plantable, column))]).toEqual([
        coordinate,
        [],
      ]);
      expect([coordinate, (planted.get(name) ?? []).length > 0]).toEqual([coordinate, true]);
    }
  });
});

/**
 * The share of the dear questions that one of several callers asks: together they ask each question `times` times,
 * with another first question for each, so that no two callers ask the same ones.
 */
function shareOf<Item>(all: readonly Item[], caller: number, { callers, times }: Shares): Item[] {
  return all.filter((_, index) => (index - caller + all.length * callers) % callers < times);
}

interface Shares {
  readonly callers: number;
  readonly times: number;
}

const names = Object.keys(personas);
/** They ask everything, because what they may read must be seen to reach them. */
const rightfulReaders = ['duty-officer', 'mine-regulator'];

describe('no protected value reaches a caller who may not read it', () => {
  it.each(names)(
    '%s: every row, every field, everything one edge away',
    async (persona) => {
      const isRightful = rightfulReaders.includes(persona);
      const neighbours = shareOf(
        everyNeighbour(schema, 'NODES', isRightful ? 70 : 25),
        names.indexOf(persona),
        { callers: names.length, times: isRightful ? names.length : 2 },
      );
      const questions = [...everyRow(schema), ...neighbours];
      expect(questions.length).toBeGreaterThan(20);
      expect(await leaks(persona, questions)).toEqual([]);
    },
    600_000,
  );

  it.each(strangers)(
    '%s: through edges, aliases, fragments and conditions',
    async (persona) => {
      const own = (questions: readonly Question[]) =>
        shareOf(questions, strangers.indexOf(persona), { callers: strangers.length, times: 2 });
      const questions = [...own(everyNeighbour(schema, 'EDGES', 25)), ...own(everyDisguise(schema))];
      expect(questions.length).toBeGreaterThan(20);
      expect(await leaks(persona, questions)).toEqual([]);
    },
    600_000,
  );

  it.each(strangers)(
    '%s: along every way of three edges',
    async (persona) => {
      const shares = { callers: strangers.length, times: 1 };
      const questions = shareOf(everyWay(schema), strangers.indexOf(persona), shares);
      expect(questions.length).toBeGreaterThan(50);
      expect(await leaks(persona, questions)).toEqual([]);
    },
    600_000,
  );

  /** Rows that there are, found once for all who ask for them. */
  let found: Promise<Record<string, unknown>[]> | undefined;
  const rowsThere = async () => {
    const answers = await Promise.all(
      everyRow(schema).map(({ name, query }) => answered(name, () => house.query('duty-officer', query))),
    );
    return answers.flatMap(({ body }) =>
      Object.values(body.data ?? {}).flatMap(
        (list) => (list as { nodes: Record<string, unknown>[] } | null)?.nodes ?? [],
      ),
    );
  };

  it.each(strangers)(
    '%s: by key',
    async (persona) => {
      const nodes = await (found ??= rowsThere());
      const keys = (type: string, key: string) =>
        nodes
          .filter((node) => node['__typename'] === type && node[key] !== undefined)
          .slice(0, 3)
          .map((node) => JSON.stringify(node[key]));
      const questions = everyLookup(schema, keys);
      expect(questions.length).toBeGreaterThan(20);
      expect(await leaks(persona, questions)).toEqual([]);
    },
    600_000,
  );

  it('but the departments whose values they are do read them', () => {
    expect([...(rightful.get('mine-regulator') ?? [])]).toEqual(
      expect.arrayContaining(['coal_mine.underground_now', 'mine_hidden_danger.description']),
    );
    expect([...(rightful.get('duty-officer') ?? [])]).toEqual(
      expect.arrayContaining([
        'tank.name',
        'tank.capacity_tonnes',
        'incident.dead',
        'rescue_team.comms_channels',
      ]),
    );
  });
});

describe('no protected value is kept beside the answers', () => {
  it('not in the records of decisions', async () => {
    const folder = join(house.data, 'records');
    const files = await readdir(folder);
    const lines = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    expect(lines.join('').split('\n').length).toBeGreaterThan(300);
    expect(canariesIn(lines.join(''))).toEqual([]);
  });

  it('not in what the process prints and logs', () => {
    expect(canariesIn(house.running.output() + house.running.errors())).toEqual([]);
  });
});
