import { refusal } from '@huitong/contract';
import { type OwnedRow, pointColumns, warnUscc, within } from '@huitong/kit';
import type { MutationResolvers } from '../generated/resolvers.js';
import { fireDangers } from '../hiddenDangers.js';
import { checkBrigade, checkInput, checkPast, checkUnit, checkVehicle } from '../inputChecks.js';
import { confirm, ingest } from '../iotWriters.js';
import { type Context, decideFireUnitEnterprise } from '../loaders.js';
import { isComponentType } from '../rules/codes.js';
import { storedMeasures } from '../rules/nineSmallPlaces.js';
import { largestWord } from '../rules/statusWord.js';
import {
  ownWhole,
  partWriters as writers,
  writeCheck,
  writeFireBrigade,
  writeFireUnit,
  writeSite,
  writeWaterSource,
} from '../writers.js';

const given = (source: string | null | undefined) => source ?? 'department';

const ownUnit = async (context: Context, id: string): Promise<OwnedRow> =>
  ownWhole(context, await context.loaders.fireUnitById.load(id), {
    at: 'input.fireUnitId',
    what: 'fire unit',
  });

export const Mutation: MutationResolvers = {
  upsertFireHiddenDanger: (_, { input }, context) => fireDangers.upsert(context, input),
  moveFireHiddenDanger: (_, { input }, context) => fireDangers.move(context, input),

  upsertFireUnit: async (_, { input }, context) => {
    checkUnit(input);
    const { location, source, parentEnterpriseUscc, smallPlaceMeasures, ...values } = input;
    warnUscc(context.notes, input.uscc, 'input.uscc');
    warnUscc(context.notes, parentEnterpriseUscc, 'input.parentEnterpriseUscc');
    const written = await writeFireUnit(context, {
      ...values,
      ...pointColumns(location, context.notes, 'input.location'),
      ...(parentEnterpriseUscc === undefined ? {} : { enterpriseUscc: parentEnterpriseUscc }),
      ...(smallPlaceMeasures ? { smallPlaceMeasures: storedMeasures(smallPlaceMeasures) } : {}),
      source: given(source),
    });
    return { fireUnit: written.row, outcome: written.outcome };
  },

  upsertBuilding: async (_, { input }, context) => {
    checkInput(input);
    const unit = await ownUnit(context, input.fireUnitId);
    const { row, outcome } = await writers.Building(context, unit, {
      ...input,
      source: given(input.source),
    });
    return { building: row, outcome };
  },

  upsertFireFacility: async (_, { input }, context) => {
    checkInput(input);
    const unit = await ownUnit(context, input.fireUnitId);
    const values = { ...input, source: given(input.source) };
    const { row, outcome } = await writers.FireFacility(context, unit, values);
    return { fireFacility: row, outcome };
  },

  upsertLifeChannel: async (_, { input }, context) => {
    checkInput(input);
    const unit = await ownUnit(context, input.fireUnitId);
    const values = { ...input, source: given(input.source) };
    const { row, outcome } = await writers.LifeChannel(context, unit, values);
    return { lifeChannel: row, outcome };
  },

  upsertFireAcceptanceStep: async (_, { input }, context) => {
    checkInput(input);
    if (input.result === 'PENDING' && input.decidedOn) {
      const message = 'A step that is under way has no day of decision.';
      throw refusal('BAD_INPUT', { at: 'input.decidedOn', message });
    }
    const unit = await ownUnit(context, input.fireUnitId);
    const values = { ...input, source: given(input.source) };
    const { row, outcome } = await writers.FireAcceptanceStep(context, unit, values);
    return { fireAcceptanceStep: row, outcome };
  },

  upsertEbikeChargingSite: async (_, { input }, context) => {
    checkInput(input);
    const { location, source, ...values } = input;
    const unit = input.fireUnitId ? await ownUnit(context, input.fireUnitId) : null;
    const point = pointColumns(location, context.notes, 'input.location');
    const row = { ...values, ...point, source: given(source) };
    const written = unit
      ? await writers.EbikeChargingSite(context, unit, row)
      : await writeSite(context, row);
    return { ebikeChargingSite: written.row, outcome: written.outcome };
  },

  decideFireUnitEnterprise: (_, { input }, context) => decideFireUnitEnterprise(context, input),

  upsertWaterSource: async (_, { input }, context) => {
    checkInput(input);
    const { location, source, ...values } = input;
    warnUscc(context.notes, input.enterpriseUscc, 'input.enterpriseUscc');
    const point = pointColumns(location, context.notes, 'input.location');
    const written = await writeWaterSource(context, { ...values, ...point, source: given(source) });
    return { waterSource: written.row, outcome: written.outcome };
  },

  recordWaterSourceCheck: async (_, { input }, context) => {
    checkInput(input);
    const { waterSourceId, flowLitresPerSecond, pressureMegapascals, remark, ...values } = input;
    const found = await context.loaders.waterSourceById.load(waterSourceId);
    const source = ownWhole(context, found, { at: 'input.waterSourceId', what: 'water source' });
    const { row, outcome, waterSource } = await writeCheck(context, source, {
      ...values,
      flowLitresPerSecond: flowLitresPerSecond ?? null,
      pressureMegapascals: pressureMegapascals ?? null,
      remark: remark ?? null,
    });
    return { check: row, waterSource, outcome };
  },

  upsertFireBrigade: async (_, { input }, context) => {
    checkBrigade(input);
    const { location, source, serviceDivisions, ...values } = input;
    warnUscc(context.notes, input.enterpriseUscc, 'input.enterpriseUscc');
    const written = await writeFireBrigade(context, {
      ...values,
      ...pointColumns(location, context.notes, 'input.location'),
      // In one order and each once: the same divisions written again count as unchanged.
      ...(serviceDivisions ? { serviceDivisions: [...new Set(serviceDivisions)].sort() } : {}),
      source: given(source),
    });
    return { fireBrigade: written.row, outcome: written.outcome };
  },

  upsertFireVehicle: async (_, { input }, context) => {
    checkVehicle(input);
    const { position, positionAt, source, ...values } = input;
    const found = await context.loaders.fireBrigadeById.load(input.fireBrigadeId);
    const brigade = ownWhole(context, found, { at: 'input.fireBrigadeId', what: 'fire brigade' });
    const { lat, lon } = pointColumns(position, context.notes, 'input.position');
    const { row, outcome } = await writers.FireVehicle(context, brigade, {
      ...values,
      ...(lat === undefined || lon === undefined || !positionAt
        ? {}
        : { positionLat: lat, positionLon: lon, positionAt }),
      source: given(source),
    });
    return { fireVehicle: row, outcome };
  },

  upsertFireIotDevice: async (_, { input }, context) => {
    checkInput(input);
    const { componentTypeCode: componentType, level, source, ...values } = input;
    if (typeof componentType === 'number' && !isComponentType(componentType)) {
      const message = `GB/T 26875.3-2011 has no component type ${componentType}; 128 to 255 are left to the user.`;
      throw refusal('BAD_INPUT', { at: 'input.componentTypeCode', message });
    }
    const unit = await ownUnit(context, input.fireUnitId);
    const { row, outcome } = await writers.FireIotDevice(context, unit, {
      ...values,
      ...(level ? { level } : {}),
      ...(componentType === undefined ? {} : { componentType }),
      source: given(source),
    });
    return { fireIotDevice: row, outcome };
  },

  ingestFireStatus: async (_, { input }, context) => {
    within(input.statusBits, { at: 'input.statusBits', least: 0, most: largestWord });
    checkPast(input.at, 'input.at');
    const { fireIotDeviceById, fireEventById } = context.loaders;
    const found = await fireIotDeviceById.load(input.deviceId);
    const device = ownWhole(context, found, { at: 'input.deviceId', what: 'device' });
    const { eventIds, outcome } = await ingest(context, device, input);
    const events = await Promise.all(eventIds.map((id) => fireEventById.load(id)));
    const current = await fireIotDeviceById.clear(input.deviceId).load(input.deviceId);
    return { device: current, events: events.filter((event) => event !== null), outcome };
  },

  confirmFireEvent: async (_, { input }, context) => {
    checkInput(input);
    const { fireEventById } = context.loaders;
    const found = await fireEventById.load(input.eventId);
    const event = ownWhole(context, found, { at: 'input.eventId', what: 'event' });
    const { confirmed, reason } = input;
    const outcome = await confirm(context, event, { confirmed, reason: reason ?? null });
    return { event: await fireEventById.clear(input.eventId).load(input.eventId), outcome };
  },
};
