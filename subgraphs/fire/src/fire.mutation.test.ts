import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc, today } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { fire } from './main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(fire);
});
afterAll(() => subgraph.close());

const brigade = caller('FIRE', '140581');
const mutation = `mutation($input: UpsertWaterSourceInput!) { upsertWaterSource(input: $input) { outcome waterSource {
  id name kind usable flowLitresPerSecond pressureMegapascals lastCheckedOn location { lat lon crs }
  ownerDepartment { uscc } division { code } source sourceId synthetic } } }`;
const input = {
  sourceId: 'xhs-1',
  name: '马村镇消火栓1号',
  kind: 'HYDRANT',
  divisionCode: '140581107',
  location: { lat: 35.81, lon: 112.84 },
  flowLitresPerSecond: 15,
  pressureMegapascals: 0.3,
  usable: true,
  lastCheckedOn: '2026-05-01',
};

interface Written {
  readonly outcome: string;
  readonly waterSource: Record<string, unknown>;
}

async function write(values: Record<string, unknown>, as = brigade) {
  const answer = await subgraph.ask(mutation, as, { input: values });
  const { upsertWaterSource: written } = (answer.data ?? {}) as { upsertWaterSource?: Written | null };
  const [error] = answer.errors ?? [];
  return {
    written,
    code: error?.extensions?.['code'],
    at: error?.extensions?.['at'],
    warnings: answer.extensions?.['warnings'] as { code: string; at: string }[] | undefined,
  };
}

const count = async () => {
  const answer = await subgraph.ask('{ waterSources { totalCount } }', brigade);
  return (answer.data as { waterSources: { totalCount: number } }).waterSources.totalCount;
};

describe('writing a water source', () => {
  it('inserts it, changes nothing when repeated, updates what differs and keeps what is not given', async () => {
    const first = await write(input);
    expect(first.written?.outcome).toBe('INSERTED');
    expect(first.written?.waterSource).toMatchObject({
      name: input.name,
      kind: 'HYDRANT',
      location: { ...input.location, crs: 'WGS84' },
      lastCheckedOn: '2026-05-01',
      ownerDepartment: { uscc: demoUscc('FIRE', '140581') },
      division: { code: '140581107' },
      source: 'department',
      synthetic: false,
    });
    expect((await write(input)).written).toEqual({ ...first.written, outcome: 'UNCHANGED' });
    const { sourceId, name, kind, divisionCode } = input;
    const changed = await write({ sourceId, name, kind, divisionCode, usable: false });
    expect(changed.written?.outcome).toBe('UPDATED');
    expect(changed.written?.waterSource).toEqual({ ...first.written?.waterSource, usable: false });
    expect(await count()).toBe(1);
  });

  it('makes one row of two writes at once', async () => {
    const both = await Promise.all([
      write({ ...input, sourceId: 'xhs-2' }),
      write({ ...input, sourceId: 'xhs-2' }),
    ]);
    expect(new Set(both.map(({ written }) => written?.outcome))).toEqual(new Set(['INSERTED', 'UNCHANGED']));
  });

  it("keeps each department's natural keys apart", async () => {
    const other = caller('FIRE', '140521');
    const { written } = await write({ ...input, divisionCode: '140521' }, other);
    expect(written?.outcome).toBe('INSERTED');
    expect(written?.waterSource['ownerDepartment']).toEqual({ uscc: demoUscc('FIRE', '140521') });
  });

  it('refuses what lies outside the own divisions, and values out of range by place, writing nothing', async () => {
    const before = await count();
    const tomorrow = today(new Date(Date.now() + 86_400_000));
    const bad = { ...input, sourceId: 'xhs-bad' };
    const refusals: [Record<string, unknown>, string, string | undefined][] = [
      [{ ...bad, divisionCode: '140521' }, 'NOT_OWN_ROW', 'divisionCode'],
      [{ ...bad, divisionCode: '999999' }, 'DIVISION_UNKNOWN', undefined],
      [{ ...bad, name: ' ' }, 'BAD_INPUT', 'input.name'],
      [{ ...bad, name: '消'.repeat(201) }, 'BAD_INPUT', 'input.name'],
      [{ ...bad, sourceId: '' }, 'BAD_INPUT', 'input.sourceId'],
      [{ ...bad, source: '' }, 'BAD_INPUT', 'input.source'],
      [{ ...bad, flowLitresPerSecond: -1 }, 'BAD_INPUT', 'input.flowLitresPerSecond'],
      [{ ...bad, pressureMegapascals: 5.1 }, 'BAD_INPUT', 'input.pressureMegapascals'],
      [{ ...bad, volumeCubicMetres: 1e7 }, 'BAD_INPUT', 'input.volumeCubicMetres'],
      [{ ...bad, lastCheckedOn: tomorrow }, 'BAD_INPUT', 'input.lastCheckedOn'],
      [{ ...bad, lastCheckedOn: '2026-02-30' }, 'BAD_INPUT', undefined],
      [{ ...bad, location: { lat: 91, lon: 0 } }, 'COORDINATE_OUT_OF_RANGE', undefined],
    ];
    for (const [values, code, at] of refusals) {
      const refused = await write(values);
      expect([refused.code, refused.written ?? null]).toEqual([code, null]);
      if (at) expect(refused.at).toBe(at);
    }
    expect(await count()).toBe(before);
  });

  it('keeps a point outside the province with a warning', async () => {
    const { written, warnings } = await write({
      ...input,
      sourceId: 'xhs-3',
      location: { lat: 31.2, lon: 121.5 },
    });
    expect(written?.outcome).toBe('INSERTED');
    expect(warnings).toEqual([expect.objectContaining({ code: 'OUTSIDE_PROVINCE', at: 'input.location' })]);
  });
});
