import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type {
  CommsChannelType,
  RescueSpecialty,
  RescueTeamCategory,
  RescueTeamReadiness,
} from '../generated/resolvers.js';

/** 测评等级, a value of a team. */
export interface Grading {
  readonly grade: number;
  readonly specialty: RescueSpecialty;
}

/** 通信手段, a value of a team. */
export interface Channel {
  readonly type: CommsChannelType;
  readonly callSign: string | null;
  readonly frequencyBand: string | null;
}

/** 救援车辆, a value of a team. */
export interface TeamVehicle {
  readonly name: string;
  readonly count: number;
}

/** 救护协议, a value of a team. */
export interface Agreement {
  /** Id of a coal mine of the mines subgraph. */
  readonly mineId: string | null;
  readonly signedOn: string | null;
  readonly expiresOn: string | null;
  readonly enterpriseUscc: string;
}

/** 应急救援队伍, DOMAIN §2.6. */
@Entity('rescue_team')
export class RescueTeam extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  category!: RescueTeamCategory;

  @Column({ name: 'national_level', type: 'boolean', nullable: true })
  nationalLevel!: boolean | null;

  /** USCC of the enterprise that keeps the team; never together with a department. */
  @Column({ name: 'sponsor_enterprise_uscc', type: 'text', nullable: true })
  sponsorEnterpriseUscc!: string | null;

  /** USCC of the department that keeps the team. */
  @Column({ name: 'sponsor_department_uscc', type: 'text', nullable: true })
  sponsorDepartmentUscc!: string | null;

  @Column({ type: 'integer', nullable: true })
  headcount!: number | null;

  @Column({ name: 'on_duty', type: 'integer', nullable: true })
  onDuty!: number | null;

  @Column({ type: 'text', array: true })
  specialties!: RescueSpecialty[];

  @Column({ type: 'jsonb' })
  gradings!: Grading[];

  @Column({ type: 'text', nullable: true })
  readiness!: RescueTeamReadiness | null;

  @Column({ name: 'contact_name', type: 'text', nullable: true })
  contactName!: string | null;

  @Column({ name: 'contact_phone', type: 'text', nullable: true })
  contactPhone!: string | null;

  @Column({ name: 'comms_channels', type: 'jsonb' })
  commsChannels!: Channel[];

  /** Base where it is stationed. */
  @Column({ name: 'base_id', type: 'uuid', nullable: true })
  baseId!: string | null;

  @Column({ type: 'jsonb' })
  vehicles!: TeamVehicle[];

  @Column({ type: 'jsonb' })
  agreements!: Agreement[];
}
