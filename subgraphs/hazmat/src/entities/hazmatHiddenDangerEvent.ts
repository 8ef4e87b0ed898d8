import { Entity } from 'typeorm';
import { StateEventRow } from '@huitong/kit';

/** 隐患状态变迁: the steps of each {@link HazmatHiddenDanger}. */
@Entity('hazmat_hidden_danger_event')
export class HazmatHiddenDangerEvent extends StateEventRow {}
