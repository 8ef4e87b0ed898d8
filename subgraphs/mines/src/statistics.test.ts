import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEnterpriseUscc, today } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph, testSize } from '@huitong/kit/testing';
import { sample } from '../sample/index.js';
import { CoalMine } from './entities/coalMine.js';
import { CoalRiskAlert } from './entities/coalRiskAlert.js';
import { GasAssessment } from './entities/gasAssessment.js';
import { HiddenHazardSurvey } from './entities/hiddenHazardSurvey.js';
import { MineIllegalActivity } from './entities/mineIllegalActivity.js';
import { ResidentSupervisor } from './entities/residentSupervisor.js';
import { TailingsPond } from './entities/tailingsPond.js';
import { mines } from './main.js';
import { closureDue } from './rules/closureDue.js';
import { gasGradeOf } from './rules/gasGrade.js';
import { severeHazard } from './rules/severeHazard.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(mines, { sample: true });
});
afterAll(() => subgraph.close());

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;
const city = '140500';
const officer = caller('EMERGENCY', city);
async function ask(query: string, who = officer, variables: Json = {}) {
  const answer = await subgraph.ask(query, who, variables);
  expect(answer.errors).toBeUndefined();
  return { data: answer.data as Json, extensions: answer.extensions as Json };
}

const rowsOf = <Row>(entity: new () => Row) =>
  [...(sample(testSize).find((table) => table.entity === entity)?.rows ?? [])] as Row[];
const allMines = rowsOf(CoalMine);
const inCity = allMines.filter((mine) => mine.divisionCode.startsWith('1405'));
const producing = inCity.filter((mine) => mine.status === 'PRODUCING');
const severe = (mine: CoalMine) => severeHazard(mine) === true;
const duty = (mine: CoalMine) =>
  mine.approvedCapacityWanTonnesPerYear! >= 120 || (mine.depthMaxMetres ?? 0) > 600 || severe(mine);
const ponds = rowsOf(TailingsPond);
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();

