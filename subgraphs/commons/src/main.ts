import { defineSubgraph } from '@huitong/kit';
import { migrations } from '../migrations/index.js';
import { sample } from '../sample/index.js';
import { datasets } from './datasets/index.js';
import { Accident } from './entities/accident.js';
import { AdminDivision } from './entities/adminDivision.js';
import { Department } from './entities/department.js';
import { Enterprise } from './entities/enterprise.js';
import { EnterpriseFormerName } from './entities/enterpriseFormerName.js';
import { EnterpriseInspection } from './entities/enterpriseInspection.js';
import { EnterpriseSupervisor } from './entities/enterpriseSupervisor.js';
import { IndexObject } from './entities/indexObject.js';
import { InspectionQuota } from './entities/inspectionQuota.js';
import { QuietPeriod } from './entities/quietPeriod.js';
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers/index.js';

export const commons = defineSubgraph({
  name: 'commons',
  department: { zh: '安全生产委员会办公室', en: 'Work safety committee office' },
  home: new URL('../../', import.meta.url),
  entities: [
    Enterprise,
    EnterpriseFormerName,
    EnterpriseInspection,
    InspectionQuota,
    QuietPeriod,
    EnterpriseSupervisor,
    Department,
    AdminDivision,
    IndexObject,
    Accident,
  ],
  migrations,
  resolvers,
  createLoaders,
  datasets,
  sample,
});
