import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { demoUscc, withPlainClient } from '@huitong/kit';
import { type Answer, comparable } from './harness/ask.js';
import { type House, startHouse, usedDataFolder } from './harness/house.js';
import { complianceQuestion, prePlanQuestion, townshipQuestion } from './harness/scenarioQuestions.js';

const township = '141122103';
/** A village of the neighbouring township 西社镇. */
const elsewhere = '141122104';

interface Mine {
  readonly division: { readonly path: readonly string[] };
  readonly undergroundNow: number | null;
  readonly hiddenDangers: unknown;
}

interface Township {
  readonly villages: {
    readonly nodes: readonly {
      readonly code: string;
      readonly planSet: { readonly complete: boolean } | null;
      readonly shelters: { readonly nodes: readonly unknown[] };
      readonly informant: { readonly name: string; readonly phone: string } | null;
    }[];
  };
  readonly parent: {
    readonly villages: {
      readonly nodes: readonly { readonly path: readonly string[]; readonly informant: unknown }[];
    };
  };
  readonly coalMines: {
    readonly nodes: readonly (Mine & {
      readonly status: string;
      readonly enterprise: { readonly coalMines: { readonly nodes: readonly Mine[] } } | null;
    })[];
  };
  readonly drills: { readonly nodes: readonly unknown[] };
  readonly warnings: readonly {
    readonly colour: string;
    readonly callouts: { readonly nodes: readonly unknown[] };
  }[];
}

interface Compliance {
  readonly coalMines: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly division: { readonly path: readonly string[] };
      readonly status: string;
      readonly approvedCapacityWanTonnesPerYear: number | null;
      readonly depthMaxMetres: number | null;
      readonly severeHazard: boolean | null;
      readonly intelligentDuty: boolean | null;
      readonly intelligent: { readonly stage: string | null };
      readonly riskAlerts: { readonly nodes: readonly { readonly open: boolean }[] };
      readonly hiddenDangers: {
        readonly nodes: readonly {
          readonly state: string;
          readonly dueOn: string;
          readonly overdue: boolean;
          readonly due: { readonly dueAt: string; readonly basis: string };
        }[];
      };
      readonly principalPhone: string | null;
    }[];
  };
  readonly coalMineStatistics: {
    readonly intelligentRate: { readonly numerator: number; readonly denominator: number };
  };
}

interface PrePlan {
  readonly fireUnit: {
    readonly parentEnterprise: {
      readonly coalMines: { readonly nodes: readonly { readonly undergroundMax: number }[] };
    };
    readonly buildings: readonly unknown[];
    readonly facilities: readonly unknown[];
    readonly nearestWater: unknown;
  };
}

/** Puts an informant of the neighbouring township into the database, behind everybody's back. */
async function plantNeighbour(house: House): Promise<string> {
  return withPlainClient(await house.superuserUrl('huitong_emergency'), async (client) => {
    const { rows } = await client.query<{ code: string }>(
      `select code from admin_division where parent_code = $1 order by code limit 1`,
      [elsewhere],
    );
    const village = (rows[0] as { code: string }).code;
    await client.query(
      `insert into disaster_informant (id, owner_department, division_code, source, source_id, synthetic, name, role)
       values ($1, $2, $3, 'test', 'neighbour', true, '甲', 'PRIMARY') on conflict do nothing`,
      [randomUUID(), demoUscc('TOWNSHIP', elsewhere), village],
    );
    return village;
  });
}

let data: string;
const answers = new Map<string, Record<'compliance' | 'township' | 'prePlan', Answer>>();

beforeAll(async () => {
  data = await usedDataFolder();
});
afterAll(() => rm(data, { recursive: true, force: true }));

