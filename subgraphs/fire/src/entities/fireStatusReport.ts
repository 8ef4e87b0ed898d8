import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** A status word as a device sent it; one for each device and instant. */
@Entity('fire_status_report')
export class FireStatusReport extends OwnedRow {
  @Column({ name: 'fire_iot_device_id', type: 'uuid' })
  fireIotDeviceId!: string;

  @Column({ type: 'timestamptz' })
  at!: string;

  @Column({ name: 'status_bits', type: 'integer' })
  statusBits!: number;
}
