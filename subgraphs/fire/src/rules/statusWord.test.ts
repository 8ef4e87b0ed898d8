import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gbt26875 } from '../../reference/index.js';
import type { FireStatusLevel } from '../generated/resolvers.js';
import { decodeStatus, encodeStatus, largestWord, statusChange } from './statusWord.js';

const levels = ['SYSTEM', 'COMPONENT'] as const;
const anyLevel = fc.constantFrom<FireStatusLevel>(...levels);
const anyWord = fc.integer({ min: 0, max: largestWord });

describe('status words of GB/T 26875.3', () => {
  it.each([
    ['SYSTEM', 0b0000_0000_0000_0001, false, []],
    ['SYSTEM', 0b0000_0000_0000_0000, true, []],
    ['SYSTEM', 0b0000_0000_0000_0011, false, ['FIRE_ALARM']],
    ['SYSTEM', 0b0000_0111_0000_0111, false, ['FIRE_ALARM', 'FAULT', 'MAIN_POWER', 'BACKUP_POWER', 'BUS']],
    ['SYSTEM', 0b0011_1000_0000_0001, false, ['MANUAL', 'CONFIGURATION', 'RESET']],
    [
      'COMPONENT',
      0b0000_0001_0111_1101,
      false,
      ['FAULT', 'SHIELD', 'SUPERVISE', 'ACTUATION', 'FEEDBACK', 'MAIN_POWER'],
    ],
    ['COMPONENT', 0b0000_0000_1000_0000, true, ['DELAY']],
  ] as const)('%s %i: under test %s, %j', (level, word, underTest, kinds) => {
    expect(decodeStatus(level, word)).toEqual({ underTest, kinds, reserved: [] });
  });

  it('keep what the standard leaves free: bits 14 and 15 of a system, 9 to 15 of a component', () => {
    expect(decodeStatus('SYSTEM', 0xc001).reserved).toEqual([14, 15]);
    expect(decodeStatus('COMPONENT', 0xfe01).reserved).toEqual([9, 10, 11, 12, 13, 14, 15]);
  });

  it.each(levels)('lose nothing: all 65,536 words of a %s come back as they were', (level) => {
    for (let word = 0; word <= largestWord; word += 1) {
      if (encodeStatus(level, decodeStatus(level, word)) !== word) throw new Error(`${word} is lost`);
    }
    expect(encodeStatus(level, decodeStatus(level, largestWord))).toBe(largestWord);
  });

  it('begin each state once: a repeated word begins nothing, and what ended can begin again', () => {
    fc.assert(
      fc.property(anyLevel, fc.array(anyWord, { minLength: 1, maxLength: 12 }), (level, words) => {
        const active = new Set<string>();
        let previous: number | null = null;
        for (const word of words) {
          const { begun, ended } = statusChange(level, previous, word);
          for (const kind of begun) expect(active.has(kind)).toBe(false);
          for (const kind of ended) expect(active.delete(kind)).toBe(true);
          begun.forEach((kind) => active.add(kind));
          expect([...active].sort()).toEqual([...decodeStatus(level, word).kinds].sort());
          expect(statusChange(level, word, word)).toMatchObject({ begun: [], ended: [] });
          previous = word;
        }
      }),
    );
  });

  it('are read by tables that name no bit and no code twice', () => {
    const distinct = (values: readonly unknown[]) => expect(new Set(values).size).toBe(values.length);
    for (const bits of [gbt26875.systemStatusBits, gbt26875.componentStatusBits]) {
      distinct(bits.map(({ bit }) => bit));
      distinct(bits.map(({ kind }) => kind));
    }
    distinct(gbt26875.systemTypes.map(({ code }) => code));
    distinct(gbt26875.systemTypes.map(({ value }) => value));
    distinct(gbt26875.componentTypes.map(({ code }) => code));
  });
});
