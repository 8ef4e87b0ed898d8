import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 队伍普查, DOMAIN §2.6. */
@Entity('team_census')
export class TeamCensus extends OwnedRow {
  @Column({ name: 'team_id', type: 'uuid' })
  teamId!: string;

  @Column({ type: 'integer' })
  year!: number;

  /** 人 */
  @Column({ type: 'integer', nullable: true })
  headcount!: number | null;

  /** 辆 */
  @Column({ type: 'integer', nullable: true })
  vehicles!: number | null;

  @Column({ name: 'verified_at', type: 'timestamptz', nullable: true })
  verifiedAt!: string | null;
}
