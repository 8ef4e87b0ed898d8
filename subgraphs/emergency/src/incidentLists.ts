import { above, atLeast, below, contains, equals, oneOf, type Filter, List } from '@huitong/kit';
import { Consultation } from './entities/consultation.js';
import { Evacuation } from './entities/evacuation.js';
import { ReliefNeed } from './entities/reliefNeed.js';
import { Warning } from './entities/warning.js';
import { WarningCallout } from './entities/warningCallout.js';
import { holdsNowSql } from './rules/warningState.js';

/** Whether a column holds a value. */
export const isGiven =
  (property: string): Filter =>
  (value, table) =>
    `item.${table.column(property)} is ${value === true ? 'not null' : 'null'}`;

export const warnings = new List<Warning>({
  entity: Warning,
  filters: {
    titleContains: contains('title'),
    kindIn: oneOf('kind'),
    colourIn: oneOf('colour'),
    publishedBefore: below('publishedAt'),
    publishedAfter: above('publishedAt'),
    capStatusIn: oneOf('capStatus'),
    messageTypeIn: oneOf('messageType'),
    scopeIn: oneOf('scope'),
    categoryIn: oneOf('category'),
    active: (value) => `${holdsNowSql('item')} = ${value === true}`,
    synthetic: equals('synthetic'),
  },
  orders: { TITLE: 'title', PUBLISHED_AT: 'publishedAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'PUBLISHED_AT',
});

export const warningCallouts = new List<WarningCallout>({
  entity: WarningCallout,
  filters: {
    channelIn: oneOf('channel'),
    acknowledged: isGiven('acknowledgedAt'),
    synthetic: equals('synthetic'),
  },
  orders: { CALLED_AT: 'calledAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'CALLED_AT',
});

export const reliefNeeds = new List<ReliefNeed>({
  entity: ReliefNeed,
  filters: { synthetic: equals('synthetic') },
  orders: { REPORTED_AT: 'reportedAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'REPORTED_AT',
});

export const evacuations = new List<Evacuation>({
  entity: Evacuation,
  filters: { headcountGte: atLeast('headcount'), synthetic: equals('synthetic') },
  orders: { HEADCOUNT: 'headcount', STARTED_AT: 'startedAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'STARTED_AT',
});

export const consultations = new List<Consultation>({
  entity: Consultation,
  filters: {
    topicContains: contains('topic'),
    heldBefore: below('heldAt'),
    heldAfter: above('heldAt'),
    synthetic: equals('synthetic'),
  },
  orders: { TOPIC: 'topic', HELD_AT: 'heldAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'HELD_AT',
});
