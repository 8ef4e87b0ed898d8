import { locatedFields } from '@huitong/kit';
import type { IncidentResolvers } from '../generated/resolvers.js';
import { evacuations, reliefNeeds } from '../incidentLists.js';
import { rescueTeams, shelters, stockItems, warehouses } from '../lists.js';
import { reliefGaps } from '../reliefReads.js';
import { reportedCasualties } from '../rules/casualties.js';
import { reliefNeedsDueAt } from '../rules/reliefNeedsDueAt.js';
import { casualtyChangesUntil, clockOf, reportDeadlines } from '../rules/reportDeadlines.js';
import { incidentLevels, responseLevels, severityRank } from '../rules/severityRank.js';

const { location } = locatedFields;

export const Incident: IncidentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.incidentById.load(id),
  ...locatedFields,
  enterprise: (incident) => (incident.enterpriseUscc ? { uscc: incident.enterpriseUscc } : null),
  levelSeverityRank: ({ level }) => severityRank(incidentLevels, level),
  responseLevelSeverityRank: ({ responseLevel }) => severityRank(responseLevels, responseLevel),
  affectedDivisions: (incident) => incident.affectedDivisions.map((code) => ({ code })),
  casualties: reportedCasualties,
  response: async ({ id, ownerDepartment }, _, { loaders }) => {
    const activations = await loaders.responsesOfIncident.load(id);
    return (
      activations.findLast((one) => one.endedAt === null && one.ownerDepartment === ownerDepartment) ?? null
    );
  },
  responses: ({ id }, _, { loaders }) => loaders.responsesOfIncident.load(id),
  reports: ({ id }, _, { loaders }) => loaders.reportsOfIncident.load(id),
  reportClocks: async (incident, _, { loaders }) => {
    const reports = await loaders.reportsOfIncident.load(incident.id);
    const now = new Date().toISOString();
    return reportDeadlines(incident).map((deadline) => clockOf(deadline, reports, now));
  },
  casualtyChangesUntil,
  reliefNeeds: ({ id }, args, context) => reliefNeeds.ofParent(context, 'incidentId', args).load(id),
  reliefGap: ({ id }, _, context) => reliefGaps(context).load(id),
  evacuations: ({ id }, args, context) => evacuations.ofParent(context, 'incidentId', args).load(id),
  consultations: ({ id }, _, { loaders }) => loaders.consultationsOfIncident.load(id),
  assessments: ({ id }, _, { loaders }) => loaders.assessmentsOfIncident.load(id),
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
