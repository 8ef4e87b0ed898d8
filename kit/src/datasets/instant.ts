import { narrowed } from './text.js';

const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/;
const time = /^[T\s]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})?(?:\.\d+)?秒?|分)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads a point in time as files write it: `2026-05-01 03:05`, `2026/5/1 3:05:00`, `2026年5月1日3时5分`, ISO 8601.
 * Without an offset it is the departments' own time, Asia/Shanghai (UTC+8 all year).
 * @returns ISO instant in UTC; undefined for what is no instant, or no day or time of the clock.
 */
export function instantOf(cell: string): string | undefined {
  const text = cell.normalize('NFKC').trim();
  const [whole, year, month, date] = (day.exec(text) ?? []) as (string | undefined)[];
  if (whole === undefined) return undefined;
  const [clock, hour, minute, second, offset] = (time.exec(text.slice(whole.length)) ?? []) as (
    string | undefined
  )[];
  if (clock === undefined) return undefined;
  const zone = offset === undefined ? '+08:00' : narrowed(offset).toUpperCase();
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0');
  const iso = `${year}-${two(month)}-${two(date)}`;
  // Date.parse would move 30 February into March.
  const calendar = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(calendar.getTime()) || !calendar.toISOString().startsWith(iso)) return undefined;
  const withColon = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const instant = Date.parse(`${iso}T${two(hour)}:${two(minute)}:${two(second)}${withColon}`);
  const inBounds = Number(year) >= 1800 && Number(year) <= 2200 && Number(hour) <= 23;
  return Number.isNaN(instant) || !inBounds ? undefined : new Date(instant).toISOString();
}
