import { defineSubgraph, EnterpriseMatch } from '@huitong/kit';
import { migrations } from '../migrations/index.js';
import { sample } from '../sample/index.js';
import { datasets } from './datasets/index.js';
import { AgingUnit } from './entities/agingUnit.js';
import { Chemical } from './entities/chemical.js';
import { ChemicalFlowReport } from './entities/chemicalFlowReport.js';
import { ChemicalPark } from './entities/chemicalPark.js';
import { FillingStation } from './entities/fillingStation.js';
import { GasFillingStation } from './entities/gasFillingStation.js';
import { HazmatHiddenDanger } from './entities/hazmatHiddenDanger.js';
import { HazmatHiddenDangerEvent } from './entities/hazmatHiddenDangerEvent.js';
import { HazmatLicence } from './entities/hazmatLicence.js';
import { IllegalChemicalSite } from './entities/illegalChemicalSite.js';
import { IndustrialRiskUnit } from './entities/industrialRiskUnit.js';
import { LeakAlert } from './entities/leakAlert.js';
import { MajorHazard } from './entities/majorHazard.js';
import { Pipeline } from './entities/pipeline.js';
import { PipelineStation } from './entities/pipelineStation.js';
import { SpecialOperatorCert } from './entities/specialOperatorCert.js';
import { StorageUnit } from './entities/storageUnit.js';
import { Tank } from './entities/tank.js';
import { WorkPermit } from './entities/workPermit.js';
import { hazmatDangers } from './hiddenDangers.js';
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers/index.js';

export const hazmat = defineSubgraph({
  name: 'hazmat',
  department: { zh: '应急管理局（危险化学品）', en: 'Emergency management bureau (dangerous chemicals)' },
  home: new URL('../../', import.meta.url),
  entities: [
    MajorHazard,
    StorageUnit,
    Tank,
    Chemical,
    HazmatLicence,
    WorkPermit,
    ChemicalPark,
    FillingStation,
    GasFillingStation,
    IndustrialRiskUnit,
    AgingUnit,
    Pipeline,
    PipelineStation,
    IllegalChemicalSite,
    SpecialOperatorCert,
    LeakAlert,
    ChemicalFlowReport,
    HazmatHiddenDanger,
    HazmatHiddenDangerEvent,
    EnterpriseMatch,
  ],
  migrations,
  resolvers,
  createLoaders,
  indexed: [
    'MajorHazard',
    'HazmatLicence',
    'WorkPermit',
    'ChemicalPark',
    'FillingStation',
    'GasFillingStation',
    'IndustrialRiskUnit',
    'AgingUnit',
    'Pipeline',
    'PipelineStation',
    'IllegalChemicalSite',
    'HazmatHiddenDanger',
  ],
  machines: [hazmatDangers.machine],
  datasets,
  sample,
});
