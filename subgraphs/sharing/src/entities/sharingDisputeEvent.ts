import { Entity } from 'typeorm';
import { StateEventRow } from '@huitong/kit';

/** History of the disputes. */
@Entity('sharing_dispute_event')
export class SharingDisputeEvent extends StateEventRow {}
