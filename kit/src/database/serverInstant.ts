/**
 * An instant as PostgreSQL writes it, `2026-05-01 11:00:00.123456+08`, as ISO 8601 in UTC with milliseconds. A page holds
 * a hundred of them, and a server that keeps UTC needs no calendar to be understood.
 */
export function serverInstant(value: string): string {
  const isPlain = value[10] === ' ' && value.endsWith('+00') && (value.length === 22 || value[19] === '.');
  if (!isPlain) return new Date(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
  const fraction = value.slice(20, -3).slice(0, 3).padEnd(3, '0');
  return `${value.slice(0, 10)}T${value.slice(11, 19)}.${fraction}Z`;
}
