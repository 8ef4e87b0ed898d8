import { AdminDivision } from './AdminDivision.js';
import { Building } from './Building.js';
import { CoalMine } from './CoalMine.js';
import { EbikeChargingSite } from './EbikeChargingSite.js';
import { Enterprise } from './Enterprise.js';
import { FireAcceptance } from './FireAcceptance.js';
import { FireAcceptanceStep } from './FireAcceptanceStep.js';
import { FireAlarmStatistics } from './FireAlarmStatistics.js';
import { FireBrigade } from './FireBrigade.js';
import { FireEvent } from './FireEvent.js';
import { FireEventConfirmationEntry } from './FireEventConfirmationEntry.js';
import { FireFacility } from './FireFacility.js';
import { FireHiddenDanger } from './FireHiddenDanger.js';
import { FireIotDevice } from './FireIotDevice.js';
import { FireRate } from './FireRate.js';
import { FireUnit } from './FireUnit.js';
import { FireVehicle } from './FireVehicle.js';
import { LifeChannel } from './LifeChannel.js';
import { MajorHazard } from './MajorHazard.js';
import { Mutation } from './Mutation.js';
import { Query } from './Query.js';
import { WaterSource } from './WaterSource.js';
import { WaterSourceCheck } from './WaterSourceCheck.js';

/** One GraphQL type a file. */
export const resolvers = {
  Query,
  Mutation,
  FireUnit,
  Building,
  FireFacility,
  LifeChannel,
  FireAcceptance,
  FireAcceptanceStep,
  EbikeChargingSite,
  WaterSource,
  WaterSourceCheck,
  FireBrigade,
  FireVehicle,
  FireIotDevice,
  FireEvent,
  FireEventConfirmationEntry,
  FireHiddenDanger,
  FireAlarmStatistics,
  FireRate,
  Enterprise,
  CoalMine,
  MajorHazard,
  AdminDivision,
};
