import { byKey, type LoaderScope, type NewRow, type SubgraphContext, upsertByNaturalKey } from '@huitong/kit';
import { Accident } from './entities/accident.js';
import { AdminDivision } from './entities/adminDivision.js';
import { Department } from './entities/department.js';
import { Enterprise } from './entities/enterprise.js';
import { EnterpriseFormerName } from './entities/enterpriseFormerName.js';
import { EnterpriseInspection } from './entities/enterpriseInspection.js';
import { InspectionQuota } from './entities/inspectionQuota.js';
import { QuietPeriod } from './entities/quietPeriod.js';

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  enterpriseByUscc: byKey(scope, Enterprise, 'uscc'),
  formerNameById: byKey(scope, EnterpriseFormerName, 'id'),
  inspectionQuotaById: byKey(scope, InspectionQuota, 'id'),
  quietPeriodById: byKey(scope, QuietPeriod, 'id'),
  inspectionById: byKey(scope, EnterpriseInspection, 'id'),
  departmentByUscc: byKey(scope, Department, 'uscc'),
  divisionByCode: byKey(scope, AdminDivision, 'code'),
  accidentById: byKey(scope, Accident, 'id'),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

/** Writes one row of the caller's own department; resolvers reach entities through here. */
export const writeEnterprise = (scope: LoaderScope, row: NewRow<Enterprise>) =>
  upsertByNaturalKey(scope, Enterprise, row);

export const writeDepartment = (scope: LoaderScope, row: NewRow<Department>) =>
  upsertByNaturalKey(scope, Department, row);

export const writeAccident = (scope: LoaderScope, row: NewRow<Accident>) =>
  upsertByNaturalKey(scope, Accident, row);

export const writeFormerName = (scope: LoaderScope, row: NewRow<EnterpriseFormerName>) =>
  upsertByNaturalKey(scope, EnterpriseFormerName, row);

export const writeInspectionQuota = (scope: LoaderScope, row: NewRow<InspectionQuota>) =>
  upsertByNaturalKey(scope, InspectionQuota, row);

export const writeQuietPeriod = (scope: LoaderScope, row: NewRow<QuietPeriod>) =>
  upsertByNaturalKey(scope, QuietPeriod, row);

export const writeInspection = (scope: LoaderScope, row: NewRow<EnterpriseInspection>) =>
  upsertByNaturalKey(scope, EnterpriseInspection, row);
