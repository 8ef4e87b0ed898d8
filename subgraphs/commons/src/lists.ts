import { contains, equals, List, oneOf } from '@huitong/kit';
import { AdminDivision } from './entities/adminDivision.js';
import { Department } from './entities/department.js';
import { Enterprise } from './entities/enterprise.js';
import { EnterpriseSupervisor } from './entities/enterpriseSupervisor.js';

/** The lists of this subgraph: what can be asked for and by what it can be sorted. */
export const enterprises = new List<Enterprise>({
  entity: Enterprise,
  filters: { nameContains: contains('name'), sectorIn: oneOf('sector'), riskTier: equals('riskTier') },
  orders: { NAME: 'name', USCC: 'uscc', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const enterpriseSupervisors = new List<EnterpriseSupervisor>({
  entity: EnterpriseSupervisor,
  filters: {},
  orders: { ROLE: 'role' },
  defaultOrder: 'ROLE',
});

export const departments = new List<Department>({
  entity: Department,
  filters: { nameContains: contains('name'), lineIn: oneOf('line') },
  orders: { NAME: 'name', DIVISION: 'divisionCode' },
  defaultOrder: 'DIVISION',
});

/** Reference rows: their key is the code, their division path their own. */
export const adminDivisions = new List<AdminDivision>({
  entity: AdminDivision,
  filters: { nameContains: contains('name', { indexed: false }), level: equals('level') },
  orders: { CODE: 'code' },
  defaultOrder: 'CODE',
  key: 'code',
  path: 'path',
});
