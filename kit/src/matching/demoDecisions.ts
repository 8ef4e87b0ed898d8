import { demoEnterpriseUscc } from '../sample/enterprises.js';
import { Random } from '../sample/random.js';
import type { MatchableRow } from './decisions.js';
import type { EnterpriseMatch } from './enterpriseMatch.js';

/** Objects of each type on which something was decided. */
const most = 12;

/**
 * Invented decisions on the first of an object type's demo rows: those that have a code were confirmed, of those that
 * have none a candidate was rejected.
 * @param type GraphQL type of the rows.
 */
export function demoDecisions(
  type: string,
  rows: Iterable<Partial<MatchableRow>>,
): Partial<EnterpriseMatch>[] {
  const random = new Random(20_260_590 + [...type].reduce((sum, one) => sum + one.charCodeAt(0), 0));
  return firstOf(rows, most).map((row, index) => ({
    id: random.uuid(),
    ownerDepartment: row.ownerDepartment ?? '',
    divisionCode: row.divisionCode ?? '',
    source: 'sample',
    sourceId: `match-${type}-${index}`,
    synthetic: true,
    objectType: type,
    objectId: row.id ?? '',
    objectSource: row.source ?? '',
    objectSourceId: row.sourceId ?? null,
    uscc: row.enterpriseUscc ?? demoEnterpriseUscc('COMMERCE', index),
    decision: row.enterpriseUscc ? 'CONFIRMED' : 'REJECTED',
    officer: 'demo-officer',
    note: row.enterpriseUscc ? '与营业执照一致' : '同名不同企业',
  }));
}

function firstOf<Row>(rows: Iterable<Row>, count: number): Row[] {
  const first: Row[] = [];
  for (const row of rows) {
    if (first.push(row) >= count) break;
  }
  return first;
}
