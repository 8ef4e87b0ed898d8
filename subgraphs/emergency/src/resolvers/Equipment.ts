import { locatedFields } from '@huitong/kit';
import type { EquipmentResolvers } from '../generated/resolvers.js';

export const Equipment: EquipmentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.equipmentById.load(id),
  ...locatedFields,
  team: (row, _, { loaders }) => (row.teamId ? loaders.rescueTeamById.load(row.teamId) : null),
  warehouse: (row, _, { loaders }) => (row.warehouseId ? loaders.warehouseById.load(row.warehouseId) : null),
  custodian: (row) => (row.custodianUscc ? { uscc: row.custodianUscc } : null),
};
