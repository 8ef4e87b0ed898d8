import { refusal } from '@huitong/contract';
import type { Filter } from '@huitong/kit';
import { highRiseSql } from './rules/highRise.js';

const highRiseOf = (row: string) =>
  highRiseSql({ height: `${row}.height`, use: `${row}.use`, storeys: `${row}.storeys_above_ground` });

/** A building that is known to be a high-rise, or known to be none. */
export const isHighRise: Filter = (value, _, statement) =>
  `(${highRiseOf('item')}) = ${statement.param(value)}`;

const exists = (table: string, condition: string) =>
  `exists (select from ${table} as part where part.fire_unit_id = item.id and ${condition})`;

/**
 * A unit with a part that meets a condition.
 * @param table of the parts.
 * @param condition SQL over the part's alias and the placeholder of the value.
 */
export const anyPart =
  (table: string, condition: (part: string, value: string) => string): Filter =>
  (value, _, statement) => {
    if (Array.isArray(value) && value.length > 200) {
      throw refusal('BAD_INPUT', { message: 'A list in a filter holds at most 200 values.' });
    }
    return exists(table, condition('part', statement.param(value)));
  };

/**
 * A unit by a fact of its buildings that may be unknown, as the field says it: true when it holds of one building,
 * false when it is known of some and holds of none.
 * @param column boolean column of the table of buildings.
 */
export const anyBuilding =
  (column: string): Filter =>
  (value) =>
    value === true
      ? exists('building', `part.${column}`)
      : `${exists('building', `not part.${column}`)} and not ${exists('building', `part.${column}`)}`;

/** A unit by whether it has a high-rise: false only when every one of its buildings is known to be none. */
export const anyBuildingIsHighRise: Filter = (value) => {
  const judged = `(${highRiseOf('part')})`;
  return value === true
    ? exists('building', judged)
    : `${exists('building', 'true')} and not ${exists('building', `${judged} is not false`)}`;
};
