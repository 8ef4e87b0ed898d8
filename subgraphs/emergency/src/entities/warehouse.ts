import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { WarehouseLevel } from '../generated/resolvers.js';

/** 应急物资储备库, DOMAIN §2.6. */
@Entity('warehouse')
export class Warehouse extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  level!: WarehouseLevel;

  /** USCC of the enterprise that keeps the reserve under an agreement. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  /** m² */
  @Column({ name: 'area', type: 'float8', nullable: true })
  areaSquareMetres!: number | null;

  @Column({ name: 'manager_name', type: 'text', nullable: true })
  managerName!: string | null;

  @Column({ name: 'manager_phone', type: 'text', nullable: true })
  managerPhone!: string | null;
}
