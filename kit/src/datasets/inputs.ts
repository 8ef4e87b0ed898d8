import { refusal } from '@huitong/contract';
import { textWithin, within } from '../subgraph/inputs.js';
import type { Dataset, DatasetColumn } from './dataset.js';

/**
 * Checks the values of a mutation's input against the columns of the dataset that brings the same rows in from files,
 * so that both have one set of bounds. Enums, days and instants are judged by the schema before.
 * @throws Refusal BAD_INPUT naming the place and the bounds.
 */
export function checkColumns(columns: Readonly<Record<string, DatasetColumn>>, input: object): void {
  for (const [property, column] of Object.entries(columns)) {
    const value = (input as Readonly<Record<string, unknown>>)[property];
    const at = `input.${property}`;
    if (column.kind === 'number' || column.kind === 'integer') {
      within(value as number | null | undefined, { ...column, at });
    } else if (column.kind === 'text' || column.kind === 'code') {
      textWithin(value as string | null | undefined, { at, most: column.longest ?? 200 });
      if (typeof value === 'string' && column.pattern && !column.pattern.test.test(value))
        throw refusal('BAD_INPUT', { at, message: `${at} is ${column.pattern.means}.` });
    }
  }
}

/** Refuses a row that breaks a rule over several of its columns, naming the first of them. */
export function checkRules(rules: Dataset['check'], row: object): void {
  const [fault] = rules?.(row as Readonly<Record<string, unknown>>) ?? [];
  if (!fault) return;
  const { code = 'VALUE_INVALID', columns, message } = fault;
  throw refusal(code === 'VALUE_INVALID' ? 'BAD_INPUT' : code, { at: `input.${columns[0]}`, message });
}
