import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { EwSiteKind } from '../generated/resolvers.js';

/** 地震预警终端, DOMAIN §2.6. */
@Entity('ew_terminal')
export class EwTerminal extends LocatedRow {
  @Column({ name: 'site_name', type: 'text' })
  siteName!: string;

  @Column({ name: 'site_kind', type: 'text' })
  siteKind!: EwSiteKind;

  @Column({ type: 'boolean', nullable: true })
  online!: boolean | null;

  @Column({ name: 'installed_on', type: 'date', nullable: true })
  installedOn!: string | null;

  @Column({ name: 'last_seen_at', type: 'timestamptz', nullable: true })
  lastSeenAt!: string | null;
}
