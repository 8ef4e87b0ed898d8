import { locatedFields, matchedFields, movesOf, today } from '@huitong/kit';
import type { TailingsPondResolvers } from '../generated/resolvers.js';
import { closureTriggersOf } from '../closure.js';
import { mineDangers } from '../hiddenDangers.js';
import * as records from '../records.js';
import { closureDue, closureReasons } from '../rules/closureDue.js';
import { differ } from '../rules/differ.js';
import { pondLifeCycle } from '../rules/pondLifeCycle.js';
import { tailingsGradeSeverityRank } from '../rules/ranks.js';
import { tailingsGradeOf } from '../rules/tailingsGrade.js';

const of = (id: string) => ({ property: 'tailingsPondId', id }) as const;

export const TailingsPond: TailingsPondResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.tailingsPondById.load(id),
  ...locatedFields,
  ...matchedFields,
  enterprise: (pond) => (pond.enterpriseUscc ? { uscc: pond.enterpriseUscc } : null),
  gradeSeverityRank: (pond) => tailingsGradeSeverityRank(pond.grade),
  gradeComputed: (pond) => tailingsGradeOf(pond.volumeTotalWanCubicMetres, pond.damHeightMetres),
  gradeDisagrees: (pond) =>
    differ(pond.grade, tailingsGradeOf(pond.volumeTotalWanCubicMetres, pond.damHeightMetres)),
  closureDue: (pond) => closureDue(pond, today()),
  closureReasons: (pond) => closureReasons(pond, today()),
  closure: (pond) => pond,
  monitoring: (pond, args, context) => records.monitoringPoints.of(context, of(pond.id), args),
  licences: (pond, args, context) => records.licences.of(context, of(pond.id), args),
  hiddenDangers: (pond, args, context) => mineDangers.list.ofParent(context, 'objectId', args).load(pond.id),
  nextMoves: (pond) => movesOf(pondLifeCycle, pond.status, pond),
  history: (pond, _, { loaders }) => loaders.tailingsPondHistory.load(pond.id),
  leaderResponsibilities: (pond, args, context) =>
    records.leaderResponsibilities.of(context, of(pond.id), args),
  inspections: (pond, args, context) => records.inspections.of(context, of(pond.id), args),
  penalties: (pond, args, context) => records.penalties.of(context, of(pond.id), args),
  closureTriggers: (pond, _, context) => closureTriggersOf(context, 'tailingsPondId', pond.id),
  // Each contact keeps the pond's owner with it, so that the rules on its own fields can be judged.
  warningContacts: ({ warningContacts, ownerDepartment, divisionPath }) =>
    warningContacts?.map((contact) => ({ ...contact, ownerDepartment, divisionPath })) ?? null,
};
