import {
  above,
  atLeast,
  below,
  contains,
  equals,
  type Filter,
  has,
  List,
  oneOf,
  own,
  present,
  today,
} from '@huitong/kit';
import { refusal } from '@huitong/contract';
import { CoalMine } from './entities/coalMine.js';
import { CoalRiskAlert } from './entities/coalRiskAlert.js';
import { HiddenHazardSurvey } from './entities/hiddenHazardSurvey.js';
import { MineIllegalActivity } from './entities/mineIllegalActivity.js';
import { MineLicence } from './entities/mineLicence.js';
import { NonCoalMine } from './entities/nonCoalMine.js';
import { TailingsPond } from './entities/tailingsPond.js';
import { closureDueSql, idleBefore, idleYears } from './rules/closureDue.js';
import { closureRules, closureTriggeredSql, windowStart } from './rules/closureTriggers.js';
import { intelligentDutySql } from './rules/intelligentMining.js';

/** Whether a column is empty: `open` while nothing ended it. */
const isNull =
  (property: string): Filter =>
  (value, table) =>
    `item.${table.column(property)} is ${value === true ? 'null' : 'not null'}`;

const isNotNull =
  (property: string): Filter =>
  (value, table, statement) =>
    isNull(property)(value !== true, table, statement);

/** A condition of three values, or that it is false. */
const holds =
  (condition: string): Filter =>
  (value) =>
    `${condition} is ${value === true ? 'true' : 'false'}`;

/** The officers stationed at a mine on the day given as a placeholder. */
export const supervisedSql = (day: string): string => `exists (select 1 from resident_supervisor as officer
  where officer.coal_mine_id = item.id and officer.from_on <= ${day}::date
  and (officer.to_on is null or officer.to_on >= ${day}::date))`;

const residentSupervised: Filter = (value, _, statement) =>
  `${supervisedSql(statement.param(today()))} = ${value === true}`;

const closureTriggered: Filter = (value, _, statement) =>
  `${closureTriggeredNow((day) => statement.param(day))} = ${value === true}`;

/** Whether any rule of closure is fired today, for the coal mine aliased `item`; the days are given as parameters. */
export const closureTriggeredNow = (param: (day: string) => string): string =>
  closureTriggeredSql({
    starts: closureRules.map(({ window }) => param(windowStart(today(), window))),
    today: param(today()),
  });

const openAlertLevelIn: Filter = (value, _, statement) => `exists (select 1 from coal_risk_alert as alert
  where alert.coal_mine_id = item.id and alert.cleared_at is null
  and alert.level = any(${statement.param(value)}::text[]))`;

/** Conditions on coal mines; shared by the list and its statistics. */
export const coalMineFilters: Readonly<Record<string, Filter>> = {
  matched: present('enterpriseUscc'),
  own,
  nameContains: contains('name'),
  status: equals('status'),
  statusIn: oneOf('status'),
  approvedCapacityWanTonnesPerYearGte: atLeast('approvedCapacityWanTonnesPerYear'),
  depthMaxMetresGt: above('depthMaxMetres'),
  gasGradeIn: oneOf('gasGrade'),
  hydroTypeIn: oneOf('hydroType'),
  severeHazard: equals('severeHazard'),
  standardizationGradeIn: oneOf('standardizationGrade'),
  standardizationExpiresBefore: below('standardizationExpiresAt'),
  intelligentStageIn: oneOf('intelligentStage'),
  intelligentDuty: holds(intelligentDutySql),
  managementTiersGt: above('managementTiers'),
  monitoringConnected: equals('monitoringConnected'),
  residentSupervised,
  openAlertLevelIn,
  closureTriggered,
  enterpriseUscc: equals('enterpriseUscc'),
  synthetic: equals('synthetic'),
};

