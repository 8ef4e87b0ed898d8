import { migration, orderIndexes } from '@huitong/kit';

/** By what the lists are sorted: a page of a hundred times the rows must not sort them all. */
const orders: Readonly<Record<string, readonly string[]>> = {
  consultation: ['held_at', 'topic', 'updated_at'],
  demonstration_community: ['name', 'named_on', 'updated_at'],
  drill: ['held_at', 'participants', 'title', 'updated_at'],
  duty_roster: ['starts_at', 'updated_at'],
  emergency_plan: ['next_review_on', 'title', 'updated_at'],
  equipment: ['maintenance_due_on', 'name', 'quantity', 'updated_at'],
  equipment_set: ['checked_on', 'updated_at'],
  ew_terminal: ['site_name', 'updated_at'],
  fire_access_route: ['length_kilometres', 'name', 'updated_at'],
  incident: ['title', 'updated_at'],
  landing_site: ['max_takeoff_tonnes', 'name', 'updated_at'],
  monitoring_site: ['last_observed_at', 'name', 'updated_at'],
  rescue_base: ['area', 'name', 'updated_at'],
  rescue_team: ['headcount', 'name', 'on_duty', 'updated_at'],
  reserve_plan: ['category_code', 'updated_at', 'year'],
  response_card: ['post', 'updated_at'],
  shelter: ['capacity', 'name', 'updated_at'],
  stock_item: ['available', 'expires_on', 'name', 'updated_at'],
  village_plan_set: ['reviewed_on', 'updated_at'],
  warehouse: ['area', 'name', 'updated_at'],
  warning: ['published_at', 'title', 'updated_at'],
};

export const indexOrders = migration(9, 'index-orders', () =>
  Object.entries(orders).flatMap(([table, columns]) => orderIndexes(table, columns)),
);
