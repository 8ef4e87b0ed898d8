import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrate, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { takeIn } from './catalogueIntake.js';
import { sharing } from './main.js';
import { dueOf } from './rules/answerClock.js';
import { types, type TypeRule } from './rules/catalogue.js';
import { reviewTerms, updateTerms } from './rules/catalogueMachine.js';
import { data, ecology, emergency, granted, officer, told } from './testing.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(sharing, { sample: true });
});
afterAll(() => subgraph?.close());

const fields = `id entry typeName name providers format updateFrequency attribute purposes basis mode conditions grade
  itemCount version state withdrawn withdrawnAt publishedAt changedAt updateDueAt reviewDueAt extensionWorkingDays
  updateDue { dueAt overdue basis } reviewDue { dueAt overdue basis } ownerDepartment { uscc }
  items { coordinate title description type attribute purposes basis mask withdrawnInVersion }
  changes { kind item property before after } versions { version contentHash changes { kind } }
  nextMoves { transition } history { transition from to byOfficer } usesOfVanishedItems { coordinates grant { id } }`;
const entryOf = (entry: string, who = ecology) =>
  told(subgraph, `{ catalogEntry(entry: "${entry}") { ${fields} } }`, who);
const move = (who: typeof data, id: string, transition: string, evidence = {}) =>
  told(
    subgraph,
    `mutation ($input: MoveCatalogEntryInput!) { moveCatalogEntry(input: $input) { catalogEntry { ${fields} } } }`,
    who,
    { id, transition, evidence },
  );
const schemaIs = (rules: Readonly<Record<string, TypeRule>>, now?: string) =>
  withPlainClient(subgraph.ownerUrl, async (client) => {
    await client.query('begin');
    const query = async (text: string, values?: unknown[]) =>
      (await client.query(text, values)).rows as unknown;
    const intake = await takeIn({ query }, rules, now);
    await client.query('commit');
    return intake;
  });

it('holds an entry for every type of the graph, for every caller, with all that art. 13 lists', async () => {
  const names = async (where = '{synthetic: false}', who = caller('FORESTRY', '140581')) => {
    const page = await told(
      subgraph,
      `{ catalogEntries(first: 500, where: ${where}) { nodes { entry } totalCount } }`,
      who,
    );
    return page.nodes.map(({ entry }: { entry: string }) => entry) as string[];
  };
  const all = Object.values(types).map(({ entry }) => entry);
  expect(await names()).toEqual([...all].sort());
  expect(await names('{provider: ENERGY, gradeIn: [IMPORTANT]}')).toContain('mines/explosives-store');
  expect(await names('{nameContains: "煤矿"}')).toContain('mines/coal-mine');
  expect(await names('{attributeIn: [CONDITIONAL], typeName: "Tank"}')).toEqual(['hazmat/tank']);
  const secret = Object.values(types)
    .filter(({ own }) => Object.values(own).some(({ attribute }) => attribute === 'NOT_SHARED'))
    .map(({ entry }) => entry);
  expect(await names('{itemAttribute: NOT_SHARED}')).toEqual(secret.sort());

  const tank = await entryOf('hazmat/tank', caller('TOWNSHIP', '140581107'));
  expect(tank).toMatchObject({
    ...{ typeName: 'Tank', name: '危险化学品储存信息', providers: ['EMERGENCY'], format: 'GraphQL' },
    ...{ updateFrequency: 'LIVE', attribute: 'CONDITIONAL', mode: 'SERVICE_INTERFACE', grade: 'IMPORTANT' },
    ...{ version: 1, state: 'REVIEW', withdrawn: false, publishedAt: null },
    changes: [{ kind: 'ENTRY_ADDED', item: null, property: null, before: null, after: null }],
  });
  expect(tank.conditions).toContain('剧毒');
  expect(tank.items).toContainEqual({
    ...{
      coordinate: 'Tank.chemical',
      title: '介质',
      description: '介质 chemical in the tank',
      type: 'Chemical',
    },
    ...{ attribute: 'CONDITIONAL', purposes: types['Tank']?.purposes, basis: types['Tank']?.basis },
    ...{ mask: null, withdrawnInVersion: null },
  });
});

