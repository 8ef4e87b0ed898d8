import { readFileSync } from 'node:fs';
import type { DepartmentLine, MaskKind, Purpose, ShareAttribute } from '@huitong/contract';
import type { DataGrade, ShareMode, UpdateFrequency } from '../generated/resolvers.js';
import type { RequestedCoordinate } from './request.js';

interface Sharing {
  /** null where nothing is said: shared with everybody. */
  readonly attribute: ShareAttribute | null;
  readonly purposes: readonly Purpose[];
  readonly basis: string | null;
}
/** What the catalogue says of a type: the contents of an entry (政务数据共享条例 art. 13). */
export interface TypeRule extends Sharing {
  readonly entry: string;
  readonly name: string;
  readonly description: string | null;
  readonly provider: readonly DepartmentLine[];
  readonly format: string;
  readonly updateFrequency: UpdateFrequency;
  readonly mode: ShareMode;
  readonly conditions: string | null;
  readonly grade: DataGrade;
  /** Data items by name, with the GraphQL type of their values. */
  readonly fields: Readonly<Record<string, { readonly type: string; readonly description: string | null }>>;
  /** Fields with an attribute or a mask of their own. */
  readonly own: Readonly<Record<string, Sharing & { readonly mask: MaskKind | null }>>;
}

/** What the catalogue says of every type of the graph: reference/rules.json, generated from the supergraph. */
export const { types } = JSON.parse(
  readFileSync(new URL('../../../reference/rules.json', import.meta.url), 'utf8'),
) as { readonly types: Readonly<Record<string, TypeRule>> };

/** What the catalogue says of a coordinate. */
export interface CoordinateRule extends RequestedCoordinate {
  /** Lines of departments that may be its source. */
  readonly provider: readonly DepartmentLine[];
  /** For which it may be granted; empty where it is unconditional. */
  readonly purposes: readonly Purpose[];
  /** Whether it, or for a type any of its fields, leaves masked. */
  readonly isMasked: boolean;
  /** Whether it is a field of a type, not a whole type. */
  readonly isField: boolean;
}

/**
 * Looks a coordinate up in the catalogue: `Type.field`, or `Type` for the rows and all that they hold.
 * @returns null for what no catalogue entry has (政务数据共享条例 art. 13: what is shared is in the catalogue).
 */
export function catalogueRule(coordinate: string): CoordinateRule | null {
  const [typeName = '', field, ...rest] = coordinate.split('.');
  const type = Object.hasOwn(types, typeName) ? types[typeName] : undefined;
  if (!type || rest.length > 0 || (field !== undefined && !Object.hasOwn(type.fields, field))) return null;
  const own = field !== undefined && Object.hasOwn(type.own, field) ? type.own[field] : undefined;
  // A field says what differs; what it does not say, its rows say.
  const sharing = own?.attribute ? own : type;
  const masks = Object.values(type.own).some(({ mask }) => mask !== null);
  return {
    coordinate,
    entry: type.entry,
    attribute: sharing.attribute ?? 'UNCONDITIONAL',
    basis: sharing.basis,
    mask: own?.mask ?? null,
    provider: type.provider,
    purposes: sharing.purposes,
    isMasked: field === undefined ? masks : (own?.mask ?? null) !== null,
    isField: field !== undefined,
  };
}
