import { Entity } from 'typeorm';
import { StateEventRow } from '@huitong/kit';

/** History of the grants. */
@Entity('sharing_grant_event')
export class SharingGrantEvent extends StateEventRow {}
