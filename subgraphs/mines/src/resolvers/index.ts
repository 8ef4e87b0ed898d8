import { CoalMine } from './CoalMine.js';
import { Enterprise } from './Enterprise.js';
import { ExplosivesStore } from './ExplosivesStore.js';
import { MineHiddenDanger } from './MineHiddenDanger.js';
import { Mutation } from './Mutation.js';
import { Query } from './Query.js';
import { TailingsPond } from './TailingsPond.js';

/** One GraphQL type a file. */
export const resolvers = {
  Query,
  Mutation,
  CoalMine,
  ExplosivesStore,
  TailingsPond,
  MineHiddenDanger,
  Enterprise,
};
