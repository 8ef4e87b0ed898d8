import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An object of any department as the index has it; written by the owners' feeds only. */
@Entity('index_object')
export class IndexObject {
  /** Type and key, `CoalMine:…`. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Subgraph whose object it is. */
  @Column({ type: 'text' })
  subgraph!: string;

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'float8', nullable: true })
  lat!: number | null;

  @Column({ type: 'float8', nullable: true })
  lon!: number | null;

  @Column({ name: 'division_code', type: 'text' })
  divisionCode!: string;

  @Column({ name: 'division_path', type: 'text', array: true })
  divisionPath!: string[];

  @Column({ name: 'owner_department', type: 'text' })
  ownerDepartment!: string;

  @Column({ type: 'text', nullable: true })
  state!: string | null;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: string | null;

  /** 1 is the gravest. */
  @Column({ type: 'integer', nullable: true })
  rank!: number | null;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text' })
  share!: 'UNCONDITIONAL' | 'CONDITIONAL';

  @Column({ type: 'boolean' })
  synthetic!: boolean;
}
