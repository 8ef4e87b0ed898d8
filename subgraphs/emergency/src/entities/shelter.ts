import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type {
  DisasterType,
  ShelterDuration,
  ShelterFacility,
  ShelterFunction,
  ShelterLevel,
  ShelterSpace,
  ShelterStatus,
} from '../generated/resolvers.js';

/** 应急避难场所, DOMAIN §2.6. */
@Entity('shelter')
export class Shelter extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  level!: ShelterLevel;

  @Column({ type: 'text', nullable: true })
  space!: ShelterSpace | null;

  @Column({ type: 'text', nullable: true })
  function!: ShelterFunction | null;

  @Column({ type: 'text', nullable: true })
  duration!: ShelterDuration | null;

  @Column({ name: 'hazard_types', type: 'text', array: true })
  hazardTypes!: DisasterType[];

  @Column({ type: 'text', array: true })
  facilities!: ShelterFacility[];

  /** m² */
  @Column({ name: 'effective_area', type: 'float8', nullable: true })
  effectiveAreaSquareMetres!: number | null;

  /** Persons. */
  @Column({ type: 'integer', nullable: true })
  capacity!: number | null;

  /** Persons. */
  @Column({ type: 'integer', nullable: true })
  occupied!: number | null;

  /** Persons; derived by the database, see rules/freePlaces.ts. */
  @Column({ type: 'integer', nullable: true, insert: false, update: false })
  free!: number | null;

  @Column({ type: 'boolean', nullable: true })
  accessible!: boolean | null;

  @Column({ type: 'text' })
  status!: ShelterStatus;

  @Column({ name: 'manager_name', type: 'text', nullable: true })
  managerName!: string | null;

  @Column({ name: 'manager_phone', type: 'text', nullable: true })
  managerPhone!: string | null;
}
