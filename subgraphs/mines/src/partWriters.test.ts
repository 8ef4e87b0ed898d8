import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shiftDay, today } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(mines);
});
afterAll(() => subgraph.close());

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;
const energy = caller('ENERGY', '140581');
const emergency = caller('EMERGENCY', '140581');
const tomorrow = shiftDay(today(), 1);
const soon = () => new Date(Date.now() + 3_600_000).toISOString();

const answer = (type: string, selection: string, input: Json, who = energy) => {
  const field = type.charAt(0).toLowerCase() + type.slice(1);
  return subgraph.ask(
    `mutation($i: Upsert${type}Input!) { upsert${type}(input: $i) { outcome row: ${field} { id ${selection} } } }`,
    who,
    { i: input },
  );
};
async function write(type: string, selection: string, input: Json, who = energy): Promise<Json> {
  const { data, errors } = await answer(type, selection, input, who);
  expect(errors).toBeUndefined();
  return (data as Json)[`upsert${type}`] as Json;
}
async function refusal(type: string, input: Json, who = energy): Promise<unknown[]> {
  const { errors } = await answer(type, '', input, who);
  const { code, at } = (errors?.[0]?.extensions ?? {}) as Json;
  return [code, at];
}

const parents: Json = {};
beforeAll(async () => {
  const base = { name: '测试', divisionCode: '140581107' };
  for (const [property, type, who] of [
    ['coalMineId', 'CoalMine', energy],
    ['nonCoalMineId', 'NonCoalMine', emergency],
    ['tailingsPondId', 'TailingsPond', emergency],
  ] as const) {
    const { row } = await write(type, 'name', { ...base, sourceId: property }, who);
    parents[property] = row.id;
  }
});

/** A valid record of each kind, a change of it, and inputs that are wrong with their places. */
const kinds: readonly {
  readonly type: string;
  readonly of: string;
  readonly input: Json;
  readonly change: Json;
  readonly wrong: readonly (readonly [Json, string])[];
}[] = [
  {
    type: 'ResidentSupervisor',
    of: 'coalMineId',
    input: { kind: 'WATCH', from: '2026-01-02', name: '张某某' },
    change: { to: '2026-02-01' },
    wrong: [
      [{ to: '2026-01-01' }, 'input.to'],
      [{ from: '1800-01-01' }, 'input.from'],
      [{ name: '' }, 'input.name'],
    ],
  },
  {
    type: 'HiddenHazardSurvey',
    of: 'coalMineId',
    input: { method: 'DRILLING', coverageRatio: 0.5, dueOn: '2025-06-30' },
    change: { doneOn: '2025-06-01' },
    wrong: [
      [{ coverageRatio: 1.5 }, 'input.coverageRatio'],
      [{ doneOn: tomorrow }, 'input.doneOn'],
    ],
  },
  {
    type: 'StartConfirmation',
    of: 'coalMineId',
    input: { shiftOn: '2026-05-01', shift: 'NIGHT', unconfirmedItems: ['瓦斯传感器'] },
    change: { reconfirmedAt: '2026-05-01T02:00:00Z' },
    wrong: [
      [{ startedAt: soon() }, 'input.startedAt'],
      [{ unconfirmedItems: [' '] }, 'input.unconfirmedItems.0'],
      [{ unconfirmedItems: Array(101).fill('项') }, 'input.unconfirmedItems'],
    ],
  },
  {
    type: 'MineIllegalActivity',
    of: 'nonCoalMineId',
    input: { kind: 'OUT_OF_BOUNDS', foundOn: '2026-03-01', description: '越界' },
    change: { closedOn: '2026-04-01' },
    wrong: [
      [{ closedOn: '2026-02-28' }, 'input.closedOn'],
      [{ foundOn: tomorrow }, 'input.foundOn'],
    ],
  },
  {
    type: 'MineLeaderResponsibility',
    of: 'tailingsPondId',
    input: { office: '副县长', since: '2025-01-01', visits: [{ on: '2026-03-01' }, { on: '2026-01-01' }] },
    change: { until: '2026-03-02' },
    wrong: [
      [{ until: '2024-12-31' }, 'input.until'],
      [{ visits: [{ on: tomorrow }] }, 'input.visits.0.on'],
      [{ visits: [{ on: '2026-01-01', problems: -1 }] }, 'input.visits.0.problems'],
    ],
  },
  {
    type: 'MineInspection',
    of: 'coalMineId',
    input: { kind: 'EXPERT', inspectedOn: '2026-03-01', problems: 5, majorProblems: 1 },
    change: { rectified: 5, producingWithMajorDanger: true },
    wrong: [
      [{ majorProblems: 6 }, 'input.problems'],
      [{ experts: -1 }, 'input.experts'],
      [{ inspectedOn: tomorrow }, 'input.inspectedOn'],
    ],
  },
  {
    type: 'MineMonitoringPoint',
    of: 'tailingsPondId',
    input: { name: '1号', kind: 'DRY_BEACH', lastValue: 80, unit: 'm', threshold: 70 },
    change: { online: false },
    wrong: [
      [{ lastAt: soon() }, 'input.lastAt'],
      [{ unit: '很长的单位'.repeat(5) }, 'input.unit'],
    ],
  },
  {
    type: 'MineContractor',
    of: 'nonCoalMineId',
    input: { name: '某队', levels: 1, validFrom: '2026-01-01' },
    change: { workers: 40 },
    wrong: [
      [{ validTo: '2025-12-31' }, 'input.validTo'],
      [{ levels: 0 }, 'input.levels'],
    ],
  },
  {
    type: 'MinePenalty',
    of: 'coalMineId',
    input: {
      decisionNumber: '罚〔2026〕1号',
      decidedOn: '2026-03-01',
      underWorkSafetyLaw: true,
      fineYuan: 50_000,
    },
    change: { publishedOn: '2026-03-09' },
    wrong: [
      [{ publishedOn: '2026-02-28' }, 'input.publishedOn'],
      [{ fineYuan: -1 }, 'input.fineYuan'],
      [{ decidedOn: tomorrow }, 'input.decidedOn'],
    ],
  },
  {
    type: 'MineQuarterlyReport',
    of: 'coalMineId',
    input: {
      year: 2026,
      quarter: 1,
      reportedAt: '2026-03-20T02:00:00Z',
      dangersFound: 3,
      majorDangersFound: 1,
    },
    change: { signedByPrincipal: true },
    wrong: [
      [{ quarter: 5 }, 'input.quarter'],
      [{ year: 1999 }, 'input.year'],
      [{ reportedAt: soon() }, 'input.reportedAt'],
      [{ majorDangersFound: 4 }, 'input.dangersFound'],
    ],
  },
];

