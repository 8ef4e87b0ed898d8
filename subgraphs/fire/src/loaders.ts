import {
  byKey,
  decideEnterprise,
  type DecisionInput,
  type LoaderScope,
  type SubgraphContext,
} from '@huitong/kit';
import { Building } from './entities/building.js';
import { EbikeChargingSite } from './entities/ebikeChargingSite.js';
import { FireAcceptanceStep } from './entities/fireAcceptanceStep.js';
import { FireBrigade } from './entities/fireBrigade.js';
import { FireEvent } from './entities/fireEvent.js';
import { FireFacility } from './entities/fireFacility.js';
import { FireHiddenDanger } from './entities/fireHiddenDanger.js';
import { FireIotDevice } from './entities/fireIotDevice.js';
import { FireUnit } from './entities/fireUnit.js';
import { FireVehicle } from './entities/fireVehicle.js';
import { LifeChannel } from './entities/lifeChannel.js';
import { WaterSource } from './entities/waterSource.js';
import { WaterSourceCheck } from './entities/waterSourceCheck.js';

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  fireUnitById: byKey(scope, FireUnit, 'id'),
  buildingById: byKey(scope, Building, 'id'),
  fireFacilityById: byKey(scope, FireFacility, 'id'),
  lifeChannelById: byKey(scope, LifeChannel, 'id'),
  fireAcceptanceStepById: byKey(scope, FireAcceptanceStep, 'id'),
  ebikeChargingSiteById: byKey(scope, EbikeChargingSite, 'id'),
  waterSourceById: byKey(scope, WaterSource, 'id'),
  waterSourceCheckById: byKey(scope, WaterSourceCheck, 'id'),
  fireBrigadeById: byKey(scope, FireBrigade, 'id'),
  fireVehicleById: byKey(scope, FireVehicle, 'id'),
  fireIotDeviceById: byKey(scope, FireIotDevice, 'id'),
  fireEventById: byKey(scope, FireEvent, 'id'),
  fireHiddenDangerById: byKey(scope, FireHiddenDanger, 'id'),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

/** Records a decision on the enterprise of one fire unit; see kit's decideEnterprise for outcome and refusals. */
export async function decideFireUnitEnterprise(scope: LoaderScope, input: DecisionInput) {
  const { row, recorded } = await decideEnterprise(scope, FireUnit, input);
  return { fireUnit: row, recorded };
}
