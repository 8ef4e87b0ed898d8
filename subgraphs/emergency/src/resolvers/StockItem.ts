import { locatedFields } from '@huitong/kit';
import type { StockItemResolvers } from '../generated/resolvers.js';
import { majorCategory } from '../rules/stockCategory.js';

export const StockItem: StockItemResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.stockItemById.load(id),
  ...locatedFields,
  warehouse: (item, _, { loaders }) => loaders.warehouseById.load(item.warehouseId),
  majorCategory,
  supplier: (item) => (item.supplierUscc ? { uscc: item.supplierUscc } : null),
  reserveAgreement: (item) => (item.reserveMode === 'PHYSICAL' ? null : item),
};
