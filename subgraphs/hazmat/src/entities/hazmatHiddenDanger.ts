import { Entity } from 'typeorm';
import { HiddenDangerRow } from '@huitong/kit';

/** 危险化学品和工贸事故隐患, DOMAIN §1.7; its columns are those of every sector. */
@Entity('hazmat_hidden_danger')
export class HazmatHiddenDanger extends HiddenDangerRow {}
