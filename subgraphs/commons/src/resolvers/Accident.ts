import { locatedFields, today } from '@huitong/kit';
import type { AccidentResolvers } from '../generated/resolvers.js';
import { accidentSeverityRank } from '../rules/accidentGrade.js';
import { escalationsOwed } from '../rules/escalations.js';
import {
  casualtiesFinalOn,
  rectificationReviewDueOn,
  rectificationReviewOverdue,
} from '../rules/rectificationReview.js';

export const Accident: AccidentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.accidentById.load(id),
  location: locatedFields.location,
  division: (row, _, { loaders }) => loaders.divisionByCode.load(row.divisionCode),
  ownerDepartment: (row, _, { loaders }) => loaders.departmentByUscc.load(row.ownerDepartment),
  enterprise: (row, _, { loaders }) =>
    row.enterpriseUscc ? loaders.enterpriseByUscc.load(row.enterpriseUscc) : null,
  gradeSeverityRank: ({ grade }) => accidentSeverityRank(grade),
  // The casualties keep the accident with them: null as a whole only while nothing at all is known.
  casualties: (row) => (row.deaths === null && row.seriousInjuries === null ? null : row),
  casualtiesFinalOn: (row) => casualtiesFinalOn(row),
  reporting: (row) => row,
  escalationsOwed: (row) => escalationsOwed(row),
  rectificationReviewDueOn: ({ reportApprovedOn }) => rectificationReviewDueOn(reportApprovedOn),
  rectificationReviewOverdue: (row) => rectificationReviewOverdue(row, today()),
};
