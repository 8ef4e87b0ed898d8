import type { ParkBan, ParkHave } from '../generated/resolvers.js';

/** One of the ten haves (十有) as it is stored. */
export interface TenHave {
  readonly item: ParkHave;
  readonly met: boolean | null;
  readonly remark: string | null;
}
/** One of the two bans (两禁) as it is stored. */
export interface TwoBan {
  readonly item: ParkBan;
  readonly kept: boolean | null;
  readonly remark: string | null;
}

/** 化工园区“十有” in the order of 化工园区安全整治提升“十有两禁”释义. */
export const parkHaves: readonly ParkHave[] = [
  'PLANNING',
  'MANAGEMENT',
  'BOUNDARY',
  'SAFETY_CONTROL_LINE',
  'UTILITIES',
  'CLOSED_MANAGEMENT',
  'VEHICLE_PARK',
  'INFORMATION_PLATFORM',
  'TRAINING_BASE',
  'FIRE_STATION',
];
/** 化工园区“两禁”. */
export const parkBans: readonly ParkBan[] = ['RESTRICTED_PROJECTS', 'RESIDENTS'];

/** All ten, in their order; those not judged with `met` null. */
export const allHaves = (judged: readonly TenHave[]): TenHave[] =>
  parkHaves.map((item) => judged.find((one) => one.item === item) ?? { item, met: null, remark: null });

/** Both bans, in their order; those not judged with `kept` null. */
export const allBans = (judged: readonly TwoBan[]): TwoBan[] =>
  parkBans.map((item) => judged.find((one) => one.item === item) ?? { item, kept: null, remark: null });
