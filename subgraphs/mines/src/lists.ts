import { above, atLeast, below, contains, equals, List, oneOf } from '@huitong/kit';
import { CoalMine } from './entities/coalMine.js';
import { TailingsPond } from './entities/tailingsPond.js';

/** The lists of this subgraph: what can be asked for and by what it can be sorted. */
export const coalMines = new List<CoalMine>({
  entity: CoalMine,
  filters: {
    nameContains: contains('name'),
    status: equals('status'),
    statusIn: oneOf('status'),
    approvedCapacityWanTonnesPerYearGte: atLeast('approvedCapacityWanTonnesPerYear'),
    depthMaxMetresGt: above('depthMaxMetres'),
    gasGradeIn: oneOf('gasGrade'),
    severeHazard: equals('severeHazard'),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: {
    NAME: 'name',
    APPROVED_CAPACITY: 'approvedCapacityWanTonnesPerYear',
    DEPTH_MAX: 'depthMaxMetres',
    UPDATED_AT: 'updatedAt',
  },
  defaultOrder: 'NAME',
});

export const tailingsPonds = new List<TailingsPond>({
  entity: TailingsPond,
  filters: {
    nameContains: contains('name'),
    statusIn: oneOf('status'),
    gradeIn: oneOf('grade'),
    isOverhead: equals('isOverhead'),
    ownerless: equals('ownerless'),
    designElevationReached: equals('designElevationReached'),
    idleSinceBefore: below('idleSince'),
  },
  orders: { NAME: 'name', VOLUME_TOTAL: 'volumeTotalWanCubicMetres', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});
