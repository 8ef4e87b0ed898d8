import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc, loadDivisions, syntheticUscc } from '@huitong/kit';
import {
  caller,
  openTestSubgraph,
  rowSecurityProblems,
  testSize,
  type TestSubgraph,
} from '@huitong/kit/testing';
import { sample } from '../sample/index.js';
import type { Department } from './entities/department.js';
import type { Enterprise } from './entities/enterprise.js';
import { commons } from './main.js';

type VerifiedCaller = ReturnType<typeof caller>;
type Grant = VerifiedCaller['grants'][number];

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(commons, { sample: true });
});
afterAll(() => subgraph.close());

const county = '140581';
const office = caller('SAFETY_COMMITTEE', county);
const fire = caller('FIRE', county);
const [allDepartments, allEnterprises] = sample().map((table) => table.rows) as [Department[], Enterprise[]];
const inCounty = allEnterprises.filter((one) => one.divisionCode.startsWith(county));
const divisions = loadDivisions();

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;
async function ask(query: string, who: VerifiedCaller = fire, variables: Json = {}) {
  const answer = await subgraph.ask(query, who, variables);
  expect(answer.errors).toBeUndefined();
  const extensions = answer.extensions as Json;
  return {
    data: answer.data as Json,
    denied: (extensions['denied'] ?? []) as Json[],
    counts: extensions['counts'] as Json,
    warnings: (extensions['warnings'] ?? []) as Json[],
    text: JSON.stringify(answer),
  };
}
const codeOf = async (query: string, who: VerifiedCaller = fire) =>
  (await subgraph.ask(query, who)).errors?.[0]?.extensions?.['code'];
const usccsOf = (rows: readonly { uscc: string }[]) => rows.map((row) => row.uscc).sort();

