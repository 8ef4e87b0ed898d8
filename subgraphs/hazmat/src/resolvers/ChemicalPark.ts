import { locatedFields } from '@huitong/kit';
import type { ChemicalParkResolvers } from '../generated/resolvers.js';
import { majorHazards } from '../lists.js';
import { allBans, allHaves } from '../rules/parkItems.js';
import { parkRiskRank } from '../rules/ranks.js';

export const ChemicalPark: ChemicalParkResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.chemicalParkById.load(id),
  ...locatedFields,
  riskGradeSeverityRank: ({ riskGrade }) => parkRiskRank(riskGrade),
  tenHaves: ({ tenHaves }) => allHaves(tenHaves),
  tenHavesMet: ({ tenHaves }) => allHaves(tenHaves).filter(({ met }) => met === true).length,
  twoBans: ({ twoBans }) => allBans(twoBans),
  majorHazardsNearby: ({ lat, lon }, args, context) =>
    lat === null || lon === null ? null : majorHazards.near(context, args).load({ lat, lon }),
};
