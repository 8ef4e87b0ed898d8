import { type Filter, possibleKeys } from '@huitong/kit';
import { flowReportOverdueSql } from './flowReports.js';
import { monitoredKinds } from './monitoringRequired.js';

/** Whether a condition over the row aliased `item` holds, as a filter over a boolean; unknown counts as no. */
const holds =
  (sql: string): Filter =>
  (value, _, statement) =>
    `coalesce(${sql}, false) = ${statement.param(value)}::boolean`;

/** Days are those of Asia/Shanghai. */
export const todaySql = `(now() at time zone 'Asia/Shanghai')::date`;

/** Work goes on now. An equality of two conditions would keep PostgreSQL from the index of active permits. */
export const active: Filter = (value) => {
  const now = `item.state = 'ACTIVE' and item.valid_from <= now() and item.valid_to > now()`;
  return value === true ? now : `(${now}) is not true`;
};

/** Work goes on after the end of its permit. */
export const overrun: Filter = (value) => {
  const past = `item.state = 'ACTIVE' and item.valid_to <= now()`;
  return value === true ? past : `(${past}) is not true`;
};

/** A leak alert that nobody has closed. */
export const open = holds('item.closed_at is null');

/** A leak alert open after its time, or closed after it (介质泄漏超期预警). */
export const leakOverdueSql = `coalesce(item.closed_at, now()) > item.due_at`;
export const leakOverdue = holds(leakOverdueSql);

/** The flow of a controlled chemical not reported in its time, or reported after it. */
export const flowReportOverdue = holds(flowReportOverdueSql);

/** A renovation due and not closed. */
export const renovationOverdue = holds(`item.status <> 'CLOSED' and item.due_on < ${todaySql}`);

/** An industrial risk unit of a kind that has to be connected to monitoring. */
export const monitoringRequired: Filter = (value, table, statement) =>
  `(item.${table.column('kind')} = any(${statement.param(monitoredKinds)}::text[])) = ${statement.param(value)}::boolean`;

/** What is due some years after a day, before a date; what was never done is due too. */
export const dueBefore =
  (property: string, years: number): Filter =>
  (value, table, statement) => {
    const day = `item.${table.column(property)}`;
    return `(${day} is null or (${day} + interval '${years} years')::date < ${statement.param(value)}::date)`;
  };

/** The id of a parent; what is no id finds nothing. */
export const parentIs =
  (property: string): Filter =>
  (value, table, statement) =>
    `item.${table.column(property)} = any(${statement.param(possibleKeys([value], 'uuid'))}::uuid[])`;
