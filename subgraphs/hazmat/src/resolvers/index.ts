import { Chemical } from './Chemical.js';
import { CoalMine } from './CoalMine.js';
import { Enterprise } from './Enterprise.js';
import { MajorHazard } from './MajorHazard.js';
import { Mutation } from './Mutation.js';
import { Query } from './Query.js';
import { StorageUnit } from './StorageUnit.js';
import { Tank } from './Tank.js';

/** One GraphQL type a file. */
export const resolvers = { Query, Mutation, MajorHazard, StorageUnit, Tank, Chemical, Enterprise, CoalMine };
