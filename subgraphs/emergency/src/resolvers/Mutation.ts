import type { MutationResolvers } from '../generated/resolvers.js';
import type { Context } from '../loaders.js';
import * as write from '../writers.js';

/** Writes a row and answers with it under its own name. */
const upsert =
  <Name extends string, Input, Row, Outcome>(
    name: Name,
    writeRow: (context: Context, input: Input) => Promise<{ row: Row; outcome: Outcome }>,
  ) =>
  async (_: unknown, { input }: { input: Input }, context: Context) => {
    const { row, outcome } = await writeRow(context, input);
    return { [name]: row, outcome } as { [Key in Name]: Row } & { outcome: Outcome };
  };

export const Mutation: MutationResolvers = {
  upsertRescueTeam: upsert('rescueTeam', write.writeRescueTeam),
  upsertWarehouse: upsert('warehouse', write.writeWarehouse),
  upsertStockItem: upsert('stockItem', write.writeStockItem),
  upsertShelter: upsert('shelter', write.writeShelter),
  upsertRescueBase: upsert('rescueBase', write.writeRescueBase),
  upsertEquipment: upsert('equipment', write.writeEquipment),
  upsertEquipmentSet: upsert('equipmentSet', write.writeEquipmentSet),
  upsertTeamCensus: upsert('teamCensus', write.writeTeamCensus),
  upsertReservePlan: upsert('reservePlan', write.writeReservePlan),
  upsertIncident: upsert('incident', write.writeIncident),
  upsertWarning: upsert('warning', write.writeWarning),
  upsertWarningCallout: upsert('warningCallout', write.writeWarningCallout),
  upsertResponseActivation: upsert('responseActivation', write.writeResponseActivation),
  upsertIncidentReport: upsert('incidentReport', write.writeIncidentReport),
  upsertReliefNeed: upsert('reliefNeed', write.writeReliefNeed),
  upsertEvacuation: upsert('evacuation', write.writeEvacuation),
  upsertConsultation: upsert('consultation', write.writeConsultation),
  upsertDisasterAssessment: upsert('disasterAssessment', write.writeDisasterAssessment),
  upsertEmergencyPlan: upsert('emergencyPlan', write.writeEmergencyPlan),
  upsertVillagePlanSet: upsert('villagePlanSet', write.writeVillagePlanSet),
  upsertDrill: upsert('drill', write.writeDrill),
  upsertResponseCard: upsert('responseCard', write.writeResponseCard),
  upsertDutyRoster: upsert('dutyRoster', write.writeDutyRoster),
  upsertDisasterInformant: upsert('disasterInformant', write.writeDisasterInformant),
  upsertExpert: upsert('expert', write.writeExpert),
  upsertDemonstrationCommunity: upsert('demonstrationCommunity', write.writeDemonstrationCommunity),
  upsertLandingSite: upsert('landingSite', write.writeLandingSite),
  upsertFireAccessRoute: upsert('fireAccessRoute', write.writeFireAccessRoute),
  upsertEwTerminal: upsert('ewTerminal', write.writeEwTerminal),
  upsertMonitoringSite: upsert('monitoringSite', write.writeMonitoringSite),
};
