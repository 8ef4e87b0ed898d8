import type { FireAlarmStatisticsResolvers } from '../generated/resolvers.js';
import { confirmationRate, falseAlarmRate } from '../rules/alarmRates.js';

export const FireAlarmStatistics: FireAlarmStatisticsResolvers = {
  alarms: ({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0),
  trueFires: ({ counts }) => counts.TRUE_FIRE,
  falseAlarms: ({ counts }) => counts.FALSE,
  tests: ({ counts }) => counts.TEST,
  drills: ({ counts }) => counts.DRILL,
  unconfirmed: ({ counts }) => counts.UNCONFIRMED,
  falseAlarmRate: ({ counts }) => falseAlarmRate(counts),
  confirmationRate: ({ counts }) => confirmationRate(counts),
};
