import { Entity } from 'typeorm';
import { StateEventRow } from '@huitong/kit';

/** 隐患状态变迁: the steps of each {@link FireHiddenDanger}. */
@Entity('fire_hidden_danger_event')
export class FireHiddenDangerEvent extends StateEventRow {}