export const coalMines = new List<CoalMine>({
  entity: CoalMine,
  filters: coalMineFilters,
  orders: {
    NAME: 'name',
    APPROVED_CAPACITY: 'approvedCapacityWanTonnesPerYear',
    DEPTH_MAX: 'depthMaxMetres',
    UPDATED_AT: 'updatedAt',
  },
  defaultOrder: 'NAME',
});

export const nonCoalMines = new List<NonCoalMine>({
  entity: NonCoalMine,
  filters: {
    nameContains: contains('name'),
    statusIn: oneOf('status'),
    mineral: equals('mineral'),
    miningMethod: equals('miningMethod'),
    hazardsHas: has('hazards'),
    mechanisedScaling: equals('mechanisedScaling'),
    monitoringConnected: equals('monitoringConnected'),
    consolidationIn: oneOf('consolidation'),
    slopeHeightMetresGt: above('slopeHeightMetres'),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', APPROVED_CAPACITY: 'approvedCapacityWanTonnesPerYear', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

const mostIdleYears = 100;

/** Idle for more than so many years, by the calendar: compared with a day, so that an index serves it. */
const idleYearsGt: Filter = (value, table, statement) => {
  const years = value as number;
  if (years < 0 || years > mostIdleYears) {
    throw refusal('BAD_INPUT', {
      at: 'where.idleYearsGt',
      message: `where.idleYearsGt is 0 to ${mostIdleYears}, not ${years}.`,
    });
  }
  return below('idleSince')(idleBefore(today(), years), table, statement);
};

const closureDue: Filter = (value, _, statement) =>
  `${closureDueSql(statement.param(idleBefore(today(), idleYears)))} = ${value === true}`;

/** Conditions on tailings ponds; shared by the list and its statistics. */
export const tailingsPondFilters: Readonly<Record<string, Filter>> = {
  matched: present('enterpriseUscc'),
  own,
  nameContains: contains('name'),
  statusIn: oneOf('status'),
  gradeIn: oneOf('grade'),
  isOverhead: equals('isOverhead'),
  ownerless: equals('ownerless'),
  designElevationReached: equals('designElevationReached'),
  idleSinceBefore: below('idleSince'),
  idleYearsGt,
  closureDue,
  mineral: equals('mineral'),
  closurePlanDueBefore: below('closurePlanDue'),
  monitoringConnected: equals('monitoringConnected'),
  enterpriseUscc: equals('enterpriseUscc'),
  synthetic: equals('synthetic'),
};

export const tailingsPonds = new List<TailingsPond>({
  entity: TailingsPond,
  filters: tailingsPondFilters,
  orders: { NAME: 'name', VOLUME_TOTAL: 'volumeTotalWanCubicMetres', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const coalRiskAlerts = new List<CoalRiskAlert>({
  entity: CoalRiskAlert,
  filters: {
    open: isNull('clearedAt'),
    levelIn: oneOf('level'),
    raisedAtGte: atLeast('raisedAt'),
    raisedBefore: below('raisedAt'),
  },
  orders: { RAISED_AT: 'raisedAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'RAISED_AT',
});

export const mineLicences = new List<MineLicence>({
  entity: MineLicence,
  filters: {
    kindIn: oneOf('kind'),
    statusIn: oneOf('status'),
    validToBefore: below('validTo'),
    number: equals('number'),
  },
  orders: { VALID_TO: 'validTo', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'VALID_TO',
});

export const hiddenHazardSurveys = new List<HiddenHazardSurvey>({
  entity: HiddenHazardSurvey,
  filters: {
    done: isNotNull('doneOn'),
    dueBefore: below('dueOn'),
    methodIn: oneOf('method'),
    block: equals('block'),
  },
  orders: { DUE_ON: 'dueOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'DUE_ON',
});

export const mineIllegalActivities = new List<MineIllegalActivity>({
  entity: MineIllegalActivity,
  filters: { kindIn: oneOf('kind'), foundBefore: below('foundOn'), open: isNull('closedOn') },
  orders: { FOUND_ON: 'foundOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'FOUND_ON',
});
