import { movesOf, ownedFields } from '@huitong/kit';
import { nobody } from '../defaultRule.js';
import type { CatalogEntryResolvers } from '../generated/resolvers.js';
import { clockAt } from '../rules/answerClock.js';
import { catalogueMachine, reviewTerms, schemaMoves, updateTerms } from '../rules/catalogueMachine.js';
import { usesOfVanishedItemsOf } from '../vanishedItems.js';

export const CatalogEntry: CatalogEntryResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.catalogEntryById.load(id),
  ...ownedFields,
  // No department has the code of what the schema itself says.
  ownerDepartment: (row) => (row.ownerDepartment === nobody ? null : ownedFields.ownerDepartment(row)),
  items: ({ typeName, items }) =>
    items.map(({ name, purposes, ...item }) => ({
      ...item,
      coordinate: `${typeName}.${name}`,
      purposes: [...purposes],
    })),
  itemCount: ({ items }) => items.filter(({ withdrawnInVersion }) => withdrawnInVersion === null).length,
  changes: async ({ id }, _, { loaders }) => (await loaders.catalogVersionsOf.load(id))[0]?.changes ?? null,
  versions: ({ id }, _, { loaders }) => loaders.catalogVersionsOf.load(id),
  withdrawn: ({ state }) => state === 'WITHDRAWN',
  updateDue: ({ changedAt, updateDueAt, extensionWorkingDays, publishedAt }) =>
    clockAt({ dueAt: updateDueAt, from: changedAt }, updateTerms(extensionWorkingDays), publishedAt),
  reviewDue: ({ changedAt, reviewDueAt, publishedAt }) =>
    clockAt({ dueAt: reviewDueAt, from: changedAt }, reviewTerms, publishedAt),
  usesOfVanishedItems: ({ typeName }, _, context) => usesOfVanishedItemsOf(context).load(typeName),
  nextMoves: (row) =>
    movesOf(catalogueMachine, row.state, row).filter(({ transition }) => !schemaMoves.includes(transition)),
  history: ({ id }, _, { loaders }) => loaders.catalogHistory.load(id),
};
