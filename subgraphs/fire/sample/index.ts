import { demoDecisions, EnterpriseMatch, Random, type SampleData, sampleSize } from '@huitong/kit';
import { Building } from '../src/entities/building.js';
import { EbikeChargingSite } from '../src/entities/ebikeChargingSite.js';
import { FireAcceptanceStep } from '../src/entities/fireAcceptanceStep.js';
import { FireBrigade } from '../src/entities/fireBrigade.js';
import { FireEvent } from '../src/entities/fireEvent.js';
import { FireFacility } from '../src/entities/fireFacility.js';
import { FireHiddenDanger } from '../src/entities/fireHiddenDanger.js';
import { FireHiddenDangerEvent } from '../src/entities/fireHiddenDangerEvent.js';
import { FireIotDevice } from '../src/entities/fireIotDevice.js';
import { FireStatusReport } from '../src/entities/fireStatusReport.js';
import { FireUnit } from '../src/entities/fireUnit.js';
import { FireVehicle } from '../src/entities/fireVehicle.js';
import { LifeChannel } from '../src/entities/lifeChannel.js';
import { WaterSource } from '../src/entities/waterSource.js';
import { WaterSourceCheck } from '../src/entities/waterSourceCheck.js';
import { brigadesAndVehicles } from './brigades.js';
import { hiddenDangerEvents, hiddenDangerRows } from './hiddenDangers.js';
import { devices, events, statusReports } from './iot.js';
import { acceptanceSteps, buildings, ebikeChargingSites, facilities, lifeChannels } from './parts.js';
import { fireUnits } from './units.js';
import { waterSources, waterSourceChecks } from './water.js';

/**
 * 3,000 fire units with their parts, 5,000 water sources with their checks, 100 brigades with their vehicles and
 * 2,000 devices with their words and events, in 晋城 and in 交城 水峪贯镇; all invented. Everything but the brigades is
 * made row after row and not kept.
 */
export const sample: SampleData = (size = sampleSize()) => {
  const units = size.count(3000, 100);
  const sources = size.count(5000, 100);
  const iot = size.count(2000, 100);
  const dangers = size.count(400, 54);
  const { brigades, vehicles } = brigadesAndVehicles(new Random(20_260_730), size.count(58, 1));
  return [
    { entity: FireUnit, rows: fireUnits(units) },
    { entity: Building, rows: buildings(units) },
    { entity: FireFacility, rows: facilities(units) },
    { entity: LifeChannel, rows: lifeChannels(units) },
    { entity: FireAcceptanceStep, rows: acceptanceSteps(units) },
    { entity: EbikeChargingSite, rows: ebikeChargingSites(units) },
    { entity: WaterSource, rows: waterSources(sources) },
    { entity: WaterSourceCheck, rows: waterSourceChecks(sources) },
    { entity: FireBrigade, rows: brigades },
    { entity: FireVehicle, rows: vehicles },
    { entity: FireIotDevice, rows: devices(iot, units) },
    { entity: FireStatusReport, rows: statusReports(iot, units) },
    { entity: FireEvent, rows: events(iot, units) },
    // History first: a danger that finds none would begin one of its own.
    { entity: FireHiddenDangerEvent, rows: hiddenDangerEvents(dangers, units) },
    { entity: FireHiddenDanger, rows: hiddenDangerRows(dangers, units) },
    { entity: EnterpriseMatch, rows: demoDecisions('FireUnit', fireUnits(units)) },
  ];
};
