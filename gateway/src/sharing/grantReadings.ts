import { type Grant, grantHolds, type VerifiedCaller } from '@huitong/contract';
import type { CoordinatesRead } from '../records/decisionLog.js';

/** A grant and what an operation reads that it covers. */
export interface GrantReading {
  readonly grant: Grant;
  /** `Type.field`, or `Type` of rows. */
  readonly coordinates: readonly string[];
}

const none: readonly GrantReading[] = [];

/** Whether a grant covers what is read: the field or its type; of rows, the type or any part of it. */
const covers = ({ coordinates }: Grant) => {
  const names = new Set(coordinates.flatMap((one) => [one, one.split('.', 1)[0] as string]));
  const granted = new Set(coordinates);
  return (read: string) =>
    read.includes('.') ? granted.has(read) || granted.has(read.split('.', 1)[0] as string) : names.has(read);
};

/**
 * The caller's grants that cover something of what an operation reads. Whether a row was read by grant or of right is
 * known only where the row is, and counted there.
 */
export function grantReadings(caller: VerifiedCaller, read: CoordinatesRead): readonly GrantReading[] {
  if (caller.grants.length === 0) return none;
  const protectedOnes = [...new Set([...read.conditional, ...read.masked])];
  const now = Date.now() / 1000;
  return caller.grants
    .filter((grant) => grantHolds(caller, grant, now))
    .map((grant) => ({ grant, coordinates: protectedOnes.filter(covers(grant)) }))
    .filter(({ coordinates }) => coordinates.length > 0);
}
