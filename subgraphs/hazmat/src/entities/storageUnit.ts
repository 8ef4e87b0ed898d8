import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { StorageUnitKind } from '../generated/resolvers.js';

/** 生产单元/储存单元 of a major hazard, GB 18218-2018 clauses 3.5 and 3.6. */
@Entity('storage_unit')
export class StorageUnit extends OwnedRow {
  @Column({ name: 'major_hazard_id', type: 'uuid' })
  majorHazardId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: StorageUnitKind;

  @Column({ type: 'float8' })
  s!: number;
}
