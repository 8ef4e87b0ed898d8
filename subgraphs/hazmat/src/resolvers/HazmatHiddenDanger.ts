import type { HazmatHiddenDangerResolvers } from '../generated/resolvers.js';
import { hazmatDangers } from '../hiddenDangers.js';

export const HazmatHiddenDanger: HazmatHiddenDangerResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.hazmatHiddenDangerById.load(id),
  ...hazmatDangers.fields,
  majorHazard: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'MAJOR_HAZARD' ? loaders.majorHazardById.load(objectId) : null,
  fillingStation: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'FILLING_STATION' ? loaders.fillingStationById.load(objectId) : null,
  gasFillingStation: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'GAS_FILLING_STATION' ? loaders.gasFillingStationById.load(objectId) : null,
  industrialRiskUnit: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'INDUSTRIAL_RISK_UNIT' ? loaders.industrialRiskUnitById.load(objectId) : null,
};
