import type { FireRateResolvers } from '../generated/resolvers.js';
import { shareOf } from '../rules/alarmRates.js';

export const FireRate: FireRateResolvers = {
  rate: (rate) => shareOf(rate),
};
