import type { FireEventKind, FireStatusLevel } from '../generated/resolvers.js';
import { gbt26875, type StatusBit } from '../../reference/index.js';

/** A status word taken apart. */
export interface StatusWord {
  /** Bit 0 is 0: the device is under test. */
  readonly underTest: boolean;
  /** What the word says, in the order of the bits. */
  readonly kinds: readonly FireEventKind[];
  /** Numbers of the bits that are set and that the standard leaves free. */
  readonly reserved: readonly number[];
}

/** The largest word: two bytes. */
export const largestWord = 0xffff;

const tables: Readonly<Record<FireStatusLevel, readonly StatusBit[]>> = {
  SYSTEM: gbt26875.systemStatusBits,
  COMPONENT: gbt26875.componentStatusBits,
};
const kindAt = (level: FireStatusLevel, bit: number) => tables[level].find((one) => one.bit === bit)?.kind;
const isSet = (word: number, bit: number) => ((word >> bit) & 1) === 1;
const otherBits = Array.from({ length: 15 }, (_, index) => index + 1);

/**
 * Takes a status word apart: a bit field in which several states hold at once (GB/T 26875.3-2011, status of systems
 * and of components; a component has one bit for its power, which is its main power).
 * @param word two bytes, 0 to 65,535.
 */
export function decodeStatus(level: FireStatusLevel, word: number): StatusWord {
  const set = otherBits.filter((bit) => isSet(word, bit));
  return {
    underTest: !isSet(word, 0),
    kinds: set.flatMap((bit) => kindAt(level, bit) ?? []),
    reserved: set.filter((bit) => !kindAt(level, bit)),
  };
}

/** Puts a status word together; the inverse of {@link decodeStatus}. */
export function encodeStatus(level: FireStatusLevel, { underTest, kinds, reserved }: StatusWord): number {
  const bits = tables[level]
    .filter(({ kind }) => kind !== null && kinds.includes(kind))
    .map(({ bit }) => bit);
  return [...(underTest ? [] : [0]), ...bits, ...reserved].reduce((word, bit) => word | (1 << bit), 0);
}

/** What a word changes against the one before it. */
export interface StatusChange {
  readonly underTest: boolean;
  /** States that begin: one event each. */
  readonly begun: readonly FireEventKind[];
  /** States that end. */
  readonly ended: readonly FireEventKind[];
}

/**
 * The events of a word: one for each state that it has and the word before it had not. A device repeats its word
 * for as long as a state lasts; a repeated word is no second alarm.
 * @param previous the word before in time; null when there is none.
 */
export function statusChange(level: FireStatusLevel, previous: number | null, word: number): StatusChange {
  const { underTest, kinds } = decodeStatus(level, word);
  const before = previous === null ? [] : decodeStatus(level, previous).kinds;
  return {
    underTest,
    begun: kinds.filter((kind) => !before.includes(kind)),
    ended: before.filter((kind) => !kinds.includes(kind)),
  };
}
