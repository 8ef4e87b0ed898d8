import { Entity } from 'typeorm';
import { HiddenDangerRow } from '@huitong/kit';

/** 火灾隐患, DOMAIN §1.7; its columns are those of every sector. */
@Entity('fire_hidden_danger')
export class FireHiddenDanger extends HiddenDangerRow {}
