import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { type Answer, comparable } from './harness/ask.js';
import { type House, startHouse, usedDataFolder } from './harness/house.js';
import { dutyOfficerQuestion, incidentQuery, minesQuestion } from './harness/questions.js';

interface Edge<Node> {
  readonly distanceMetres: number;
  readonly node: Node;
}
interface List<Node> {
  readonly edges: readonly Edge<Node>[];
}

interface TankFire {
  readonly enterprise: {
    readonly name: string;
    readonly safetyManagerPhone: null;
    readonly division: { readonly code: string };
    readonly majorHazards: {
      readonly nodes: readonly {
        readonly level: string;
        readonly severityRank: number;
        readonly r: number;
        readonly emergencyContactName: string;
        readonly emergencyContactPhone: string;
        readonly tanks: {
          readonly nodes: readonly {
            readonly name: string;
            readonly chemical: {
              readonly name: string;
              readonly casNo: string;
              readonly isolationDistanceMetres: number;
            };
          }[];
        };
      }[];
    };
    readonly coalMines: { readonly nodes: readonly unknown[] };
    readonly fireUnits: { readonly nodes: readonly { readonly responsiblePersonPhone: null }[] };
  };
  readonly waterSources: List<{ readonly usable: boolean }>;
  readonly fireBrigades: List<{
    readonly contactPhone: string;
    readonly vehicles: readonly { readonly type: string; readonly status: null }[];
  }>;
  readonly coalMines: List<{
    readonly undergroundNow: number | null;
    readonly explosivesStore: object | null;
    readonly principalPhone: string | null;
    readonly ownerDepartment: { readonly line: string };
  }>;
  readonly rescueTeams: List<{ readonly contactName: string; readonly contactPhone: string }>;
  readonly stockItems: List<{ readonly available: number }>;
  readonly shelters: List<{ readonly free: number }>;
}

interface Mines {
  readonly coalMines: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly name: string;
      readonly approvedCapacityWanTonnesPerYear: number | null;
      readonly depthMaxMetres: number | null;
      readonly majorHazardsNearby: List<unknown>;
      readonly waterSourcesNearby: List<{ readonly usable: boolean }>;
      readonly rescueTeamsNearby: List<{
        readonly division: { readonly code: string; readonly path: readonly string[] };
      }>;
    }[];
  };
}

const maskedPhone = /^\d{3}\*+\d{4}$/;
const maskedName = /^.\*$/u;
const distances = ({ edges }: List<unknown>) => edges.map(({ distanceMetres }) => distanceMetres);

/** Nearest first, none beyond the radius. */
function expectNearestFirst(list: List<unknown>, withinKm: number): void {
  const metres = distances(list);
  expect(metres.length).toBeGreaterThan(0);
  expect(metres).toEqual([...metres].sort((left, right) => left - right));
  expect(Math.max(...metres)).toBeLessThanOrEqual(withinKm * 1000);
}

/** The catalogue entry that each refused coordinate names. */
const refusedEntries = ({ errors = [] }: Answer, code: string) =>
  Object.fromEntries(
    errors
      .filter(({ extensions }) => extensions.code === code)
      .map(({ extensions }) => [extensions['coordinate'], extensions['entry']]),
  );

let data: string;
const answers = new Map<string, Record<'tankFire' | 'mines', Answer>>();

beforeAll(async () => {
  data = await usedDataFolder();
});
afterAll(() => rm(data, { recursive: true, force: true }));

