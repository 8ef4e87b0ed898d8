import { byKey, type LoaderScope, type NewRow, type SubgraphContext, upsertByNaturalKey } from '@huitong/kit';
import { AdminDivision } from './entities/adminDivision.js';
import { Department } from './entities/department.js';
import { Enterprise } from './entities/enterprise.js';

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  enterpriseByUscc: byKey(scope, Enterprise, 'uscc'),
  departmentByUscc: byKey(scope, Department, 'uscc'),
  divisionByCode: byKey(scope, AdminDivision, 'code'),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

/** Writes one row of the caller's own department; resolvers reach entities through here. */
export const writeEnterprise = (scope: LoaderScope, row: NewRow<Enterprise>) =>
  upsertByNaturalKey(scope, Enterprise, row);
