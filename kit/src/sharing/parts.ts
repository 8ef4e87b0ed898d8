import { type Caller, grantHolds } from '@huitong/contract';

/** What a list's conditions and order look at. */
interface LookedAt {
  /** Names of filters: a property, with a comparison behind it or none (`levelPercentGte`). */
  readonly filters: readonly string[];
  /** Property sorted by; null without one. */
  readonly order: string | null;
}

/** What every row tells with whatever part of it was granted: what it is called and whose it is. */
const toldByEveryPart = ['id', 'name', 'own', 'createdAt', 'updatedAt'];

/**
 * Whether a list looks at nothing but what grants of single fields give of a type, so that rows granted in part may
 * stand in it: "capacity above 40 tonnes" would tell a capacity by the length of the list, though the field is null.
 */
export function looksAtPartsOnly(caller: Caller, type: string, { filters, order }: LookedAt): boolean {
  const now = Date.now() / 1000;
  const fields = caller.grants
    .filter((grant) => grantHolds(caller, grant, now))
    .flatMap(({ coordinates }) => coordinates)
    .filter((coordinate) => coordinate.startsWith(`${type}.`))
    .map((coordinate) => coordinate.slice(type.length + 1));
  if (fields.length === 0) return false;
  const told = [...toldByEveryPart, ...fields];
  const isTold = (name: string) =>
    told.some(
      (field) => name === field || (name.startsWith(field) && /^[A-Z]/.test(name.slice(field.length))),
    );
  return filters.every(isTold) && (order === null || isTold(order));
}
