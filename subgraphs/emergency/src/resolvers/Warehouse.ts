import { locatedFields } from '@huitong/kit';
import type { WarehouseResolvers } from '../generated/resolvers.js';
import { stockItems } from '../lists.js';

export const Warehouse: WarehouseResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.warehouseById.load(id),
  ...locatedFields,
  enterprise: (warehouse) => (warehouse.enterpriseUscc ? { uscc: warehouse.enterpriseUscc } : null),
  stock: (warehouse, args, context) => stockItems.ofParent(context, 'warehouseId', args).load(warehouse.id),
};