describe.each(kinds)('$type', ({ type, of, input, change, wrong }) => {
  const who = of === 'coalMineId' ? energy : emergency;
  const owner = { coalMineId: 'coalMine', nonCoalMineId: 'nonCoalMine', tailingsPondId: 'tailingsPond' }[of];
  const full = () => ({ sourceId: `${type}-1`, [of]: parents[of], ...input });

  it('is written by its natural key, takes the division of its mine or pond, and is read through it', async () => {
    const selection = `division { code } ${owner} { id }`;
    const first = await write(type, selection, full(), who);
    expect(first).toMatchObject({
      outcome: 'INSERTED',
      row: { division: { code: '140581107' }, [`${owner}`]: { id: parents[of] } },
    });
    expect(await write(type, 'id', full(), who)).toMatchObject({
      outcome: 'UNCHANGED',
      row: { id: first['row'].id },
    });
    expect(await write(type, 'id', { ...full(), ...change }, who)).toMatchObject({ outcome: 'UPDATED' });
    expect(await write(type, 'id', full(), who)).toMatchObject({ outcome: 'UNCHANGED' });
  });

  it('is refused with its place when a value is wrong', async () => {
    for (const [values, at] of wrong) {
      expect([values, ...(await refusal(type, { ...full(), ...values }, who))]).toEqual([
        values,
        'BAD_INPUT',
        at,
      ]);
    }
  });

  it('is refused without a mine or pond, with one that is not there, and with another department’s', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await refusal(type, { ...full(), [of]: nobody }, who)).toEqual(['BAD_INPUT', `input.${of}`]);
    const stranger = caller(who.line, '140521');
    expect(await refusal(type, { ...full(), sourceId: 's' }, stranger)).toEqual([
      'NOT_OWN_ROW',
      `input.${of}`,
    ]);
    const fire = caller('FIRE', '140581');
    expect((await refusal(type, { ...full(), sourceId: 's' }, fire))[0]).toBe('NOT_OWN_ROW');
  });
});

it('a survey of a block needs its name and its division', async () => {
  const block = { sourceId: 'block', block: '清徐片区' };
  expect(await refusal('HiddenHazardSurvey', block)).toEqual(['BAD_INPUT', 'input.divisionCode']);
  expect(await refusal('HiddenHazardSurvey', { sourceId: 'block' })).toEqual(['BAD_INPUT', 'input.block']);
  const written = await write('HiddenHazardSurvey', 'block coalMine { id }', {
    ...block,
    divisionCode: '140581',
  });
  expect(written['row']).toMatchObject({ block: '清徐片区', coalMine: null });
});

