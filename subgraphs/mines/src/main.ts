import { defineSubgraph, EnterpriseMatch } from '@huitong/kit';
import { migrations } from '../migrations/index.js';
import { sample } from '../sample/index.js';
import { datasets } from './datasets/index.js';
import { CoalMine } from './entities/coalMine.js';
import { CoalRiskAlert } from './entities/coalRiskAlert.js';
import { GasAssessment } from './entities/gasAssessment.js';
import { HiddenHazardSurvey } from './entities/hiddenHazardSurvey.js';
import { MineContractor } from './entities/mineContractor.js';
import { MineHiddenDanger } from './entities/mineHiddenDanger.js';
import { MineHiddenDangerEvent } from './entities/mineHiddenDangerEvent.js';
import { MineIllegalActivity } from './entities/mineIllegalActivity.js';
import { MineInspection } from './entities/mineInspection.js';
import { MineLeaderResponsibility } from './entities/mineLeaderResponsibility.js';
import { MineLicence } from './entities/mineLicence.js';
import { MineMonitoringPoint } from './entities/mineMonitoringPoint.js';
import { MinePenalty } from './entities/minePenalty.js';
import { MineQuarterlyReport } from './entities/mineQuarterlyReport.js';
import { MineStandardizationEvent } from './entities/mineStandardizationEvent.js';
import { NonCoalMine } from './entities/nonCoalMine.js';
import { ResidentSupervisor } from './entities/residentSupervisor.js';
import { StartConfirmation } from './entities/startConfirmation.js';
import { TailingsPond } from './entities/tailingsPond.js';
import { TailingsPondEvent } from './entities/tailingsPondEvent.js';
import { mineDangers } from './hiddenDangers.js';
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers/index.js';
import { pondLifeCycle } from './rules/pondLifeCycle.js';

export const mines = defineSubgraph({
  name: 'mines',
  department: { zh: '能源局', en: 'Energy bureau (mines)' },
  home: new URL('../../', import.meta.url),
  entities: [
    CoalMine,
    CoalRiskAlert,
    GasAssessment,
    HiddenHazardSurvey,
    MineContractor,
    MineHiddenDanger,
    MineHiddenDangerEvent,
    MineIllegalActivity,
    MineInspection,
    MineLeaderResponsibility,
    MineLicence,
    MineMonitoringPoint,
    MinePenalty,
    MineQuarterlyReport,
    MineStandardizationEvent,
    NonCoalMine,
    ResidentSupervisor,
    StartConfirmation,
    TailingsPond,
    TailingsPondEvent,
    EnterpriseMatch,
  ],
  migrations,
  resolvers,
  createLoaders,
  indexed: ['CoalMine', 'TailingsPond', 'MineHiddenDanger', 'NonCoalMine'],
  machines: [mineDangers.machine, pondLifeCycle],
  datasets,
  sample,
});
