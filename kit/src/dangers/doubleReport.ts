import type { HiddenDangerRow } from './row.js';

/** 双报告 as the graph shows it: the prelude's `HiddenDangerDoubleReport`. */
export interface DoubleReport {
  readonly required: boolean;
  readonly complete: boolean;
  readonly regulatorHours: number | null;
  readonly staffHours: number | null;
  readonly waitingHours: number | null;
  readonly basis: string;
}

type Facts = Pick<HiddenDangerRow, 'level' | 'foundAt' | 'reportedToRegulatorAt' | 'reportedToStaffAt'>;

const hoursFrom = (from: string, to: string | Date): number =>
  Math.round((new Date(to).getTime() - Date.parse(from)) / 360_000) / 10;

/**
 * How long the reports of a danger to regulator and staff took, in hours from its discovery, to a tenth. The law says
 * at once (及时) and has no number, so the time is measured and no limit invented; it is owed for major dangers.
 */
export function doubleReport(row: Facts, now = new Date()): DoubleReport {
  const { level, foundAt, reportedToRegulatorAt: regulator, reportedToStaffAt: staff } = row;
  const required = level === 'MAJOR';
  const complete = regulator !== null && staff !== null;
  return {
    required,
    complete,
    regulatorHours: regulator === null ? null : hoursFrom(foundAt, regulator),
    staffHours: staff === null ? null : hoursFrom(foundAt, staff),
    waitingHours: required && !complete ? hoursFrom(foundAt, now) : null,
    basis: '安全生产法 art. 41',
  };
}