describe('the lists', () => {
  it.each([
    ['enterprises', 'uscc', 'NAME', allEnterprises.length],
    ['enterprises', 'uscc', 'UPDATED_AT', allEnterprises.length],
    ['departments', 'uscc', 'DIVISION', allDepartments.length],
    ['divisions', 'code', null, divisions.length],
  ] as const)('%s: every row once, by %s %s', async (list, key, order, count) => {
    const orderBy = order ? `orderBy: {field: ${order}}` : '';
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const query = `query($after: String) { ${list}(first: 490, after: $after ${orderBy})
        { nodes { ${key} } pageInfo { hasNextPage endCursor } totalCount } }`;
      const page: Json = (await ask(query, fire, { after })).data[list];
      expect(page['totalCount']).toBe(count);
      seen.push(...(page['nodes'] as Json[]).map((node) => node[key] as string));
      ({ endCursor: after, hasNextPage: more } = page['pageInfo'] as {
        endCursor: string;
        hasNextPage: boolean;
      });
    }
    expect(new Set(seen).size).toBe(count);
    expect(seen).toHaveLength(count);
  });

  it.each<[string, (one: Enterprise) => boolean]>([
    [`division: "${county}"`, (one) => one.divisionCode.startsWith(county)],
    ['where: {sectorIn: [COAL, CHEMICALS]}', (one) => one.sector !== 'COMMERCE'],
    ['where: {not: {riskTier: HIGH}}', (one) => one.riskTier !== 'HIGH'],
    ['where: {nameContains: "煤业"}', (one) => one.name.includes('煤业')],
    [
      'bbox: {minLat: 35.4, minLon: 112.7, maxLat: 35.8, maxLon: 113}',
      ({ lat, lon }) => lat! >= 35.4 && lat! <= 35.8 && lon! >= 112.7 && lon! <= 113,
    ],
  ])('enterprises %s: what brute force finds', async (argument, keep) => {
    const { data } = await ask(`{ enterprises(${argument}, first: 500) { nodes { uscc } } }`);
    const expected = usccsOf(allEnterprises.filter(keep));
    expect(expected.length).toBeGreaterThan(0);
    expect(usccsOf(data['enterprises'].nodes as { uscc: string }[])).toEqual(expected);
  });

  it('near a point come nearest first', async () => {
    const { data } = await ask(
      '{ enterprises(near: {point: {lat: 35.798, lon: 112.924}, withinKm: 10}, first: 500) { edges { distanceMetres } } }',
    );
    const metres = (data['enterprises'].edges as Json[]).map((edge) => edge['distanceMetres'] as number);
    expect(metres.length).toBeGreaterThan(3);
    expect(metres).toEqual([...metres].sort((a, b) => a - b));
    expect(metres.at(-1)).toBeLessThanOrEqual(10_000);
  });

  it.each([
    ['enterprises(first: 0)', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['enterprises(first: 1000000)', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['enterprises(near: {point: {lat: 35, lon: 112}, withinKm: 20000})', 'RADIUS_OUT_OF_RANGE'],
    ['enterprises(division: "149999")', 'DIVISION_UNKNOWN'],
    ['divisions(division: "999999")', 'DIVISION_UNKNOWN'],
    ['departments(after: "x")', 'CURSOR_INVALID'],
    ['departments(where: {sharingOfficerPhone: "1"})', 'VALIDATION_FAILED'],
  ])('%s is refused: %s', async (field, code) => {
    expect(await codeOf(`{ ${field} { nodes { __typename } } }`)).toBe(code);
  });
});

describe('divisions', () => {
  it('know their parent, their children and the way up', async () => {
    const { data } =
      await ask(`{ division(code: "${county}") { name level path parent { code parent { code parent { code } } }
      seat { lat lon crs } validFrom children(first: 500) { nodes { code parent { code } } totalCount } } }`);
    const { division } = data;
    expect(division).toMatchObject({
      name: '高平市',
      level: 'COUNTY',
      path: ['140000', '140500', county],
      parent: { code: '140500', parent: { code: '140000', parent: null } },
      seat: { lat: 35.798, lon: 112.924, crs: 'WGS84' },
    });
    const children = divisions.filter((one) => one.parentCode === county).map((one) => one.code);
    expect((division.children.nodes as Json[]).map((one) => one['code'] as string).sort()).toEqual(
      children.sort(),
    );
    for (const child of division.children.nodes as Json[]) expect(child['parent'].code).toBe(county);
  });

  it('are found by name and level, inside another', async () => {
    const { data } = await ask(
      `{ divisions(division: "140500", where: {level: COUNTY}) { nodes { code } } }`,
    );
    const expected = divisions.filter((one) => one.level === 'COUNTY' && one.path.includes('140500'));
    expect((data['divisions'].nodes as Json[]).map((one) => one['code'] as string).sort()).toEqual(
      expected.map((one) => one.code).sort(),
    );
    const named = await ask(`{ divisions(where: {nameContains: "高平"}) { nodes { code } } }`);
    expect((named.data['divisions'].nodes as Json[]).map((one) => one['code'] as string)).toContain(county);
  });

  it('list the departments that belong to them', async () => {
    const { data } = await ask(
      `{ division(code: "${county}") { departments(first: 100) { nodes { uscc } } } }`,
    );
    expect(usccsOf(data['division'].departments.nodes as { uscc: string }[])).toEqual(
      usccsOf(allDepartments.filter((one) => one.divisionCode === county)),
    );
  });
});

describe('departments', () => {
  it('know who stands above and below them', async () => {
    const { data } =
      await ask(`{ department(uscc: "${demoUscc('FIRE', '140500')}") { name line parent { uscc } division { code }
      subordinates(first: 100) { nodes { uscc parent { uscc } } } } }`);
    const own = demoUscc('FIRE', '140500');
    expect(data['department']).toMatchObject({
      line: 'FIRE',
      parent: { uscc: demoUscc('FIRE', '140000') },
      division: { code: '140500' },
    });
    expect(usccsOf(data['department'].subordinates.nodes as { uscc: string }[])).toEqual(
      usccsOf(allDepartments.filter((one) => one.parentUscc === own)),
    );
  });

  it('give their sharing officer’s number to a grant only, masked', async () => {
    const query = `{ departments(division: "${county}", first: 100) { nodes { sharingOfficerPhone } } }`;
    const denied = await ask(query, fire);
    expect(denied.denied).toMatchObject([
      { coordinate: 'Department.sharingOfficerPhone', entry: 'commons/department' },
    ]);
    const grant: Grant = {
      id: 'g',
      coordinates: ['Department.sharingOfficerPhone'],
      divisions: [county],
      unmask: false,
      incident: null,
      expiresAt: 4e9,
    };
    const purpose = 'SHARING_ADMINISTRATION';
    const granted = await ask(query, caller('FIRE', county, { grants: [grant], purpose }));
    for (const node of granted.data['departments'].nodes as Json[]) {
      expect(node['sharingOfficerPhone']).toMatch(/^199\*{4}\d{4}$/);
    }
  });
});

describe('enterprises', () => {
  const query = (
    unmask = '',
  ) => `{ enterprises(division: "${county}", first: 100) { nodes { uscc safetyManagerName safetyManagerPhone${unmask}
    ownerDepartment { name } division { path } supervisors { role basis department { name line } } } } }`;

  it('name their supervisors and their owner', async () => {
    const { data } = await ask(query());
    for (const one of data['enterprises'].nodes as Json[]) {
      expect(one['ownerDepartment'].name).toContain('安全生产委员会办公室');
      expect(one['division'].path).toContain(county);
      expect(one['supervisors']).toHaveLength(1);
      expect(['ENERGY', 'EMERGENCY', 'FIRE']).toContain(one['supervisors'][0].department.line);
    }
  });

  it('take the same number of statements for 2 and for many', async () => {
    const read = (count: number) =>
      ask(
        'query($r: [_Any!]!) { _entities(representations: $r) { ... on Enterprise { name supervisors { department { name } } division { name parent { name } } } } }',
        fire,
        { r: allEnterprises.slice(0, count).map(({ uscc }) => ({ __typename: 'Enterprise', uscc })) },
      );
    const [few, many] = [await read(2), await read(60)];
    expect(many.counts['statements']).toBe(few.counts['statements']);
    expect((many.data['_entities'] as Json[]).map((one) => one['name'] as string)).toEqual(
      allEnterprises.slice(0, 60).map((one) => one.name),
    );
  });

  it('are null where there are none, and warn of a code that does not fit', async () => {
    const { data, warnings } = await ask('{ enterprise(uscc: "911405810000000000") { name } }');
    expect(data['enterprise']).toBeNull();
    expect(warnings).toMatchObject([{ code: 'USCC_CHECK_DIGIT', at: 'uscc' }]);
    expect(await codeOf('{ enterprise(uscc: "x") { name } }')).toBe('USCC_MALFORMED');
    const entities = await ask(
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Enterprise { name } ... on AdminDivision { name } ... on Department { name } } }',
      fire,
      {
        r: [
          { __typename: 'Enterprise', uscc: { a: 1 } },
          { __typename: 'Enterprise', uscc: 'nul\0' },
          { __typename: 'AdminDivision', code: '000000' },
          { __typename: 'Department', uscc: 5 },
          { __typename: 'AdminDivision', code: county },
        ],
      },
    );
    expect(entities.data['_entities']).toEqual([null, null, null, null, { name: '高平市' }]);
  });

  it('keep their safety manager from other lines, and mask him for their own', async () => {
    const foreign = await ask(query());
    for (const one of foreign.data['enterprises'].nodes as Json[]) {
      expect(one).toMatchObject({ safetyManagerName: null, safetyManagerPhone: null });
    }
    expect(foreign.denied).toHaveLength(2);
    const own = await ask(query(), office);
    for (const one of own.data['enterprises'].nodes as Json[]) {
      expect(one['safetyManagerName']).toMatch(/^.\*$/u);
      expect(one['safetyManagerPhone']).toMatch(/^199\*{4}\d{4}$/);
    }
  });

  it('tell no protected value to a foreign department, however it asks', async () => {
    const secrets = [
      ...allEnterprises.map((one) => one.safetyManagerPhone!),
      ...allDepartments.map((one) => one.sharingOfficerPhone!),
    ];
    const answers = await Promise.all([
      ask(query()),
      ask(query('(unmask: {reason: "试一试"})')),
      ask(
        '{ departments(first: 500) { edges { cursor node { sharingOfficerPhone(unmask: {reason: "x"}) } } } }',
      ),
      ask(query('(unmask: {reason: "x"})'), caller('SAFETY_COMMITTEE', '140521')),
    ]);
    expect(secrets.filter((secret) => answers.some(({ text }) => text.includes(secret)))).toEqual([]);
  });
});

