import { AdminDivision } from './AdminDivision.js';
import { CoalMine } from './CoalMine.js';
import { Enterprise } from './Enterprise.js';
import { Incident } from './Incident.js';
import { MajorHazard } from './MajorHazard.js';
import { Mutation } from './Mutation.js';
import { Query } from './Query.js';
import { RescueTeam } from './RescueTeam.js';
import { Shelter } from './Shelter.js';
import { StockItem } from './StockItem.js';
import { Warehouse } from './Warehouse.js';

/** One GraphQL type a file. */
export const resolvers = {
  Query,
  Mutation,
  Incident,
  RescueTeam,
  Warehouse,
  StockItem,
  Shelter,
  CoalMine,
  MajorHazard,
  Enterprise,
  AdminDivision,
};
