import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { FireUnitCategory, FireUnitKind } from '../generated/resolvers.js';
import type { SmallPlaceMeasures } from '../rules/nineSmallPlaces.js';

/** 消防对象, DOMAIN §2.5. */
@Entity('fire_unit')
export class FireUnit extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  kind!: FireUnitKind | null;

  /** The unit's own code, where it has one. */
  @Column({ type: 'text', nullable: true })
  uscc!: string | null;

  @Column({ type: 'text', nullable: true })
  category!: FireUnitCategory | null;

  @Column({ name: 'is_key_unit', type: 'boolean', nullable: true })
  isKeyUnit!: boolean | null;

  /** Rule by which the unit counts as one of the 九小场所. */
  @Column({ name: 'definition_source', type: 'text', nullable: true })
  definitionSource!: string | null;

  /** USCC of the parent enterprise; null until matched. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  /** What decides whether it is one of the 九小场所; null where nothing is known. */
  @Column({ name: 'small_place_measures', type: 'jsonb', nullable: true })
  smallPlaceMeasures!: SmallPlaceMeasures | null;

  @Column({ name: 'responsible_person_name', type: 'text', nullable: true })
  responsiblePersonName!: string | null;

  @Column({ name: 'responsible_person_phone', type: 'text', nullable: true })
  responsiblePersonPhone!: string | null;
}
