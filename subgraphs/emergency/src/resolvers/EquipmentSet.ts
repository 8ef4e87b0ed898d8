import { ownedFields } from '@huitong/kit';
import type { EquipmentSetResolvers } from '../generated/resolvers.js';
import { setComplete } from '../rules/equipmentSet.js';

export const EquipmentSet: EquipmentSetResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.equipmentSetById.load(id),
  ...ownedFields,
  complete: ({ items }) => setComplete(items),
};