describe('statistics of coal mines', () => {
  const statistics = `coalMineStatistics(division: "${city}") {
    total byStatus { status count }
    all: minesAtOrAbove(grade: GRADE_2) { numerator denominator rate definition }
    stopped: minesAtOrAbove(grade: GRADE_1, statusIn: [STOPPED, CLOSED]) { numerator denominator }
    intelligentRate { numerator denominator rate target required missing definition }
    big: intelligentRate(capacityWanTonnesMin: 300) { numerator denominator }
    intelligentDutyRate { numerator denominator }
    intelligentStartedRate { numerator denominator }
    intelligentOutputRate { numerator denominator rate }
    automationRate(system: HOISTING) { numerator denominator }
    undergroundReduction { numerator denominator }
    monitoringConnectedRate { numerator denominator }
    managementTiersRate { numerator denominator }
    residentSupervisionRate { numerator denominator }
    surveyRate { numerator denominator } }`;

  it('are what brute force counts, in one statement', async () => {
    const { data, extensions } = await ask(`{ ${statistics} }`);
    const got = data['coalMineStatistics'] as Json;
    const of = (rows: readonly CoalMine[], part: (mine: CoalMine) => boolean) => ({
      numerator: rows.filter(part).length,
      denominator: rows.length,
    });
    const graded = of(producing, (mine) => ['GRADE_1', 'GRADE_2'].includes(mine.standardizationGrade!));
    expect(got).toMatchObject({
      total: inCity.length,
      all: { ...graded, rate: graded.numerator / graded.denominator },
      stopped: of(
        inCity.filter((mine) => ['STOPPED', 'CLOSED'].includes(mine.status!)),
        (mine) => mine.standardizationGrade === 'GRADE_1',
      ),
      big: of(
        producing.filter((mine) => mine.approvedCapacityWanTonnesPerYear! >= 300),
        (mine) => mine.intelligentStage === 'ACCEPTED',
      ),
      intelligentDutyRate: of(producing.filter(duty), (mine) => mine.intelligentStage === 'ACCEPTED'),
      intelligentStartedRate: of(
        producing.filter((mine) => mine.approvedCapacityWanTonnesPerYear! >= 120 || severe(mine)),
        (mine) => mine.intelligentStage !== 'NOT_STARTED',
      ),
      automationRate: of(producing, (mine) => mine.hoistingAutomated === true),
      managementTiersRate: of(
        inCity.filter((mine) => mine.status !== 'CLOSED'),
        (mine) => mine.managementTiers! <= 3,
      ),
      monitoringConnectedRate: of(
        inCity.filter((mine) => mine.status !== 'CLOSED'),
        (mine) => mine.monitoringConnected === true,
      ),
    });
    const sum = (value: (mine: CoalMine) => number) => producing.reduce((all, mine) => all + value(mine), 0);
    expect(got['intelligentOutputRate'].denominator).toBeCloseTo(
      sum((mine) => mine.actualOutputWanTonnesPerYear!),
    );
    expect(got['intelligentOutputRate'].numerator).toBeCloseTo(
      sum((mine) => mine.actualOutputWanTonnesPerYear! * mine.intelligentOutputRatio!),
    );
    expect(got['undergroundReduction']).toEqual({
      numerator: sum((mine) => mine.undergroundBaseline! - mine.undergroundMax!),
      denominator: sum((mine) => mine.undergroundBaseline!),
    });
    const large = of(
      producing.filter((mine) => mine.approvedCapacityWanTonnesPerYear! >= 120),
      (mine) => mine.intelligentStage === 'ACCEPTED',
    );
    const required = Math.ceil((large.denominator * 8) / 10);
    expect(got['intelligentRate']).toMatchObject({
      ...large,
      target: 0.8,
      required,
      missing: Math.max(0, required - large.numerator),
    });
    const statuses = got['byStatus'] as { status: string; count: number }[];
    expect(statuses.reduce((all, { count }) => all + count, 0)).toBe(inCity.length);
    expect(statuses.find(({ status }) => status === 'PRODUCING')?.count).toBe(producing.length);
    // A share of nothing would prove nothing.
    expect(large.numerator).toBeGreaterThan(0);
    expect(graded.numerator).toBeLessThan(graded.denominator);
    expect(extensions['counts'].statements).toBe(1);
  });

  it('know which stopped mines are watched, and which mines are surveyed', async () => {
    const { data } = await ask(`{ ${statistics} }`);
    const officers = rowsOf(ResidentSupervisor);
    const stopped = inCity.filter((mine) => mine.status === 'STOPPED');
    const watched = stopped.filter((mine) =>
      officers.some((one) => one.coalMineId === mine.id && one.from <= today() && (one.to ?? '9') >= today()),
    );
    expect(data['coalMineStatistics'].residentSupervisionRate).toEqual({
      numerator: watched.length,
      denominator: stopped.length,
    });
    expect(stopped.length).toBeGreaterThan(0);
    const open = inCity.filter((mine) => mine.status !== 'CLOSED');
    const undone = new Set(rowsOf(HiddenHazardSurvey).flatMap((one) => (one.doneOn ? [] : [one.coalMineId])));
    expect(data['coalMineStatistics'].surveyRate).toEqual({
      numerator: open.filter((mine) => !undone.has(mine.id)).length,
      denominator: open.length,
    });
  });

  it('take conditions, give no rate of nothing, and list the mines on duty', async () => {
    const { data } = await ask(
      `{ coalMineStatistics(division: "${city}", where: {approvedCapacityWanTonnesPerYearGte: 9999}) {
           total minesAtOrAbove(grade: GRADE_1) { numerator denominator rate } intelligentRate { rate required missing } }
         duty: coalMineStatistics(division: "${city}", where: {status: PRODUCING}) { dutyMines(first: 500) { totalCount nodes { id intelligentDuty intelligentDutyReasons } } } }`,
    );
    expect(data['coalMineStatistics']).toEqual({
      total: 0,
      minesAtOrAbove: { numerator: 0, denominator: 0, rate: null },
      intelligentRate: { rate: null, required: 0, missing: 0 },
    });
    const { nodes, totalCount } = data['duty'].dutyMines as Json;
    expect(ids(nodes as { id: string }[])).toEqual(ids(producing.filter(duty)));
    expect(totalCount).toBe(producing.filter(duty).length);
    for (const node of nodes as Json[]) {
      expect(node['intelligentDuty']).toBe(true);
      expect(node['intelligentDutyReasons']).not.toEqual([]);
    }
  });
});

