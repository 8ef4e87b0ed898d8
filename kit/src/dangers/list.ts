import type { Entity } from '../database/database.js';
import { above, atLeast, below, contains, equals, type Filter, oneOf } from '../lists/filters.js';
import { possibleKeys } from '../lists/keys.js';
import { List } from '../lists/list.js';
import { today } from '../subgraph/inputs.js';
import { rectifiedStates } from './clocks.js';
import type { HiddenDangerRow } from './row.js';

/** Overdue today, in Shanghai, as `isOverdue` has it; a danger without a deadline never is. */
const overdue: Filter = (value, table, statement) => {
  const due = `item.${table.column('dueOn')}`;
  const open = `item.${table.column('state')} <> all(${statement.param(rectifiedStates)}::text[])`;
  const late = `${due} < ${statement.param(today())}::date and ${open}`;
  return value === true ? late : `(${late}) is not true`;
};

/** What is no id finds nothing, as everywhere. */
const objectId: Filter = (value, table, statement) =>
  `item.${table.column('objectId')} = any(${statement.param(possibleKeys([value], 'uuid'))}::uuid[])`;

/** 双报告 missing: a major danger of which regulator or staff have not been told. */
const doubleReportMissing: Filter = (value, table) => {
  const [level, regulator, staff] = ['level', 'reportedToRegulatorAt', 'reportedToStaffAt'].map(
    (property) => `item.${table.column(property)}`,
  );
  return `(${level} = 'MAJOR' and (${regulator} is null or ${staff} is null)) = ${value === true}`;
};

/** The list of a sector's dangers: `HiddenDangerWhere` and `HiddenDangerOrder` of the prelude. */
export const hiddenDangerList = <Row extends HiddenDangerRow>(entity: Entity<Row>): List<Row> =>
  new List<Row>({
    entity,
    filters: {
      level: equals('level'),
      state: equals('state'),
      stateIn: oneOf('state'),
      supervisionLevelIn: oneOf('supervisionLevel'),
      raised: (value, table) =>
        `item.${table.column('supervisedBy')} is ${value === true ? 'not null' : 'null'}`,
      doubleReportMissing,
      overdue,
      dueBefore: below('dueOn'),
      foundAfter: above('foundAt'),
      foundBefore: below('foundAt'),
      descriptionContains: contains('description'),
      selfReported: equals('selfReported'),
      objectType: equals('objectType'),
      objectId,
      reopeningsGte: atLeast('reopenings'),
    },
    orders: { DUE_ON: 'dueOn', FOUND_AT: 'foundAt', SEVERITY: 'severityRank', UPDATED_AT: 'updatedAt' },
    defaultOrder: 'DUE_ON',
  });
