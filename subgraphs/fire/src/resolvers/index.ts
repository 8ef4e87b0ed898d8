import { CoalMine } from './CoalMine.js';
import { Enterprise } from './Enterprise.js';
import { FireBrigade } from './FireBrigade.js';
import { FireUnit } from './FireUnit.js';
import { FireVehicle } from './FireVehicle.js';
import { MajorHazard } from './MajorHazard.js';
import { Mutation } from './Mutation.js';
import { Query } from './Query.js';
import { WaterSource } from './WaterSource.js';

/** One GraphQL type a file. */
export const resolvers = {
  Query,
  Mutation,
  FireUnit,
  WaterSource,
  FireBrigade,
  FireVehicle,
  Enterprise,
  CoalMine,
  MajorHazard,
};
