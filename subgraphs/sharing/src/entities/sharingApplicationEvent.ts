import { Entity } from 'typeorm';
import { StateEventRow } from '@huitong/kit';

/** History of the applications. */
@Entity('sharing_application_event')
export class SharingApplicationEvent extends StateEventRow {}
