import { Accident } from './Accident.js';
import { AccidentReporting } from './AccidentReporting.js';
import { AdminDivision } from './AdminDivision.js';
import { CoalMine } from './CoalMine.js';
import { Department } from './Department.js';
import { Enterprise } from './Enterprise.js';
import { EnterpriseInspection } from './EnterpriseInspection.js';
import { EnterpriseFormerName } from './EnterpriseFormerName.js';
import { EnterpriseSupervisor } from './EnterpriseSupervisor.js';
import { IndexFreshness } from './IndexFreshness.js';
import { IndexedObject } from './IndexedObject.js';
import { FireUnit } from './FireUnit.js';
import { MajorHazard } from './MajorHazard.js';
import { Mutation } from './Mutation.js';
import { InspectionQuota } from './InspectionQuota.js';
import { Query } from './Query.js';
import { QuietPeriod } from './QuietPeriod.js';
import { ViewportCluster } from './ViewportCluster.js';
import { TailingsPond } from './TailingsPond.js';

/** One GraphQL type a file. */
export const resolvers = {
  Query,
  Mutation,
  Enterprise,
  EnterpriseFormerName,
  EnterpriseInspection,
  InspectionQuota,
  QuietPeriod,
  EnterpriseSupervisor,
  AdminDivision,
  Department,
  Accident,
  AccidentReporting,
  CoalMine,
  TailingsPond,
  MajorHazard,
  FireUnit,
  IndexedObject,
  IndexFreshness,
  ViewportCluster,
};
