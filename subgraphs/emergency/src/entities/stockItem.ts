import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { ReserveMode } from '../generated/resolvers.js';

/**
 * 应急物资库存, DOMAIN §2.6. Division and position are its warehouse's: the database copies them, and copies
 * them again when the warehouse moves, whatever a writer gives.
 */
@Entity('stock_item')
export class StockItem extends LocatedRow {
  @Column({ name: 'warehouse_id', type: 'uuid' })
  warehouseId!: string;

  @Column({ name: 'code_system', type: 'text', default: 'GB/T 38565-2020' })
  codeSystem!: string;

  @Column({ name: 'category_code', type: 'text' })
  categoryCode!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  spec!: string | null;

  /** 计量单位 of the three quantities. */
  @Column({ type: 'text' })
  unit!: string;

  // numeric, not float8: quantity less reserved must come out exactly, or a unit could be promised twice.
  @Column({ type: 'numeric', precision: 15, scale: 3 })
  quantity!: number;

  /** Derived by the database: quantity less reserved. */
  @Column({ type: 'numeric', precision: 15, scale: 3, insert: false, update: false })
  available!: number;

  @Column({ type: 'numeric', precision: 15, scale: 3, default: 0 })
  reserved!: number;

  @Column({ name: 'reserve_mode', type: 'text' })
  reserveMode!: ReserveMode;

  /** USCC of the enterprise that has agreed to supply it. */
  @Column({ name: 'supplier_uscc', type: 'text', nullable: true })
  supplierUscc!: string | null;

  /** 协议数量; only of goods held by agreement or as capacity. */
  @Column({ name: 'agreement_quantity', type: 'float8', nullable: true })
  agreementQuantity!: number | null;

  @Column({ name: 'agreement_response_hours', type: 'float8', nullable: true })
  agreementResponseHours!: number | null;

  @Column({ name: 'expires_on', type: 'date', nullable: true })
  expiresOn!: string | null;

  @Column({ type: 'text', nullable: true })
  batch!: string | null;
}