it('is published by the data administration of a city, within the clocks of arts 16 and 17', async () => {
  const before = await entryOf('mines/coal-mine');
  expect(before.reviewDueAt).toBe(dueOf(reviewTerms, before.changedAt).dueAt);
  expect(before.updateDue).toMatchObject({ dueAt: before.updateDueAt, basis: '政务数据共享条例 art. 16' });
  for (const who of [ecology, emergency, officer('DATA', '140581'), caller('DATA', '140500')])
    expect(await move(who, before.id, 'PUBLISH')).toMatchObject({
      code: expect.stringMatching(/^(FORBIDDEN|NOT_OWN_ROW)$/),
    });
  for (const workingDays of [0, 6, 1.5])
    expect(await move(data, before.id, 'EXTEND', { workingDays, reason: '核对' })).toMatchObject({
      code: 'TRANSITION_ILLEGAL',
    });
  const extended = (await move(data, before.id, 'EXTEND', { workingDays: 5, reason: '核对' })).catalogEntry;
  expect(extended.updateDueAt).toBe(dueOf(updateTerms(5), before.changedAt).dueAt);
  expect(Date.parse(extended.updateDueAt)).toBeGreaterThan(Date.parse(before.updateDueAt));
  expect(await move(data, before.id, 'EXTEND', { workingDays: 1, reason: '再次' })).toMatchObject({
    code: 'TRANSITION_ILLEGAL',
  });
  // Only a new schema makes these moves.
  for (const transition of ['REVISE', 'WITHDRAW'])
    expect((await move(data, before.id, transition)).code).toBeDefined();
  const { catalogEntry: published } = await move(data, before.id, 'PUBLISH');
  expect(published).toMatchObject({ state: 'PUBLISHED', reviewDue: { overdue: false } });
  expect(published.history.map(({ transition }: { transition: string }) => transition)).toEqual([
    ...['CREATE', 'EXTEND', 'PUBLISH'],
  ]);
});

