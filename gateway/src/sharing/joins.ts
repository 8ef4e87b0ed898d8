import type { Caller, Grant } from '@huitong/contract';
import type { RiskyField } from './joinRisks.js';

/** A field that is refused for those that it is asked beside. */
export interface RefusedJoin {
  readonly field: RiskyField;
  /** Coordinates of the group that are read together, itself included. */
  readonly together: readonly string[];
}

/** A field whose rows are counted, with the grant that names it, under which it was weighed. */
export interface CountedField {
  readonly field: RiskyField;
  readonly grant: string | null;
}

/** What becomes of the fields of `@joinRisk` groups that one operation reads. */
export interface Joins {
  readonly refused: readonly RefusedJoin[];
  /** Places that are rounded. */
  readonly coarse: readonly RiskyField[];
  /** What of it is counted over the day; nothing of who acts in an incident. */
  readonly counted: readonly CountedField[];
  /** What leaves as it is: operations of the same batch are judged beside it. */
  readonly exact: readonly RiskyField[];
}

const nothing: Joins = { refused: [], coarse: [], counted: [], exact: [] };

const names = ({ coordinates }: Grant, { coordinate }: RiskyField) => coordinates.includes(coordinate);
const namesType = ({ coordinates }: Grant, { coordinate }: RiskyField) =>
  coordinates.includes(coordinate.split('.', 1)[0] as string);

/** Those of the grants that say something of the groups to which the fields belong. */
export function grantsAbout(fields: readonly RiskyField[], grants: readonly Grant[]): readonly Grant[] {
  const members = fields.flatMap((field) => field.members);
  const told = new Set(members.flatMap((member) => [member, member.split('.', 1)[0] as string]));
  return grants.filter(({ coordinates }) => coordinates.some((coordinate) => told.has(coordinate)));
}

/** Who acts in an incident needs the substance, the amount and the place together; its grant ends with it and was announced. */
const actsOn = (fields: readonly RiskyField[], grants: readonly Grant[]) =>
  grants.some(
    (grant) =>
      grant.incident !== null && fields.some((field) => names(grant, field) || namesType(grant, field)),
  );

/**
 * The grant that names most of the fields one by one, those that are no places first; null when none names any. Of equal
 * ones that which names most of the group, so that a field is counted with those that were weighed beside it.
 */
function weighedBy(fields: readonly RiskyField[], grants: readonly Grant[]): Grant | null {
  const members = fields[0]?.members ?? [];
  let best: { readonly grant: Grant; readonly weight: readonly number[] } | null = null;
  for (const grant of grants) {
    const named = fields.filter((field) => names(grant, field));
    if (named.length === 0) continue;
    const substance = named.filter(({ isPlace }) => !isPlace).length;
    const ofGroup = members.filter((member) => grant.coordinates.includes(member)).length;
    const weight = [substance, named.length, ofGroup];
    if (!best || isMore(weight, best.weight)) best = { grant, weight };
  }
  return best?.grant ?? null;
}

/** Compares number by number, the first that differs decides. */
function isMore(left: readonly number[], right: readonly number[]): boolean {
  const index = left.findIndex((value, at) => value !== right[at]);
  return index >= 0 && (left[index] as number) > (right[index] as number);
}

function judgeGroup(
  fields: readonly RiskyField[],
  beside: readonly RiskyField[],
  grants: readonly Grant[],
): Joins {
  const all = [...new Set([...fields, ...beside])];
  if (actsOn(all, grants)) return { ...nothing, exact: fields };
  const weigher = weighedBy(all, grants);
  const isWeighed = (field: RiskyField) => weigher !== null && names(weigher, field);
  const exact = all.length === 1 ? fields : staying(fields, beside, isWeighed);
  const gone = fields.filter((field) => !exact.includes(field));
  const together = all.map(({ coordinate }) => coordinate).sort();
  return {
    refused: gone.filter(({ isPlace }) => !isPlace).map((field) => ({ field, together })),
    coarse: gone.filter(({ isPlace }) => isPlace),
    counted: exact.map((field) => ({ field, grant: isWeighed(field) ? (weigher?.id ?? null) : null })),
    exact,
  };
}

/** What of several fields of a group leaves as it is. */
function staying(
  fields: readonly RiskyField[],
  beside: readonly RiskyField[],
  isWeighed: (field: RiskyField) => boolean,
): readonly RiskyField[] {
  const weighed = fields.filter(isWeighed);
  if (beside.length > 0) return beside.every(isWeighed) ? weighed : [];
  if (weighed.some(({ isPlace }) => !isPlace)) return weighed;
  // Nothing was weighed: one of them alone, and no place beside it.
  const alone = fields.find(({ isPlace }) => !isPlace);
  return alone ? [alone] : weighed;
}

/**
 * Judges what an operation reads of groups that are dangerous together (政务数据共享条例 art. 25: 防止汇聚、关联引发的泄密
 * 风险). Fields that the caller's own line provides are no risk. Of two or more of one group
 * - those that one grant names field by field are read: its provider has weighed them together;
 * - where none does, the least sensitive is read and the others are refused;
 * - places are rounded instead of refused, unless that same grant names them;
 * - whoever acts in an incident, with a grant that is bound to it, reads them all.
 * Conditions of the operation (`@include`) are taken to hold: who asks for either may ask for both.
 * @param read in order of sensitivity.
 * @param beside what earlier operations of the same batch have read as it is.
 * @param grants those that hold now.
 */
export function judgeJoins(
  read: readonly RiskyField[],
  beside: ReadonlySet<RiskyField>,
  { caller, grants }: { readonly caller: Pick<Caller, 'line'>; readonly grants: readonly Grant[] },
): Joins {
  const others = read.filter(({ catalog }) => !catalog?.provider.includes(caller.line));
  if (others.length === 0) return nothing;
  const judged = [...new Set(others.map(({ group }) => group))].map((group) =>
    judgeGroup(
      others.filter((field) => field.group === group),
      [...beside].filter((field) => field.group === group),
      grants,
    ),
  );
  return {
    refused: judged.flatMap(({ refused }) => refused),
    coarse: judged.flatMap(({ coarse }) => coarse),
    counted: judged.flatMap(({ counted }) => counted),
    exact: judged.flatMap(({ exact }) => exact),
  };
}
