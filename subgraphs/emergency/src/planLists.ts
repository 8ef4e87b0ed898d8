import { above, atLeast, below, contains, equals, has, oneOf, List } from '@huitong/kit';
import { DemonstrationCommunity } from './entities/demonstrationCommunity.js';
import { DisasterInformant } from './entities/disasterInformant.js';
import { Drill } from './entities/drill.js';
import { DutyRoster } from './entities/dutyRoster.js';
import { EmergencyPlan } from './entities/emergencyPlan.js';
import { Expert } from './entities/expert.js';
import { ResponseCard } from './entities/responseCard.js';
import { VillagePlanSet } from './entities/villagePlanSet.js';

export const emergencyPlans = new List<EmergencyPlan>({
  entity: EmergencyPlan,
  filters: {
    titleContains: contains('title'),
    kindIn: oneOf('kind'),
    levelIn: oneOf('level'),
    enterpriseUscc: equals('enterpriseUscc'),
    nextReviewBefore: below('nextReviewOn'),
    synthetic: equals('synthetic'),
  },
  orders: { TITLE: 'title', NEXT_REVIEW_ON: 'nextReviewOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'TITLE',
});

export const villagePlanSets = new List<VillagePlanSet>({
  entity: VillagePlanSet,
  filters: {
    reviewedBefore: below('reviewedOn'),
    complete: equals('complete'),
    synthetic: equals('synthetic'),
  },
  orders: { REVIEWED_ON: 'reviewedOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'REVIEWED_ON',
});

export const drills = new List<Drill>({
  entity: Drill,
  filters: {
    titleContains: contains('title'),
    kindIn: oneOf('kind'),
    levelIn: oneOf('level'),
    hazardIn: oneOf('hazard'),
    heldBefore: below('heldAt'),
    heldAfter: above('heldAt'),
    heldFrom: atLeast('heldAt'),
    enterpriseUscc: equals('enterpriseUscc'),
    participantsGte: atLeast('participants'),
    synthetic: equals('synthetic'),
  },
  orders: { TITLE: 'title', HELD_AT: 'heldAt', PARTICIPANTS: 'participants', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'HELD_AT',
});

export const responseCards = new List<ResponseCard>({
  entity: ResponseCard,
  filters: {
    postContains: contains('post'),
    hazardIn: oneOf('hazard'),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: { POST: 'post', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'POST',
});

export const dutyRosters = new List<DutyRoster>({
  entity: DutyRoster,
  filters: {
    startsBefore: below('startsAt'),
    endsAfter: above('endsAt'),
    postIn: oneOf('post'),
    synthetic: equals('synthetic'),
  },
  orders: { STARTS_AT: 'startsAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'STARTS_AT',
});

export const disasterInformants = new List<DisasterInformant>({
  entity: DisasterInformant,
  filters: { synthetic: equals('synthetic') },
  orders: { TRAINED_ON: 'trainedOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'TRAINED_ON',
});

export const experts = new List<Expert>({
  entity: Expert,
  filters: {
    specialtiesHas: has('specialties'),
    levelIn: oneOf('level'),
    available: equals('available'),
    termEndsBefore: below('termEndsOn'),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: { TERM_ENDS_ON: 'termEndsOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'TERM_ENDS_ON',
});

export const demonstrationCommunities = new List<DemonstrationCommunity>({
  entity: DemonstrationCommunity,
  filters: { nameContains: contains('name'), levelIn: oneOf('level'), synthetic: equals('synthetic') },
  orders: { NAME: 'name', NAMED_ON: 'namedOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});
