import { defineSubgraph, EnterpriseMatch } from '@huitong/kit';
import { migrations } from '../migrations/index.js';
import { sample } from '../sample/index.js';
import { datasets } from './datasets/index.js';
import { Building } from './entities/building.js';
import { EbikeChargingSite } from './entities/ebikeChargingSite.js';
import { FireAcceptanceStep } from './entities/fireAcceptanceStep.js';
import { FireBrigade } from './entities/fireBrigade.js';
import { FireEvent } from './entities/fireEvent.js';
import { FireFacility } from './entities/fireFacility.js';
import { FireHiddenDanger } from './entities/fireHiddenDanger.js';
import { FireHiddenDangerEvent } from './entities/fireHiddenDangerEvent.js';
import { FireIotDevice } from './entities/fireIotDevice.js';
import { FireStatusReport } from './entities/fireStatusReport.js';
import { FireUnit } from './entities/fireUnit.js';
import { FireVehicle } from './entities/fireVehicle.js';
import { LifeChannel } from './entities/lifeChannel.js';
import { WaterSource } from './entities/waterSource.js';
import { WaterSourceCheck } from './entities/waterSourceCheck.js';
import { fireDangers } from './hiddenDangers.js';
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers/index.js';

export const fire = defineSubgraph({
  name: 'fire',
  department: { zh: '消防救援机构', en: 'Fire and rescue' },
  home: new URL('../../', import.meta.url),
  entities: [
    FireUnit,
    Building,
    FireFacility,
    LifeChannel,
    FireAcceptanceStep,
    EbikeChargingSite,
    WaterSource,
    WaterSourceCheck,
    FireBrigade,
    FireVehicle,
    FireIotDevice,
    FireStatusReport,
    FireEvent,
    FireHiddenDanger,
    FireHiddenDangerEvent,
    EnterpriseMatch,
  ],
  migrations,
  resolvers,
  createLoaders,
  indexed: ['FireUnit', 'WaterSource', 'FireBrigade', 'EbikeChargingSite', 'FireHiddenDanger'],
  machines: [fireDangers.machine],
  datasets,
  sample,
});
