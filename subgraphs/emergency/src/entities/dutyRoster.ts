import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { DutyPost } from '../generated/resolvers.js';

/** 值班表, DOMAIN §2.6. */
@Entity('duty_roster')
export class DutyRoster extends OwnedRow {
  @Column({ name: 'starts_at', type: 'timestamptz' })
  startsAt!: string;

  @Column({ name: 'ends_at', type: 'timestamptz' })
  endsAt!: string;

  @Column({ type: 'text' })
  post!: DutyPost;

  @Column({ name: 'person_name', type: 'text', nullable: true })
  personName!: string | null;

  @Column({ name: 'person_phone', type: 'text', nullable: true })
  personPhone!: string | null;

  @Column({ name: 'office_phone', type: 'text', nullable: true })
  officePhone!: string | null;
}
