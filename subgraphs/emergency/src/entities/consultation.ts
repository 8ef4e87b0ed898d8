import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 会商研判, DOMAIN §2.6. */
@Entity('consultation')
export class Consultation extends OwnedRow {
  @Column({ type: 'text' })
  topic!: string;

  @Column({ name: 'held_at', type: 'timestamptz' })
  heldAt!: string;

  @Column({ name: 'incident_id', type: 'uuid', nullable: true })
  incidentId!: string | null;

  /** USCCs. */
  @Column({ type: 'text', array: true })
  attendees!: string[];

  @Column({ type: 'text', nullable: true })
  conclusion!: string | null;

  @Column({ type: 'text', array: true })
  actions!: string[];
}