describe('scenario 4: intelligentisation', () => {
  const query = (
    first: number,
  ) => `{ coalMines(first: ${first}, division: "${city}", where: {status: PRODUCING,
      or: [{approvedCapacityWanTonnesPerYearGte: 120}, {depthMaxMetresGt: 600}, {severeHazard: true}]}) {
    totalCount nodes { id name approvedCapacityWanTonnesPerYear depthMaxMetres intelligent { stage } standardization { grade qualityRank }
      riskAlerts(open: true) { nodes { level severityRank open } } gasGradeComputed gasGradeDisagrees
      hiddenDangers(where: {stateIn: [LISTED]}) { nodes { state overdue } } } } }`;

  it('answers with the mines on duty, their open alerts and listed dangers, in as many statements for 2 as for 50', async () => {
    const regulator = caller('ENERGY', city);
    const [few, many] = [await ask(query(2), regulator), await ask(query(50), regulator)];
    expect(many.extensions['counts'].statements).toBe(few.extensions['counts'].statements);
    expect(many.data['coalMines'].totalCount).toBe(producing.filter(duty).length);
    const open = rowsOf(CoalRiskAlert).filter((alert) => alert.clearedAt === null);
    const assessments = rowsOf(GasAssessment);
    let alerts = 0;
    let disagreeing = 0;
    for (const node of many.data['coalMines'].nodes as Json[]) {
      const own = open.filter((alert) => alert.coalMineId === node['id']);
      const shown = node['riskAlerts'].nodes as Json[];
      expect(shown.map(({ level }) => level as string).sort()).toEqual(own.map(({ level }) => level).sort());
      alerts += own.length;
      const [latest] = assessments
        .filter((one) => one.coalMineId === node['id'])
        .sort((a, b) => (a.assessedOn < b.assessedOn ? 1 : -1));
      expect(node['gasGradeComputed']).toBe(gasGradeOf(latest!));
      if (node['gasGradeDisagrees']) disagreeing += 1;
    }
    expect(alerts).toBeGreaterThan(0);
    expect(disagreeing).toBeGreaterThan(0);
  });
});

describe('scenario 7: closure of tailings ponds', () => {
  const inCityPonds = ponds.filter((pond) => pond.divisionCode.startsWith('1405'));
  const due = inCityPonds.filter((pond) => closureDue(pond, today()));

  it('the list of those idle for more than three years, ownerless or full', async () => {
    const { data } = await ask(`{ tailingsPonds(first: 100, division: "${city}",
        where: {or: [{idleYearsGt: 3}, {ownerless: true}, {designElevationReached: true}]}) {
      nodes { id status grade gradeComputed gradeDisagrees isOverhead downstreamResidents closureDue closureReasons
        closure { planDue stage closedAt deregisteredAt overdue } responsibleLeaderTitle
        monitoring { kind online lastValue exceeded } nextMoves { transition to } history { to } } } }`);
    const nodes = data['tailingsPonds'].nodes as Json[];
    const years = (pond: TailingsPond) =>
      pond.idleSince !== null &&
      today() > `${Number(pond.idleSince.slice(0, 4)) + 3}${pond.idleSince.slice(4)}`;
    expect(ids(nodes as { id: string }[])).toEqual(
      ids(inCityPonds.filter((pond) => years(pond) || pond.ownerless || pond.designElevationReached)),
    );
    for (const node of nodes) {
      const closed = ['CLOSED', 'DEREGISTERED'].includes(node['status'] as string);
      expect(node['closureDue']).toBe(!closed);
      expect(node['closureReasons'].length > 0).toBe(!closed);
      expect(node['history'].at(-1).to).toBe(node['status']);
      expect(node['nextMoves'].length).toBe(
        node['status'] === 'DEREGISTERED' ? 0 : node['nextMoves'].length || -1,
      );
    }
    expect(new Set(nodes.map((node) => node['status'] as string)).size).toBeGreaterThan(3);
    expect(nodes.some((node) => node['gradeDisagrees'] === true)).toBe(true);
  });

  it('its figures and its list are the rule’s', async () => {
    const { data } =
      await ask(`{ tailingsPondStatistics(division: "${city}") { total closureDue closureDueWithoutPlan
        closureOverdue overhead closureRate { numerator denominator rate definition } monitoringRate { numerator denominator }
        byStatus { status count } ponds(first: 100) { totalCount nodes { id } } }
      filtered: tailingsPonds(division: "${city}", first: 100, where: {closureDue: false}) { nodes { id } } }`);
    const got = data['tailingsPondStatistics'] as Json;
    const isClosed = (pond: TailingsPond) => ['CLOSED', 'DEREGISTERED'].includes(pond.status);
    const closed = inCityPonds.filter(isClosed).length;
    expect(got).toMatchObject({
      total: inCityPonds.length,
      closureDue: due.length,
      closureDueWithoutPlan: due.filter((pond) => pond.closurePlanDue === null).length,
      closureOverdue: inCityPonds.filter(
        (pond) => !isClosed(pond) && pond.closurePlanDue !== null && pond.closurePlanDue < today(),
      ).length,
      overhead: inCityPonds.filter((pond) => pond.isOverhead).length,
      closureRate: { numerator: closed, denominator: closed + due.length },
      monitoringRate: {
        numerator: inCityPonds.filter((pond) => !isClosed(pond) && pond.monitoringConnected).length,
        denominator: inCityPonds.length - closed,
      },
      ponds: { totalCount: due.length },
    });
    expect(ids(got['ponds'].nodes as { id: string }[])).toEqual(ids(due));
    expect(ids(data['filtered'].nodes as { id: string }[])).toEqual(
      ids(inCityPonds.filter((pond) => !due.includes(pond))),
    );
    expect(due.length).toBeGreaterThan(2);
  });
});

