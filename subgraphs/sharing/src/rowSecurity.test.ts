import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { VerifiedCaller } from '@huitong/contract';
import { demoUscc, runAs } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { sharing } from './main.js';
import { data, ecology, emergency, gateway, mutations, officer, request, told } from './testing.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(sharing, { sample: true });
});
afterAll(() => subgraph?.close());

/** A statement as the app role sends it, past every resolver. */
const as = <Row = Record<string, unknown>>(
  who: VerifiedCaller,
  text: string,
  values: readonly unknown[] = [],
) => runAs(who, () => subgraph.database.query<Row>(text, values));
const tables = [
  ...['sharing_application', 'sharing_grant', 'verification_case', 'sharing_dispute', 'sharing_usage'],
  ...['sharing_use_report', 'revocation'],
];
const events = [
  'sharing_application_event',
  'sharing_grant_event',
  'verification_case_event',
  'sharing_dispute_event',
];
const auditor = caller('AUDIT', '140500');

describe('rows', () => {
  it.each([...tables, ...events])('of %s are nobody’s who is not a party', async (table) => {
    for (const who of [caller('FORESTRY', '140500'), officer('DATA', '140400'), caller('AUDIT', '140400')])
      expect([table, await as(who, `select * from ${table}`)]).toEqual([table, []]);
    expect((await as(data, `select * from ${table}`)).length).toBeGreaterThan(0);
    expect((await as(auditor, `select * from ${table}`)).length).toBeGreaterThan(0);
  });

  it.each([
    'sharing_application',
    'sharing_grant',
    'sharing_usage',
    'verification_case',
    'sharing_use_report',
  ])('of %s are those of applicant and provider, no others', async (table) => {
    const all = await as<Record<string, string>>(data, `select * from ${table}`);
    const isParty = (row: Record<string, string>, code: string) =>
      [row['owner_department'], row['provider_department'], row['department']].includes(code);
    for (const who of [ecology, emergency, officer('FIRE'), officer('WATER')]) {
      const seen = await as<{ id: string }>(who, `select id from ${table}`);
      const own = all.filter((row) => isParty(row, who.department));
      expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(own.map(({ id }) => id)));
    }
  });

  it('of grants are seen by departments of the provider’s line in their own area', async () => {
    const county = caller('EMERGENCY', '140581');
    const seen = await as<{ division_path: string[]; owner_department: string }>(
      county,
      'select * from sharing_grant',
    );
    expect(seen.length).toBeGreaterThan(0);
    for (const row of seen) expect(row.division_path).toContain('140581');
    for (const row of seen) expect(row.owner_department).toBe(demoUscc('EMERGENCY', '140500'));
  });

  it('that the gateway needs it sees, all of them, and the applications it does not', async () => {
    for (const table of [
      'sharing_grant',
      'verification_case',
      'revocation',
      'emergency_rule',
      'sharing_usage',
    ])
      expect((await as(gateway, `select * from ${table}`)).length).toBeGreaterThan(0);
    for (const table of ['sharing_dispute', 'sharing_use_report'])
      expect(await as({ ...gateway, scope: [] as string[] } as never, `select * from ${table}`)).toEqual([]);
  });
});

describe('writes', () => {
  const refused = { code: '42501' };

  it('in another’s name are refused', async () => {
    const text = `insert into revocation (id, owner_department, division_code, source, kind, value, since, reason)
      values (gen_random_uuid(), $1, '140500', 'x', 'KEY', 'k', now(), 'x')`;
    await expect(as(ecology, text, [data.department])).rejects.toMatchObject(refused);
    await expect(as(ecology, text, [ecology.department])).rejects.toMatchObject(refused);
  });

  it('grant nobody what it did not ask for, and nobody grants himself', async () => {
    const copy = (
      changes: object,
    ) => `insert into sharing_grant select (jsonb_populate_record(null::sharing_grant,
      to_jsonb(held) || jsonb_build_object('id', gen_random_uuid(), 'application_id', asked.id, 'source_id', 'copy')
      || '${JSON.stringify(changes)}'::jsonb)).*
      from (select * from sharing_grant where state = 'ACTIVE' limit 1) as held,
        (select id from sharing_application where state = 'SUBMITTED' limit 1) as asked`;
    const own = { owner_department: ecology.department, department: ecology.department };
    const submitted = await told(
      subgraph,
      mutations.apply,
      ecology,
      request({ coordinates: ['Tank.bund'], scope: { divisions: ['140525'] } }),
    );
    const wide = {
      application_id: submitted.application.id,
      department: ecology.department,
      purpose: 'ECOLOGY',
    };
    await expect(as(ecology, copy(own))).rejects.toMatchObject(refused);
    await expect(as(emergency, copy(wide))).rejects.toMatchObject(refused);
    const narrow = { coordinates: ['Tank.bund'], unmask: false };
    const made = { ...wide, ...narrow, expires_at: new Date(Date.now() + 86_400_000).toISOString() };
    expect(await as(emergency, copy(made))).toEqual([]);
  });

  it('widen no grant and rewrite no application, also for those who may move them', async () => {
    for (const text of [
      `update sharing_grant set expires_at = expires_at + interval '1 year' where state = 'ACTIVE'`,
      `update sharing_grant set divisions = '{140000}'`,
      `update sharing_grant set unmask = not unmask`,
      `update sharing_application set coordinates = '{Tank}' where state = 'SUBMITTED'`,
      `update verification_case set coordinate = 'x'`,
    ]) {
      const constraint = expect.stringMatching(/_stays$/);
      await expect(as(emergency, text)).rejects.toMatchObject({ constraint });
    }
    const state = `update sharing_grant set state = 'SUSPENDED', suspension_reason = 'x' where state = 'ACTIVE'`;
    await expect(as(emergency, state)).rejects.toMatchObject({ constraint: 'sharing_grant_state_by_move' });
  });

  it('of strangers change nothing', async () => {
    const text = `update sharing_grant set end_reason = 'x' returning id`;
    expect(await as(officer('FORESTRY'), text)).toEqual([]);
    expect(await as(auditor, text)).toEqual([]);
  });

  it('remove nothing, and change no record of use', async () => {
    for (const table of [...tables, ...events])
      await expect(as(data, `delete from ${table}`)).rejects.toMatchObject(
        events.includes(table) ? { code: '42501' } : refused,
      );
    await expect(as(emergency, 'update sharing_usage set row_count = 0')).rejects.toMatchObject(refused);
  });
});
