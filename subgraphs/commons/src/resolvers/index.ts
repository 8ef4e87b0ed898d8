import { AdminDivision } from './AdminDivision.js';
import { Department } from './Department.js';
import { Enterprise } from './Enterprise.js';
import { EnterpriseSupervisor } from './EnterpriseSupervisor.js';
import { Mutation } from './Mutation.js';
import { Query } from './Query.js';

/** One GraphQL type a file. */
export const resolvers = { Query, Mutation, Enterprise, EnterpriseSupervisor, AdminDivision, Department };
