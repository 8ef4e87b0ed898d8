import type { IndexedObjectResolvers, Sector } from '../generated/resolvers.js';

export const IndexedObject: IndexedObjectResolvers = {
  sector: ({ subgraph }) => subgraph.toUpperCase() as Sector,
  location: ({ lat, lon }) => (lat === null || lon === null ? null : { lat, lon, crs: 'WGS84' }),
  division: (row, _, { loaders }) => loaders.divisionByCode.load(row.divisionCode),
  ownerDepartment: (row, _, { loaders }) => loaders.departmentByUscc.load(row.ownerDepartment),
  enterprise: (row, _, { loaders }) =>
    row.enterpriseUscc ? loaders.enterpriseByUscc.load(row.enterpriseUscc) : null,
  overdue: ({ dueAt }) => dueAt !== null && Date.parse(dueAt) < Date.now(),
  // The owner answers for everything else; a type that the union does not know yet leads nowhere.
  entity: (row, _, __, { schema }) =>
    schema.getType(row.type) ? ({ __typename: row.type, id: row.key } as never) : null,
};
