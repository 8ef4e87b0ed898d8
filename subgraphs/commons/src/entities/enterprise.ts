import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { EnterpriseSector, RiskTier, WatchList } from '../generated/resolvers.js';

/** A list on which an enterprise stands, as stored; jsonb keeps the shorter key first. */
export interface WatchEntry {
  readonly list: WatchList;
  readonly since: string | null;
  readonly reason: string | null;
}

/** 严重失信 as the schema shows it. */
export interface DishonestEntry {
  readonly since: string;
  readonly until: string | null;
  readonly reason: string | null;
}

/** 企业, DOMAIN §1.8. */
@Entity('enterprise')
export class Enterprise extends LocatedRow {
  @Column({ type: 'text' })
  uscc!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  sector!: EnterpriseSector | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ name: 'risk_tier', type: 'text', nullable: true })
  riskTier!: RiskTier | null;

  @Column({ name: 'safety_manager_name', type: 'text', nullable: true })
  safetyManagerName!: string | null;

  @Column({ name: 'safety_manager_phone', type: 'text', nullable: true })
  safetyManagerPhone!: string | null;

  @Column({ name: 'dishonest_since', type: 'date', nullable: true })
  dishonestSince!: string | null;

  @Column({ name: 'dishonest_until', type: 'date', nullable: true })
  dishonestUntil!: string | null;

  @Column({ name: 'dishonest_reason', type: 'text', nullable: true })
  dishonestReason!: string | null;

  @Column({ name: 'watch_lists', type: 'jsonb', default: [] })
  watchLists!: WatchEntry[];
}
