import { AdminDivision } from './AdminDivision.js';
import { Department } from './Department.js';
import { Enterprise } from './Enterprise.js';
import { EnterpriseSupervisor } from './EnterpriseSupervisor.js';
import { IndexFreshness } from './IndexFreshness.js';
import { IndexedObject } from './IndexedObject.js';
import { Mutation } from './Mutation.js';
import { Query } from './Query.js';
import { ViewportCluster } from './ViewportCluster.js';

/** One GraphQL type a file. */
export const resolvers = {
  Query,
  Mutation,
  Enterprise,
  EnterpriseSupervisor,
  AdminDivision,
  Department,
  IndexedObject,
  IndexFreshness,
  ViewportCluster,
};
