import { locatedFields } from '@huitong/kit';
import type { FillingStationResolvers } from '../generated/resolvers.js';
import { hazmatDangers } from '../hiddenDangers.js';
import { dueYearsAfter, STANDARDIZATION_YEARS } from '../rules/clocks.js';
import { standardizationRank } from '../rules/ranks.js';
import { stationClass } from '../rules/stationClass.js';

export const FillingStation: FillingStationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fillingStationById.load(id),
  ...locatedFields,
  enterprise: ({ enterpriseUscc }) => (enterpriseUscc ? { uscc: enterpriseUscc } : null),
  stationClassByVolume: (station) => stationClass(station),
  standardization: ({ standardizationGrade: grade, standardizedOn }) => {
    if (grade === null) return null;
    const expiry = dueYearsAfter(
      standardizedOn,
      STANDARDIZATION_YEARS,
      '企业安全生产标准化建设定级办法 art. 4',
    );
    return {
      grade,
      gradeQualityRank: standardizationRank(grade) as number,
      gradedOn: standardizedOn,
      expiry,
    };
  },
  hiddenDangers: ({ id }, args, context) => hazmatDangers.list.ofParent(context, 'objectId', args).load(id),
};
