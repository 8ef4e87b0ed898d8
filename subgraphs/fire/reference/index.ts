import { readFileSync } from 'node:fs';
import type { FireEventKind, FireSystemType } from '../src/generated/resolvers.js';

/** A bit of a status word; `kind` is null for bit 0, which says whether the device runs or is under test. */
export interface StatusBit {
  readonly bit: number;
  readonly name: string;
  readonly kind: FireEventKind | null;
}

/** The code tables of GB/T 26875.3-2011 that this department uses. */
export interface Gbt26875 {
  readonly systemTypes: readonly {
    readonly code: number;
    readonly value: FireSystemType;
    readonly name: string;
  }[];
  readonly componentTypes: readonly { readonly code: number; readonly name: string }[];
  readonly systemStatusBits: readonly StatusBit[];
  readonly componentStatusBits: readonly StatusBit[];
}

/** GB/T 26875.3-2011 as data. Compiled, this file lies in dist/reference. */
export const gbt26875 = JSON.parse(
  readFileSync(new URL('../../reference/gbt26875-3.json', import.meta.url), 'utf8'),
) as Gbt26875;
