import type { AdminDivisionResolvers } from '../generated/resolvers.js';
import { assistanceTriggers } from '../assistance.js';
import { accidents, adminDivisions, departments } from '../lists.js';

export const AdminDivision: AdminDivisionResolvers = {
  __resolveReference: ({ code }, { loaders }) => loaders.divisionByCode.load(code),
  parent: (row, _, { loaders }) => (row.parentCode ? loaders.divisionByCode.load(row.parentCode) : null),
  children: (row, args, context) => adminDivisions.ofParent(context, 'parentCode', args).load(row.code),
  seat: ({ seatLat, seatLon }) =>
    seatLat === null || seatLon === null ? null : { lat: seatLat, lon: seatLon, crs: 'WGS84' },
  villages: (row, { first }, context) =>
    adminDivisions.inDivision(context, { first, where: { level: 'VILLAGE' } }).load(row.code),
  accidents: (row, args, context) => accidents.inDivision(context, args).load(row.code),
  assistanceTrigger: (row, args, context) => assistanceTriggers(context, args, { division: row.code }),
  departments: (row, args, context) => departments.ofParent(context, 'divisionCode', args).load(row.code),
};