// One house after the other on the same rows, so that the answers can be held against each other.
describe.each([
  ['in one process', false],
  ['with a process for each subgraph', true],
] as const)('%s', (layout, processes) => {
  let house: House;
  let village: string;
  let compliance: Answer;
  let townshipAnswer: Answer;
  let prePlan: Answer;

  beforeAll(async () => {
    house = await startHouse({ data, processes });
    village = await plantNeighbour(house);
    compliance = (await house.query('mine-regulator', complianceQuestion, { division: '140500' })).body;
    townshipAnswer = (await house.query('township-officer', townshipQuestion, { division: township })).body;
    const offices = await house.query(
      'fire-planner',
      `{ fireUnits(where: { categoryIn: [INDUSTRIAL_OFFICE] }, first: 100) { nodes { id parentEnterprise { coalMines { nodes { id } } } } } }`,
    );
    const { nodes } = (
      offices.body.data as {
        fireUnits: { nodes: { id: string; parentEnterprise: { coalMines: { nodes: unknown[] } } | null }[] };
      }
    ).fireUnits;
    const office = nodes.find((unit) => (unit.parentEnterprise?.coalMines.nodes.length ?? 0) > 0);
    prePlan = (await house.query('fire-planner', prePlanQuestion, { id: office?.id })).body;
    answers.set(layout, { compliance, township: townshipAnswer, prePlan });
  }, 600_000);
  afterAll(() => house?.stop());

  describe('the mine regulator asks who must be intelligent (DOMAIN §5, scenario 4)', () => {
    const answer = () => compliance.data as unknown as Compliance;

    it('and gets the producing mines of the city that are large, deep or severely endangered', () => {
      expect(compliance.errors).toBeUndefined();
      const { nodes, totalCount } = answer().coalMines;
      expect(nodes).toHaveLength(totalCount);
      expect(totalCount).toBeGreaterThan(20);
      for (const mine of nodes) {
        expect(mine.division.path).toContain('140500');
        expect(mine.status).toBe('PRODUCING');
        const large = (mine.approvedCapacityWanTonnesPerYear ?? 0) >= 120;
        const deep = (mine.depthMaxMetres ?? 0) > 600;
        expect(large || deep || mine.severeHazard === true).toBe(true);
        expect(mine.intelligentDuty).toBe(true);
      }
      expect(new Set(nodes.map(({ intelligent }) => intelligent.stage)).size).toBeGreaterThan(1);
    });

    it('with open alerts only, and the listed dangers with their term, its ground and whether it has passed', () => {
      const alerts = answer().coalMines.nodes.flatMap((mine) => mine.riskAlerts.nodes);
      expect(alerts.length).toBeGreaterThan(0);
      expect(alerts.every(({ open }) => open)).toBe(true);
      const dangers = answer().coalMines.nodes.flatMap((mine) => mine.hiddenDangers.nodes);
      expect(dangers.length).toBeGreaterThan(0);
      for (const danger of dangers) {
        expect(danger.state).toBe('LISTED');
        expect(danger.due.basis).not.toBe('');
        // The term ends with its day in Shanghai.
        expect(Date.parse(danger.due.dueAt)).toBe(Date.parse(`${danger.dueOn}T00:00:00+08:00`) + 86_400_000);
        expect(danger.overdue).toBe(Date.parse(danger.due.dueAt) <= Date.now());
      }
    });

    it('with personal data masked, its own too, and a rate that counts what the list shows', () => {
      const phones = answer()
        .coalMines.nodes.map((mine) => mine.principalPhone)
        .filter((phone) => phone !== null);
      expect(phones.length).toBeGreaterThan(0);
      for (const phone of phones) expect(phone).toMatch(/^\d{3}\*{4}\d{4}$/);
      const { numerator, denominator } = answer().coalMineStatistics.intelligentRate;
      const large = answer().coalMines.nodes.filter(
        (mine) => (mine.approvedCapacityWanTonnesPerYear ?? 0) >= 120,
      );
      expect(denominator).toBe(large.length);
      expect(numerator).toBe(large.filter(({ intelligent }) => intelligent.stage === 'ACCEPTED').length);
    });
  });

  describe('the safety officer of 水峪贯镇 looks at the township (DOMAIN §5, scenario 9)', () => {
    const answer = () => (townshipAnswer.data as unknown as { division: Township }).division;

    it('sees its 14 villages with plans, shelters and informants, persons masked', () => {
      const { nodes } = answer().villages;
      expect(nodes).toHaveLength(14);
      expect(nodes.every(({ code }) => code.startsWith(township))).toBe(true);
      expect(new Set(nodes.map(({ planSet }) => planSet?.complete ?? false))).toEqual(new Set([true, false]));
      expect(nodes.flatMap(({ shelters }) => shelters.nodes).length).toBeGreaterThan(0);
      const informants = nodes.flatMap(({ informant }) => informant ?? []);
      expect(informants.length).toBeGreaterThan(0);
      for (const { name, phone } of informants) {
        expect(name).toMatch(/^.\*$/u);
        expect(phone).toMatch(/^\d{3}\*{4}\d{4}$/);
      }
    });

    it('sees drills of the year, and warnings in force with who has answered', () => {
      expect(answer().drills.nodes.length).toBeGreaterThan(0);
      expect(answer().warnings.length).toBeGreaterThan(0);
      expect(answer().warnings.flatMap(({ callouts }) => callouts.nodes).length).toBeGreaterThan(0);
    });

    it('sees the mines of the township and nothing of them that is not shared, by whatever edge', () => {
      const { nodes } = answer().coalMines;
      expect(nodes.length).toBeGreaterThan(0);
      expect(nodes.every(({ division }) => division.path.includes(township))).toBe(true);
      const nested = nodes.flatMap(({ enterprise }) => enterprise?.coalMines.nodes ?? []);
      expect(nested.length).toBeGreaterThan(0);
      for (const mine of [...nodes, ...nested]) {
        expect(mine.undergroundNow).toBeNull();
        expect(mine.hiddenDangers).toBeNull();
      }
    });

    it('does not reach the informants of the next township through the county, though they are of its own line', async () => {
      const { nodes } = answer().parent.villages;
      const outside = nodes.filter(({ path }) => !path.includes(township));
      expect(outside.some(({ path }) => path.includes(village))).toBe(true);
      expect(outside.every(({ informant }) => informant === null)).toBe(true);
      expect(nodes.some(({ informant }) => informant !== null)).toBe(true);
      const direct = await house.query(
        'township-officer',
        `{ division(code: "${village}") { informant { id } } }`,
      );
      expect(direct.body.data).toEqual({ division: { informant: null } });
    });
  });

  it('the fire planner gets the pre-plan of a mine building in one question (DOMAIN §5, scenario 8)', () => {
    const { fireUnit } = prePlan.data as unknown as PrePlan;
    expect(fireUnit.parentEnterprise.coalMines.nodes[0]?.undergroundMax).toBeGreaterThan(0);
    expect(fireUnit.buildings.length).toBeGreaterThan(0);
    expect(fireUnit.facilities.length).toBeGreaterThan(0);
    expect(fireUnit.nearestWater).not.toBeNull();
  });
});

describe('both ways of running', () => {
  it.each(['compliance', 'township', 'prePlan'] as const)('give the same answer to %s', (question) => {
    const [one, many] = [...answers.values()].map((layout) => comparable(layout[question]));
    expect(answers.size).toBe(2);
    expect(one?.data).toBeTruthy();
    expect(many).toEqual(one);
  });
});