it('a record that turns out to concern another mine leaves the first', async () => {
  const input = { kind: 'OVER_CAPACITY', foundOn: '2026-03-01', sourceId: 'moved' };
  const both = caller('ENERGY', '140581', { departments: [energy.department, emergency.department] });
  await write('MineIllegalActivity', 'id', { ...input, coalMineId: parents['coalMineId'] }, both);
  const moved = await write(
    'MineIllegalActivity',
    'coalMine { id } nonCoalMine { id }',
    { ...input, nonCoalMineId: parents['nonCoalMineId'] },
    both,
  );
  expect(moved['row']).toMatchObject({ coalMine: null, nonCoalMine: { id: parents['nonCoalMineId'] } });
});

describe('closure of a coal mine', () => {
  const found = async (selection: string) => {
    const { data, errors } = await subgraph.ask(
      `{ coalMine(id: "${parents['coalMineId']}") { ${selection} }
         due: coalMines(where: { closureTriggered: true }) { totalCount }
         not: coalMines(where: { closureTriggered: false }) { totalCount }
         coalMineStatistics { closureTriggered quarterlyReportRate(year: 2026, quarter: 1) { numerator denominator } } }`,
      energy,
    );
    expect(errors).toBeUndefined();
    return data as Json;
  };
  const triggers = 'closureTriggers { rule fired reading threshold events lastMetOn basis }';

  it('is proposed once it was found producing with a major danger twice in three months', async () => {
    const on = (count: number) => shiftDay(today(), -count);
    const inspection = (sourceId: string, inspectedOn: string, producingWithMajorDanger: boolean) =>
      write('MineInspection', 'id', {
        ...{ sourceId, inspectedOn, producingWithMajorDanger, kind: 'SPECIAL' },
        coalMineId: parents['coalMineId'],
      });
    await inspection('c-1', on(20), true);
    await inspection('c-2', on(10), false);
    const before = await found(triggers);
    expect(before['due'].totalCount).toBe(0);
    expect(before['coalMine'].closureTriggers[0]).toMatchObject({ fired: false, reading: 1, threshold: 2 });
    await inspection('c-2', on(10), true);
    const after = await found(triggers);
    expect(after['coalMine'].closureTriggers).toMatchObject([
      {
        rule: 'PRODUCING_WITH_MAJOR_DANGER',
        ...{ fired: true, reading: 2, events: [on(20), on(10)], lastMetOn: on(10) },
      },
      { rule: 'PENALTIES_IN_180_DAYS', fired: false },
      { rule: 'PENALTIES_IN_A_YEAR', fired: false },
    ]);
    expect(after['coalMine'].closureTriggers[0].basis).toContain('煤矿安全生产条例 art. 70');
    expect([after['due'].totalCount, after['not'].totalCount]).toEqual([1, 0]);
    expect(after['coalMineStatistics']).toMatchObject({
      closureTriggered: 1,
      quarterlyReportRate: { numerator: 1, denominator: 1 },
    });
  });

  it('counts the penalties under the law on work safety, of ponds and non-coal mines too', async () => {
    for (const [index, underWorkSafetyLaw] of [true, true, false, true].entries()) {
      await write(
        'MinePenalty',
        'publicationDue { overdue basis }',
        {
          ...{ sourceId: `p-${index}`, decisionNumber: `罚${index}`, underWorkSafetyLaw },
          decidedOn: shiftDay(today(), -30 - index),
          tailingsPondId: parents['tailingsPondId'],
        },
        emergency,
      );
      const { data } = await subgraph.ask(
        `{ tailingsPond(id: "${parents['tailingsPondId']}") { closureTriggers { rule fired reading } } }`,
        emergency,
      );
      const reading = [1, 2, 2, 3][index];
      expect((data as Json)['tailingsPond'].closureTriggers).toEqual([
        { rule: 'PENALTIES_IN_180_DAYS', fired: reading === 3, reading },
        { rule: 'PENALTIES_IN_A_YEAR', fired: false, reading },
      ]);
    }
  });

  it('and its quarterly report stand beside it', async () => {
    const { coalMine } = await found(
      'quarterlyReports { quarter signedByPrincipal } quarterlyReportDue { year quarter reported clock { basis overdue } } penalties { fineYuan publicationDue { overdue unit basis } }',
    );
    expect(coalMine.quarterlyReports).toEqual([{ quarter: 1, signedByPrincipal: true }]);
    expect(coalMine.quarterlyReportDue.clock).toMatchObject({
      basis: '煤矿安全生产条例 art. 35',
      overdue: true,
    });
    expect(coalMine.penalties).toMatchObject([
      {
        fineYuan: 50_000,
        publicationDue: { overdue: false, unit: 'WORKING_DAY', basis: '安全生产法 art. 78' },
      },
    ]);
  });
});
