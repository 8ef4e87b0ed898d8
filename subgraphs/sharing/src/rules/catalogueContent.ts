import { createHash } from 'node:crypto';
import type { MaskKind, Purpose, ShareAttribute } from '@huitong/contract';
import type { CatalogChange, CatalogChangeKind } from '../generated/resolvers.js';
import type { TypeRule } from './catalogue.js';

/** A data item as it is kept with its entry. */
export interface CatalogItemContent {
  readonly name: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly type: string;
  readonly attribute: ShareAttribute;
  readonly purposes: readonly Purpose[];
  readonly basis: string | null;
  readonly mask: MaskKind | null;
  /** Version since which the graph has no such field; null while it has. */
  readonly withdrawnInVersion: number | null;
}

/** What an entry says of its rows (政务数据共享条例 art. 13), without its items. */
export type EntryContent = Pick<
  TypeRule,
  | 'name'
  | 'description'
  | 'format'
  | 'updateFrequency'
  | 'mode'
  | 'conditions'
  | 'grade'
  | 'purposes'
  | 'basis'
> & {
  readonly typeName: string;
  readonly providers: TypeRule['provider'];
  readonly attribute: ShareAttribute;
};

/** An entry with its items, as the schema has it now or as it is kept. */
export interface CatalogContent {
  readonly entry: EntryContent;
  readonly items: readonly CatalogItemContent[];
}

/**
 * The Chinese name with which descriptions begin: up to the first word in another script, `级别` of
 * `级别 level by R`. `CAS 号` and other names that begin in Latin script are found too when Chinese follows at once.
 * @returns null when the description does not begin with one.
 */
export function chineseTerm(description: string | null): string | null {
  const found = /^(?:[A-Za-z0-9αβ/-]+ ?)?\p{Script=Han}[^\s:;,]*/u.exec(description ?? '');
  return found ? found[0].replace(/[，、；：]+$/u, '') : null;
}

/** The contents of the entry of a type, with the attribute that holds for each item: its own, else that of the rows. */
export function contentOf(typeName: string, rule: TypeRule): CatalogContent {
  const { name, description, provider, format, updateFrequency, mode, conditions, grade } = rule;
  const { purposes, basis } = rule;
  const attribute = rule.attribute ?? 'UNCONDITIONAL';
  const items = Object.entries(rule.fields).map(([item, field]) => {
    const own = Object.hasOwn(rule.own, item) ? rule.own[item] : undefined;
    const sharing = own?.attribute ? { ...own, attribute: own.attribute } : { attribute, purposes, basis };
    return {
      name: item,
      title: chineseTerm(field.description),
      description: field.description,
      type: field.type,
      ...{ attribute: sharing.attribute, purposes: sharing.purposes, basis: sharing.basis },
      mask: own?.mask ?? null,
      withdrawnInVersion: null,
    };
  });
  return {
    entry: {
      ...{ typeName, name, description, providers: provider, format, updateFrequency, mode, conditions },
      ...{ grade, attribute, purposes, basis },
    },
    items,
  };
}

const written = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const change = (
  kind: CatalogChangeKind,
  item: string | null,
  of: Partial<Pick<CatalogChange, 'property' | 'before' | 'after'>> = {},
): CatalogChange => ({ kind, item, property: null, before: null, after: null, ...of });

/** Properties of two objects that differ, in the order of the new one. */
function differences(before: object, after: object) {
  return Object.entries(after)
    .map(([property, value]) => ({
      property,
      before: written((before as Record<string, unknown>)[property]),
      after: written(value),
    }))
    .filter((one) => one.before !== one.after);
}

const standing = ({ items }: CatalogContent) =>
  new Map(
    items.filter(({ withdrawnInVersion }) => withdrawnInVersion === null).map((item) => [item.name, item]),
  );

/**
 * What differs between what is kept of an entry and what the schema has now: of the entry first, then item by item.
 * Items that were withdrawn before and are absent still are no difference; one that has come back is an added one.
 */
export function changesBetween(before: CatalogContent, after: CatalogContent): CatalogChange[] {
  const kept = standing(before);
  const now = standing(after);
  const changes = differences(before.entry, after.entry).map((of) => change('ENTRY_CHANGED', null, of));
  for (const [name, item] of now) {
    const old = kept.get(name);
    if (!old) changes.push(change('ITEM_ADDED', name, { after: item.attribute }));
    else changes.push(...differences(old, item).map((of) => change('ITEM_CHANGED', name, of)));
  }
  for (const [name, item] of kept)
    if (!now.has(name)) changes.push(change('ITEM_REMOVED', name, { before: item.attribute }));
  return changes;
}

/**
 * The items of a new version: those of the schema, and after them those that it has no longer, which stay listed with
 * the version since which they are gone.
 */
export function itemsWithGone(
  before: CatalogContent,
  after: CatalogContent,
  version: number,
): CatalogItemContent[] {
  const now = standing(after);
  const gone = before.items
    .filter(({ name }) => !now.has(name))
    .map((item) => ({ ...item, withdrawnInVersion: item.withdrawnInVersion ?? version }));
  return [...after.items, ...gone];
}

/** SHA-256 of what an entry holds, hexadecimal. */
export const contentHash = (content: CatalogContent): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');
