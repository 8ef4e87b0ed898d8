import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { PipelineStationKind } from '../generated/resolvers.js';

/** 管道场站 Station of a pipeline. */
@Entity('pipeline_station')
export class PipelineStation extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'pipeline_id', type: 'uuid', nullable: true })
  pipelineId!: string | null;

  @Column({ type: 'text', nullable: true })
  kind!: PipelineStationKind | null;

  @Column({ name: 'leak_monitoring', type: 'boolean', nullable: true })
  leakMonitoring!: boolean | null;

  @Column({ type: 'boolean', nullable: true })
  staffed!: boolean | null;
}
