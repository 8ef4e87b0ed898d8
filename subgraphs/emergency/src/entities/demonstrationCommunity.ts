import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { AdministrativeLevel } from '../generated/resolvers.js';

/** 综合减灾示范社区, DOMAIN §2.6. */
@Entity('demonstration_community')
export class DemonstrationCommunity extends OwnedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  level!: AdministrativeLevel;

  @Column({ name: 'named_on', type: 'date', nullable: true })
  namedOn!: string | null;

  @Column({ name: 'reviewed_on', type: 'date', nullable: true })
  reviewedOn!: string | null;

  @Column({ name: 'revoked_on', type: 'date', nullable: true })
  revokedOn!: string | null;
}
