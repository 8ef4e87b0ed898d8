import { atLeast, atMost, below, contains, equals, type Filter, List, oneOf, today } from '@huitong/kit';
import { Accident } from './entities/accident.js';
import { AdminDivision } from './entities/adminDivision.js';
import { Department } from './entities/department.js';
import { Enterprise } from './entities/enterprise.js';
import { EnterpriseFormerName } from './entities/enterpriseFormerName.js';
import { EnterpriseInspection } from './entities/enterpriseInspection.js';
import { EnterpriseSupervisor } from './entities/enterpriseSupervisor.js';
import { InspectionQuota } from './entities/inspectionQuota.js';
import { QuietPeriod } from './entities/quietPeriod.js';

/** The entry stands today: begun, and not yet taken off; see rules/watchLists.ts. */
const dishonestToday: Filter = (value, table, statement) => {
  const day = `${statement.param(today())}::date`;
  const [since, until] = [table.column('dishonestSince'), table.column('dishonestUntil')];
  const stands = `(item.${since} <= ${day} and (item.${until} is null or item.${until} > ${day}))`;
  return value === true ? stands : `${stands} is not true`;
};

const excludeTraffic: Filter = (value, table) =>
  value === true ? `item.${table.column('sector')} <> 'ROAD_TRAFFIC'` : 'true';

/** The lists of this subgraph: what can be asked for and by what it can be sorted. */
export const enterprises = new List<Enterprise>({
  entity: Enterprise,
  filters: {
    nameContains: contains('name'),
    sectorIn: oneOf('sector'),
    riskTier: equals('riskTier'),
    dishonest: dishonestToday,
  },
  orders: { NAME: 'name', USCC: 'uscc', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

/** Names of before, the last one first. */
export const formerNames = new List<EnterpriseFormerName>({
  entity: EnterpriseFormerName,
  filters: {},
  orders: { VALID_TO: 'validTo' },
  defaultOrder: 'VALID_TO',
});

/** What concerns the inspections of an enterprise, read through it only. */
export const inspectionQuotas = new List<InspectionQuota>({
  entity: InspectionQuota,
  filters: {},
  orders: { YEAR: 'year' },
  defaultOrder: 'YEAR',
});
export const quietPeriods = new List<QuietPeriod>({
  entity: QuietPeriod,
  filters: {},
  orders: { FROM: 'from' },
  defaultOrder: 'FROM',
});
export const enterpriseInspections = new List<EnterpriseInspection>({
  entity: EnterpriseInspection,
  filters: { plannedGte: atLeast('plannedOn'), plannedLte: atMost('plannedOn') },
  orders: { PLANNED_ON: 'plannedOn' },
  defaultOrder: 'PLANNED_ON',
});

export const enterpriseSupervisors = new List<EnterpriseSupervisor>({
  entity: EnterpriseSupervisor,
  filters: {},
  orders: { ROLE: 'role' },
  defaultOrder: 'ROLE',
});

export const departments = new List<Department>({
  entity: Department,
  filters: { nameContains: contains('name'), lineIn: oneOf('line') },
  orders: { NAME: 'name', DIVISION: 'divisionCode' },
  defaultOrder: 'DIVISION',
});

/** Reference rows: their key is the code, their division path their own. */
export const adminDivisions = new List<AdminDivision>({
  entity: AdminDivision,
  filters: { nameContains: contains('name', { indexed: false }), level: equals('level') },
  orders: { CODE: 'code' },
  defaultOrder: 'CODE',
  key: 'code',
  path: 'path',
});

export const accidents = new List<Accident>({
  entity: Accident,
  filters: {
    nameContains: contains('name'),
    sectorIn: oneOf('sector'),
    excludeTraffic,
    kindIn: oneOf('kind'),
    gradeIn: oneOf('grade'),
    occurredAtGte: atLeast('occurredAt'),
    occurredAtBefore: below('occurredAt'),
    enterpriseUscc: equals('enterpriseUscc'),
    findingIn: oneOf('reportingFinding'),
  },
  orders: { OCCURRED_AT: 'occurredAt', NAME: 'name', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'OCCURRED_AT',
});
