import { today } from '@huitong/kit';
import type { Accident } from './entities/accident.js';
import type { MonthReading } from './generated/resolvers.js';
import { accidents } from './lists.js';
import type { Context } from './loaders.js';
import {
  assistanceRules,
  type AssistanceRules,
  earliestDay,
  judgeAssistance,
  readMonthAs,
} from './rules/assistance.js';

/** Arguments of `assistanceTrigger`, on whatever it stands. */
interface Asked {
  readonly on?: string | null;
  readonly monthReading?: MonthReading | null;
}

/** More than any rule needs to fire: three in one of fourteen sectors. */
const mostAccidents = 500;

/** 00:00 of a day in the departments' time zone. */
const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`).toISOString();

/** What the list of accidents is asked for: the 一般 ones of all windows, the latest first. */
function countedAccidents(rules: AssistanceRules, day: string) {
  const dayAfter = new Date(Date.parse(startOf(day)) + 86_400_000).toISOString();
  return {
    where: {
      gradeIn: ['GENERAL'],
      not: { sectorIn: rules.excludedSectors },
      occurredAtGte: startOf(earliestDay(rules, day)),
      occurredAtBefore: dayAfter,
    },
    orderBy: { field: 'OCCURRED_AT', direction: 'DESC' as const },
    first: mostAccidents,
  };
}

/**
 * 事故帮扶 (DOMAIN item 93) of one division or one enterprise; one statement for all parents of the request.
 * @param of how the accidents belong to the parent.
 */
export async function assistanceTriggers(
  context: Context,
  asked: Asked,
  of: { readonly division: string } | { readonly enterprise: string },
) {
  const day = asked.on ?? today();
  const rules = asked.monthReading ? readMonthAs(assistanceRules, asked.monthReading) : assistanceRules;
  const args = countedAccidents(rules, day);
  const page = await ('division' in of
    ? accidents.inDivision(context, args).load(of.division)
    : accidents.ofParent(context, 'enterpriseUscc', args).load(of.enterprise));
  return judgeAssistance<Accident>(page.nodes, day, rules).map((judgement) => ({
    ...judgement,
    basis: rules.basis,
  }));
}
