import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { MineLeaderLevel } from '../generated/resolvers.js';

/** One visit, as jsonb keeps it. */
export interface LeaderVisitEntry {
  readonly on: string;
  readonly problems: number | null;
}

/** 领导包保, DOMAIN §1.2 item 56. */
@Entity('mine_leader_responsibility')
export class MineLeaderResponsibility extends OwnedRow {
  /** Exactly one of the three is set. */
  @Column({ name: 'coal_mine_id', type: 'uuid', nullable: true })
  coalMineId!: string | null;

  @Column({ name: 'non_coal_mine_id', type: 'uuid', nullable: true })
  nonCoalMineId!: string | null;

  @Column({ name: 'tailings_pond_id', type: 'uuid', nullable: true })
  tailingsPondId!: string | null;

  @Column({ type: 'text' })
  office!: string;

  @Column({ type: 'text', nullable: true })
  level!: MineLeaderLevel | null;

  @Column({ name: 'official_name', type: 'text', nullable: true })
  officialName!: string | null;

  @Column({ type: 'date', nullable: true })
  since!: string | null;

  @Column({ type: 'date', nullable: true })
  until!: string | null;

  /** In order of time. */
  @Column({ type: 'jsonb' })
  visits!: LeaderVisitEntry[];
}
