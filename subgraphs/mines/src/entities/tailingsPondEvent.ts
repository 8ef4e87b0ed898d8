import { Entity } from 'typeorm';
import { StateEventRow } from '@huitong/kit';

/** 尾矿库状态变迁记录: history of the ponds, DOMAIN §1.7. */
@Entity('tailings_pond_event')
export class TailingsPondEvent extends StateEventRow {}
