import { migration } from '@huitong/kit';

const situations = [
  'OVER_CAPACITY_OR_STAFF',
  'GAS_OVER_LIMIT',
  'OUTBURST_MEASURES_MISSING',
  'GAS_DRAINAGE_MISSING',
  'VENTILATION_UNRELIABLE',
  'OUT_OF_BOUNDS',
  'WATER_HAZARD_UNTREATED',
  'ROCKBURST_UNTREATED',
  'SPONTANEOUS_COMBUSTION_UNTREATED',
  'OBSOLETE_EQUIPMENT',
  'MONITORING_NOT_WORKING',
  'SLOPE_UNTREATED',
  'SINGLE_POWER_SUPPLY',
  'PRODUCTION_WHILE_BUILDING',
  'UNLAWFUL_CONTRACTING',
  'REORGANISED_WITHOUT_LICENCE',
  'OTHER',
];

/** Which of the seventeen situations of 煤矿安全生产条例 art. 36 a major danger of a coal mine is. */
export const addDangerSituations = migration(13, 'add-danger-situations', () => [
  `alter table mine_hidden_danger
    add column situation text check (situation in (${situations.map((one) => `'${one}'`).join(', ')})),
    add constraint mine_hidden_danger_situation_of check (
      situation is null or (level = 'MAJOR' and object_type = 'COAL_MINE'))`,
]);