describe('scenario 9: a township', () => {
  const township = '141122103';

  it('sees its mines, their supervisors and its ponds, and an enterprise’s mines beside', async () => {
    const who = caller('TOWNSHIP', township, { scope: [township] });
    const { data } = await ask(
      `query($r: [_Any!]!) { _entities(representations: $r) {
         ... on AdminDivision { coalMines(first: 50) { nodes { name status residentSupervisors(current: true) { from kind name } } }
           tailingsPonds { nodes { name } } nonCoalMines { nodes { name } } }
         ... on Enterprise { coalMines(first: 50) { nodes { name division { code } } } } } }`,
      who,
      {
        r: [
          { __typename: 'AdminDivision', code: township },
          { __typename: 'Enterprise', uscc: demoEnterpriseUscc('COAL', 7) },
        ],
      },
    );
    const [division, enterprise] = data['_entities'] as [Json, Json];
    expect(division['coalMines'].nodes).toHaveLength(3);
    expect(division['tailingsPonds'].nodes).toHaveLength(2);
    expect(division['nonCoalMines'].nodes).toHaveLength(2);
    const officers = (division['coalMines'].nodes as Json[]).flatMap(
      (mine) => mine['residentSupervisors'] as Json[],
    );
    expect(officers.length).toBeGreaterThan(0);
    // Another line's officers stay without a name.
    expect(officers.every((one) => one['name'] === null)).toBe(true);
    expect(enterprise['coalMines'].nodes.length).toBeGreaterThan(1);
  });
});

describe('illegal activities', () => {
  const query =
    '{ mineIllegalActivities(first: 500) { totalCount nodes { id kind description coalMine { id } } } }';
  it('are the own line’s, and by grant', async () => {
    const all = rowsOf(MineIllegalActivity).filter((one) => one.divisionCode.startsWith('140581'));
    const ofMines = all.filter((one) => typeof one.coalMineId === 'string');
    const own = (await ask(query, caller('ENERGY', '140581'))).data['mineIllegalActivities'] as Json;
    expect(ids(own['nodes'] as { id: string }[])).toEqual(ids(ofMines));
    const fire = (await ask(query, caller('FIRE', '140581'))).data['mineIllegalActivities'] as Json;
    expect(fire).toEqual({ totalCount: 0, nodes: [] });
    const grant = {
      id: 'g',
      coordinates: ['MineIllegalActivity'],
      divisions: ['140581'],
      unmask: false,
      incident: null,
      expiresAt: 4e9,
    };
    const granted = await ask(query, caller('FIRE', '140581', { grants: [grant] }));
    expect(granted.data['mineIllegalActivities'].totalCount).toBe(all.length);
    expect(all.length).toBeGreaterThan(0);
  });
});
