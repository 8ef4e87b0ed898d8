import { locatedFields } from '@huitong/kit';
import type { IncidentResolvers } from '../generated/resolvers.js';
import { rescueTeams, shelters, stockItems, warehouses } from '../lists.js';
import { reliefNeedsDueAt } from '../rules/reliefNeedsDueAt.js';

const { location } = locatedFields;

export const Incident: IncidentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.incidentById.load(id),
  ...locatedFields,
  enterprise: (incident) => (incident.enterpriseUscc ? { uscc: incident.enterpriseUscc } : null),
  // The casualties keep the incident with them: null as a whole only while nothing at all is reported.
  casualties: (incident) => {
    const { dead, missing, seriouslyInjured, slightlyInjured, trapped } = incident;
    const reported = [dead, missing, seriouslyInjured, slightlyInjured, trapped].some(
      (count) => count !== null,
    );
    return reported ? incident : null;
  },
  reliefNeedsDueAt: (incident) => reliefNeedsDueAt(incident.occurredAt),
  rescueTeamsNearby: (incident, args, context) => {
    const point = location(incident);
    return point && rescueTeams.near(context, args).load(point);
  },
  warehousesNearby: (incident, args, context) => {
    const point = location(incident);
    return point && warehouses.near(context, args).load(point);
  },
  stockNearby: (incident, args, context) => {
    const point = location(incident);
    return point && stockItems.near(context, args).load(point);
  },
  sheltersNearby: (incident, args, context) => {
    const point = location(incident);
    return point && shelters.near(context, args).load(point);
  },
};