// One house after the other on the same rows, so that the two answers can be held against each other.
describe.each([
  ['in one process', false],
  ['with a process for each subgraph', true],
] as const)('%s', (layout, processes) => {
  let house: House;
  let tankFire: Answer;
  let mines: Answer;

  beforeAll(async () => {
    house = await startHouse({ data, processes });
    const incident = await house.query('duty-officer', incidentQuery);
    const [{ id, enterprise, location }] = (
      incident.body.data as {
        incidents: { nodes: [{ id: string; enterprise: { uscc: string }; location: object }] };
      }
    ).incidents.nodes;
    const variables = { uscc: enterprise.uscc, incident: id, at: location };
    tankFire = (await house.query('duty-officer', dutyOfficerQuestion, variables)).body;
    mines = (await house.query('duty-officer', minesQuestion, { division: '140581' })).body;
    answers.set(layout, { tankFire, mines });
  }, 600_000);
  afterAll(() => house?.stop());

  describe('a duty officer asks once, and five departments answer (DOMAIN §5, scenario 1)', () => {
    const answer = () => tankFire.data as unknown as TankFire;

    it('commons: which enterprise it is and where', () => {
      expect(answer().enterprise.division.code).toMatch(/^140581/);
      expect(answer().enterprise.name).not.toBe('');
    });

    it('hazmat: what is in the tanks, how it is graded, how far to keep people away', () => {
      const [hazard] = answer().enterprise.majorHazards.nodes;
      expect(hazard?.level).toBe(`LEVEL_${hazard?.severityRank ?? 0}`);
      expect(hazard?.r).toBeGreaterThan(0);
      const tanks = hazard?.tanks.nodes ?? [];
      expect(tanks.length).toBeGreaterThan(0);
      for (const { chemical } of tanks) {
        expect(chemical.casNo).toMatch(/^\d{2,7}-\d\d-\d$/);
        expect(chemical.isolationDistanceMetres).toBeGreaterThan(0);
      }
    });

    it('fire: usable water and brigades with their vehicles, nearest first', () => {
      expectNearestFirst(answer().waterSources, 5);
      expect(answer().waterSources.edges.every(({ node }) => node.usable)).toBe(true);
      expectNearestFirst(answer().fireBrigades, 30);
      expect(answer().fireBrigades.edges.flatMap(({ node }) => node.vehicles).length).toBeGreaterThan(0);
    });

    it('mines: what is dug near by', () => expectNearestFirst(answer().coalMines, 10));

    it('emergency: teams, stock and shelters with free places, nearest first', () => {
      expectNearestFirst(answer().rescueTeams, 30);
      expectNearestFirst(answer().stockItems, 30);
      expectNearestFirst(answer().shelters, 20);
      expect(Math.min(...answer().shelters.edges.map(({ node }) => node.free))).toBeGreaterThanOrEqual(200);
    });

    it('personal data leave masked, also to those who may read them', () => {
      const [hazard] = answer().enterprise.majorHazards.nodes;
      expect(hazard?.emergencyContactName).toMatch(maskedName);
      expect(hazard?.emergencyContactPhone).toMatch(maskedPhone);
      for (const { node } of answer().rescueTeams.edges) {
        expect(node.contactName).toMatch(maskedName);
        expect(node.contactPhone).toMatch(maskedPhone);
      }
      for (const { node } of answer().fireBrigades.edges) expect(node.contactPhone).toMatch(maskedPhone);
    });

    it('asking for clear text without a grant is answered masked, with the entry under which to apply', () => {
      expect(refusedEntries(tankFire, 'UNMASK_NOT_GRANTED')).toEqual({
        'MajorHazard.emergencyContactPhone': 'hazmat/major-hazard',
      });
    });

    it('what other departments do not share is null, with one error for each coordinate', () => {
      for (const { node } of answer().coalMines.edges) {
        expect(node.ownerDepartment.line).toBe('ENERGY');
        expect([node.undergroundNow, node.explosivesStore, node.principalPhone]).toEqual([null, null, null]);
      }
      const vehicles = answer().fireBrigades.edges.flatMap(({ node }) => node.vehicles);
      expect(new Set(vehicles.map(({ status }) => status))).toEqual(new Set([null]));
      expect(answer().enterprise.fireUnits.nodes.length).toBeGreaterThan(0);
      expect(answer().enterprise.fireUnits.nodes.every((unit) => unit.responsiblePersonPhone === null)).toBe(
        true,
      );
      expect(answer().enterprise.safetyManagerPhone).toBeNull();

      const refused = refusedEntries(tankFire, 'FIELD_NOT_SHARED');
      expect(refused).toMatchObject({
        'CoalMine.undergroundNow': 'mines/coal-mine',
        'CoalMine.explosivesStore': 'mines/coal-mine',
        'CoalMine.principalPhone': 'mines/coal-mine',
        'FireVehicle.status': 'fire/fire-vehicle',
        'FireUnit.responsiblePersonPhone': 'fire/fire-unit',
        'Enterprise.safetyManagerPhone': 'commons/enterprise',
      });
      expect(Object.keys(refused)).toHaveLength(6);
      // Six and one: nothing else went wrong, and no coordinate is named twice.
      expect(tankFire.errors).toHaveLength(7);
    });

    it('nobody is missing', () => expect(tankFire.extensions?.missing).toBeUndefined());
  });

  describe('the mines of a county, what is around them and who comes first (issue 2, point 8)', () => {
    const answer = () => (mines.data as unknown as Mines).coalMines;

    it('answers for every mine of the county, without an error', () => {
      expect(mines.errors).toBeUndefined();
      expect(answer().nodes.length).toBe(answer().totalCount);
      expect(answer().nodes.length).toBeGreaterThan(10);
    });

    it('with capacity and depth, and an unknown depth as null', () => {
      for (const mine of answer().nodes) {
        expect(mine.approvedCapacityWanTonnesPerYear).toBeGreaterThan(0);
        if (mine.depthMaxMetres !== null) expect(mine.depthMaxMetres).toBeGreaterThan(0);
      }
      expect(answer().nodes.some((mine) => mine.depthMaxMetres !== null)).toBe(true);
    });

    it('with major hazards and usable fire water within five kilometres', () => {
      for (const mine of answer().nodes) {
        for (const list of [mine.majorHazardsNearby, mine.waterSourcesNearby]) {
          if (list.edges.length > 0) expectNearestFirst(list, 5);
        }
        expect(mine.waterSourcesNearby.edges.every(({ node }) => node.usable)).toBe(true);
      }
      expect(answer().nodes.some((mine) => mine.majorHazardsNearby.edges.length > 0)).toBe(true);
      expect(answer().nodes.some((mine) => mine.waterSourcesNearby.edges.length > 0)).toBe(true);
    });

    it('with the nearest three rescue teams, also across the county line', () => {
      for (const mine of answer().nodes) {
        expect(mine.rescueTeamsNearby.edges).toHaveLength(3);
        expect(distances(mine.rescueTeamsNearby)).toEqual(
          [...distances(mine.rescueTeamsNearby)].sort((left, right) => left - right),
        );
      }
      const counties = answer().nodes.flatMap((mine) =>
        mine.rescueTeamsNearby.edges.map(({ node }) => node.division.path[2]),
      );
      expect(counties.some((county) => county !== '140581')).toBe(true);
      expect(counties).toContain('140581');
    });
  });
});

describe('both ways of running', () => {
  it.each(['tankFire', 'mines'] as const)('give the same answer to the question %s', (question) => {
    const [one, many] = [...answers.values()].map((layout) => comparable(layout[question]));
    expect(answers.size).toBe(2);
    expect(one?.data).toBeTruthy();
    expect(many).toEqual(one);
  });
});
