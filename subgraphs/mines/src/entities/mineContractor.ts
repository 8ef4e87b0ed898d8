import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 外包采掘队伍, DOMAIN §1.2 item 51. */
@Entity('mine_contractor')
export class MineContractor extends OwnedRow {
  @Column({ name: 'non_coal_mine_id', type: 'uuid' })
  nonCoalMineId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  scope!: string | null;

  @Column({ type: 'integer', nullable: true })
  levels!: number | null;

  @Column({ type: 'integer', nullable: true })
  workers!: number | null;

  @Column({ name: 'valid_from', type: 'date', nullable: true })
  validFrom!: string | null;

  @Column({ name: 'valid_to', type: 'date', nullable: true })
  validTo!: string | null;
}