describe('upsertEnterprise', () => {
  const mutation = `mutation($i: UpsertEnterpriseInput!) { upsertEnterprise(input: $i) { outcome enterprise { uscc name riskTier division { code } } } }`;
  const input = {
    sourceId: 'e-1',
    uscc: syntheticUscc({ authority: '9', category: '1', divisionCode: county, seed: 'upsert' }),
    name: '测试商贸',
    divisionCode: '140581001',
    riskTier: 'LOW',
  };
  const write = (change: Json = {}, who = office) =>
    subgraph.ask(mutation, who, { i: { ...input, ...change } });
  const outcome = async (change: Json = {}) => (await write(change)).data?.['upsertEnterprise'] as Json;

  it('inserts, does nothing the second time, updates what changed', async () => {
    expect(await outcome()).toMatchObject({
      outcome: 'INSERTED',
      enterprise: { riskTier: 'LOW', division: { code: '140581001' } },
    });
    expect(await outcome()).toMatchObject({ outcome: 'UNCHANGED' });
    expect(await outcome({ riskTier: 'HIGH' })).toMatchObject({
      outcome: 'UPDATED',
      enterprise: { riskTier: 'HIGH', name: '测试商贸' },
    });
  });

  it('refuses a code that another row has, in one word', async () => {
    const taken = await write({ sourceId: 'e-2', uscc: inCounty[0]!.uscc });
    expect(taken.errors?.map((error) => error.extensions?.['code'])).toEqual(['CONFLICT']);
    expect(JSON.stringify(taken)).not.toMatch(/enterprise_uscc_key|unique/);
  });

  it.each<[string, Json]>([
    ['NOT_OWN_ROW', { divisionCode: '140521' }],
    ['DIVISION_UNKNOWN', { divisionCode: '149999' }],
    ['USCC_MALFORMED', { uscc: '123' }],
    ['BAD_INPUT', { name: ' ' }],
    ['BAD_INPUT', { address: 'x'.repeat(401) }],
    ['COORDINATE_OUT_OF_RANGE', { location: { lat: 35, lon: 190 } }],
    ['VARIABLE_INVALID', { riskTier: 'NONE' }],
  ])('is refused with %s for %j', async (code, change) => {
    const answer = await write({ sourceId: 'bad', ...change });
    expect(answer.errors?.map((error) => error.extensions?.['code'])).toEqual([code]);
  });
});

it('the database lets nothing past row security', async () => {
  expect(await rowSecurityProblems(subgraph.superuserUrl, subgraph.appRole)).toEqual([]);
});

it('the demonstration is the same every time, and its rows have keys of their own', () => {
  const rowsOf = () => sample(testSize).map((table) => [...table.rows] as Enterprise[]);
  expect(rowsOf()).toEqual(rowsOf());
  for (const rows of rowsOf()) {
    const keys = rows.map((row) => `${row.ownerDepartment} ${row.source} ${String(row.sourceId)}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(rows.every((row) => row.synthetic)).toBe(true);
  }
  const phones = [
    ...allEnterprises.map((one) => one.safetyManagerPhone),
    ...allDepartments.map((one) => one.sharingOfficerPhone),
  ];
  for (const phone of phones) expect(phone).toMatch(/^1990000\d{4}$/);
});
