import { divisionPath, within } from '@huitong/kit';
import type { AdminDivisionResolvers } from '../generated/resolvers.js';
import { requestTime } from '../requestTime.js';
import { spanBefore } from '../rules/period.js';
import { hydrantRadiusMetres, waterCoverage } from '../rules/waterCoverage.js';
import { alarmCounts, coverageCounts, seesEventsIn } from '../statistics.js';

export const AdminDivision: AdminDivisionResolvers = {
  fireWaterCoverage: async ({ code }, { withinMetres }, context) => {
    const radius = withinMetres ?? hydrantRadiusMetres;
    within(radius, { at: 'withinMetres', least: 1, most: 5000 });
    return waterCoverage(await coverageCounts(context, radius).load(code), radius);
  },
  fireAlarmStatistics: async ({ code }, { last }, context) => {
    const span = spanBefore(requestTime(context), last, 'last');
    if (!seesEventsIn(context, divisionPath(code) ?? [])) return null;
    return { ...span, counts: await alarmCounts(context, 'DIVISION', span).load(code) };
  },
};
