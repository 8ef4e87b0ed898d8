import { locatedFields, matchedFields } from '@huitong/kit';
import type { FireUnitResolvers } from '../generated/resolvers.js';
import { fireDangers } from '../hiddenDangers.js';
import {
  acceptanceOf,
  buildingsOf,
  ebikeChargingSitesOf,
  eventsOf,
  facilitiesOf,
  fireBrigadesNear,
  fireIotDevices,
  lifeChannelsOf,
  nearestWater,
  waterSourcesNear,
} from '../lists.js';
import { anyIsHighRise, anyKnown } from '../rules/highRise.js';
import {
  isNineSmallPlace,
  meetsSmallPlaceThreshold,
  smallPlaceDefinition,
} from '../rules/nineSmallPlaces.js';
import { spanBefore } from '../rules/period.js';
import { alarmCounts, seesEventsOf } from '../statistics.js';
import { requestTime } from '../requestTime.js';

const enterprise: NonNullable<FireUnitResolvers['parentEnterprise']> = ({ enterpriseUscc }) =>
  enterpriseUscc ? { uscc: enterpriseUscc } : null;

export const FireUnit: FireUnitResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fireUnitById.load(id),
  ...locatedFields,
  ...matchedFields,
  parentEnterprise: enterprise,
  enterprise,
  isNineSmallPlace: (unit) => isNineSmallPlace(unit.category),
  meetsSmallPlaceThreshold: (unit) => meetsSmallPlaceThreshold(unit.category, unit.smallPlaceMeasures),
  smallPlaceDefinition: (unit) => (isNineSmallPlace(unit.category) ? smallPlaceDefinition : null),
  buildings: (unit, _, context) => buildingsOf(context, unit.id),
  buildingHeightMetres: async (unit, _, context) =>
    (await buildingsOf(context, unit.id))[0]?.heightMetres ?? null,
  isHighRise: async (unit, _, context) => anyIsHighRise(await buildingsOf(context, unit.id)),
  hasDormitory: async (unit, _, context) =>
    anyKnown((await buildingsOf(context, unit.id)).map((building) => building.hasDormitory)),
  facilities: (unit, _, context) => facilitiesOf(context, unit.id),
  lifeChannels: (unit, _, context) => lifeChannelsOf(context, unit.id),
  acceptance: async (unit, _, context) => {
    const steps = await acceptanceOf(context, unit.id);
    return steps.length > 0 ? steps : null;
  },
  ebikeChargingSites: (unit, _, context) => ebikeChargingSitesOf(context, unit.id),
  iotDevices: (unit, args, context) => fireIotDevices.ofParent(context, 'fireUnitId', args).load(unit.id),
  events: (unit, { last, where, first }, context) => {
    const { since } = spanBefore(requestTime(context), last, 'last');
    const within = { and: [{ occurredAtGte: since }, ...(where ? [where] : [])] };
    return eventsOf(context, { property: 'fireUnitId', id: unit.id }, { where: within, first });
  },
  alarmStatistics: async (unit, { last }, context) => {
    const span = spanBefore(requestTime(context), last, 'last');
    if (!seesEventsOf(context, unit)) return null;
    return { ...span, counts: await alarmCounts(context, 'UNIT', span).load(unit.id) };
  },
  hiddenDangers: (unit, args, context) => fireDangers.list.ofParent(context, 'objectId', args).load(unit.id),
  nearestWater: (unit, args, context) => nearestWater(context, locatedFields.location(unit), args),
  waterSourcesNearby: (unit, args, context) => waterSourcesNear(context, locatedFields.location(unit), args),
  fireBrigadesNearby: (unit, args, context) => fireBrigadesNear(context, locatedFields.location(unit), args),
};