it('has a new version with what differs, back in review, when the schema changes, and none when it does not', async () => {
  expect(await schemaIs(types)).toEqual({ added: 0, revised: 0, withdrawn: 0, restored: 0 });
  const mine = types['CoalMine'] as TypeRule;
  const { workforce, ...kept } = mine.fields;
  expect(workforce).toBeDefined();
  const changed = {
    ...types,
    CoalMine: {
      ...mine,
      grade: 'IMPORTANT' as const,
      fields: { ...kept, seams: { type: 'Int', description: '煤层 seams' } },
    },
  };
  // The day before the National Day of 2026: working days of the clock begin after the holidays.
  expect(await schemaIs(changed, '2026-09-30T08:00:00.000Z')).toMatchObject({ revised: 1, added: 0 });
  const entry = await entryOf('mines/coal-mine');
  expect(entry).toMatchObject({ version: 2, state: 'REVIEW', publishedAt: null, extensionWorkingDays: null });
  expect(entry.reviewDueAt).toBe(dueOf(reviewTerms, '2026-09-30T08:00:00.000Z').dueAt);
  expect(entry.reviewDueAt > '2026-10-08').toBe(true);
  expect(entry.changes).toEqual([
    { kind: 'ENTRY_CHANGED', item: null, property: 'grade', before: mine.grade, after: 'IMPORTANT' },
    { kind: 'ITEM_ADDED', item: 'seams', property: null, before: null, after: 'UNCONDITIONAL' },
    { kind: 'ITEM_REMOVED', item: 'workforce', property: null, before: 'UNCONDITIONAL', after: null },
  ]);
  expect(entry.versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
  expect(entry.versions[0].contentHash).not.toBe(entry.versions[1].contentHash);
  expect(entry.itemCount).toBe(Object.keys(mine.fields).length);
  expect(entry.items.at(-1)).toMatchObject({ coordinate: 'CoalMine.workforce', withdrawnInVersion: 2 });
  expect(entry.history.at(-1)).toMatchObject({ transition: 'REVISE', from: 'PUBLISHED', to: 'REVIEW' });
  expect(await schemaIs(types)).toMatchObject({ revised: 1 });
});

it('marks an entry whose type is gone as withdrawn, keeps it, and takes it back', async () => {
  const { Tank, ...rest } = types;
  expect(await schemaIs(rest)).toEqual({ added: 0, revised: 0, withdrawn: 1, restored: 0 });
  expect(await schemaIs(rest)).toMatchObject({ withdrawn: 0 });
  const gone = await entryOf('hazmat/tank');
  expect(gone).toMatchObject({
    state: 'WITHDRAWN',
    withdrawn: true,
    version: 2,
    itemCount: 0,
    nextMoves: [],
  });
  expect(gone.withdrawnAt).toBe(gone.changedAt);
  expect(gone.items).toHaveLength(Object.keys(Tank?.fields ?? {}).length);
  expect(await move(data, gone.id, 'PUBLISH')).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
  expect(await schemaIs(types)).toMatchObject({ restored: 1 });
  const back = await entryOf('hazmat/tank');
  expect(back).toMatchObject({ state: 'REVIEW', withdrawn: false, withdrawnAt: null, version: 3 });
  expect(back.changes[0]).toMatchObject({ kind: 'ENTRY_RESTORED' });
  expect(back.items.every((item: { withdrawnInVersion: unknown }) => item.withdrawnInVersion === null)).toBe(
    true,
  );
});

it('shows the grants and rules in force that name what is gone, to those who may see them', async () => {
  const list = '{ grantsOfVanishedItems { coordinates grant { id } emergencyRule { id } } }';
  expect(await told(subgraph, list, data)).toEqual([]);
  const { id } = await granted(subgraph, { coordinates: ['Tank.name'] });
  await withPlainClient(subgraph.superuserUrl, (client) =>
    client.query(
      `alter table sharing_grant disable trigger user;
       update sharing_grant set coordinates = '{Tank.name,Tank.formerField,FormerType}' where id = '${id}';
       alter table sharing_grant enable trigger user`,
    ),
  );
  const use = { grant: { id }, emergencyRule: null, coordinates: ['Tank.formerField', 'FormerType'] };
  for (const who of [data, ecology, emergency]) expect(await told(subgraph, list, who)).toEqual([use]);
  expect(await told(subgraph, list, officer('FORESTRY'))).toEqual([]);
  expect((await entryOf('hazmat/tank')).usesOfVanishedItems).toEqual([
    { grant: { id }, coordinates: ['Tank.formerField'] },
  ]);
  expect((await entryOf('hazmat/tank', officer('FORESTRY'))).usesOfVanishedItems).toEqual([]);
});

it('is nobody’s to write past its moves, and is taken in once by migrating', async () => {
  const asApp = (text: string) => withPlainClient(subgraph.appUrl, (client) => client.query(text));
  for (const text of [
    `update catalog_entry set attribute = 'UNCONDITIONAL'`,
    `update catalog_entry set items = '[]'`,
    `delete from catalog_entry`,
    `update catalog_version set changes = '[]'`,
    `delete from catalog_version`,
  ])
    await expect(asApp(text)).rejects.toMatchObject({ code: '42501' });
  const versions = () => told(subgraph, '{ catalogEntry(entry: "fire/fire-unit") { version } }', data);
  const before = await versions();
  expect(before).toEqual({ version: 1 });
  expect(await migrate(subgraph.ownerUrl, sharing.migrations)).toEqual([]);
  // As after going back to an earlier schema and on again.
  await withPlainClient(subgraph.ownerUrl, (client) =>
    client.query(`update schema_migration set name = 'take-in-catalogue-000000000000-0000000099999'
      where name like 'take-in-catalogue-%'`),
  );
  expect(await migrate(subgraph.ownerUrl, sharing.migrations)).toHaveLength(1);
  expect(await versions()).toEqual(before);
  const { rows } = await withPlainClient(subgraph.superuserUrl, (client) =>
    client.query(`select count(*)::integer as n from schema_migration where name like 'take-in-catalogue-%'`),
  );
  expect(rows).toEqual([{ n: 1 }]);
});

it('reads the versions and the vanished items of many entries in as many statements as those of two', async () => {
  const ask = (first: number) =>
    subgraph.ask(
      `{ catalogEntries(first: ${first}) { nodes { changes { kind } versions { version } history { step }
        usesOfVanishedItems { coordinates } } } }`,
      ecology,
    );
  const statements = async (first: number) =>
    ((await ask(first)).extensions as { counts: { statements: number } }).counts.statements;
  expect(await statements(50)).toBe(await statements(2));
});
