import { byKey, type LoaderScope, type NewRow, type SubgraphContext, upsertByNaturalKey } from '@huitong/kit';
import { Accident } from './entities/accident.js';
import { AdminDivision } from './entities/adminDivision.js';
import { Department } from './entities/department.js';
import { Enterprise } from './entities/enterprise.js';

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  enterpriseByUscc: byKey(scope, Enterprise, 'uscc'),
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
