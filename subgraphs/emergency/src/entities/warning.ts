import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type {
  CapCategory,
  CapCertainty,
  CapMessageType,
  CapResponseType,
  CapScope,
  CapStatus,
  CapUrgency,
  WarningColour,
  WarningKind,
} from '../generated/resolvers.js';

/** 预警, DOMAIN §2.6. */
@Entity('warning')
export class Warning extends OwnedRow {
  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  kind!: WarningKind;

  @Column({ type: 'text' })
  colour!: WarningColour;

  @Column({ name: 'starts_at', type: 'timestamptz' })
  startsAt!: string;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: string | null;

  @Column({ name: 'lifted_at', type: 'timestamptz', nullable: true })
  liftedAt!: string | null;

  @Column({ name: 'affected_area', type: 'text' })
  affectedArea!: string;

  @Column({ type: 'text' })
  notice!: string;

  @Column({ type: 'text' })
  measures!: string;

  @Column({ type: 'text' })
  publisher!: string;

  @Column({ name: 'published_at', type: 'timestamptz' })
  publishedAt!: string;

  /** Codes. */
  @Column({ name: 'affected_divisions', type: 'text', array: true })
  affectedDivisions!: string[];

  @Column({ name: 'cap_status', type: 'text', default: 'ACTUAL' })
  capStatus!: CapStatus;

  @Column({ name: 'message_type', type: 'text', default: 'ALERT' })
  messageType!: CapMessageType;

  @Column({ type: 'text', nullable: true })
  scope!: CapScope | null;

  @Column({ type: 'text', nullable: true })
  category!: CapCategory | null;

  @Column({ type: 'text', nullable: true })
  urgency!: CapUrgency | null;

  @Column({ type: 'text', nullable: true })
  certainty!: CapCertainty | null;

  @Column({ name: 'response_types', type: 'text', array: true })
  responseTypes!: CapResponseType[];

  @Column({ name: 'supersedes_id', type: 'uuid', nullable: true })
  supersedesId!: string | null;
}
