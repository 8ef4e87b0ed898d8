import { Entity } from 'typeorm';
import { HiddenDangerRow } from '@huitong/kit';

/** 矿山事故隐患, DOMAIN §1.7; its columns are those of every sector. */
@Entity('mine_hidden_danger')
export class MineHiddenDanger extends HiddenDangerRow {}
