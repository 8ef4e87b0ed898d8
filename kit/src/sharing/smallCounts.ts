import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { type Caller, catalogOf, grantHolds, shareOf } from '@huitong/contract';
import type { SubgraphContext } from '../subgraph/context.js';
import { pathOf } from './path.js';

/** The smallest number of rows that is told; below it a number says something of each of them. */
export const smallestCount = 5;

/** The type of the rows of a connection, where they are shared on conditions or not at all. */
function protectedRowsOf(type: GraphQLObjectType): GraphQLObjectType | null {
  const nodes = type.name.endsWith('Connection') ? type.getFields()['nodes'] : undefined;
  const rows = nodes && getNamedType(nodes.type);
  if (!rows || !isObjectType(rows)) return null;
  return (shareOf(rows)?.attribute ?? 'UNCONDITIONAL') === 'UNCONDITIONAL' ? null : rows;
}

/**
 * Whether a caller holds single fields of rows and no more. To who has them by right or as a whole the number is his to
 * count, and to who has nothing of them it is 0, as if there were none.
 */
function holdsPartsOnly(caller: Caller, rows: GraphQLObjectType): boolean {
  if (caller.grants.length === 0 || catalogOf(rows)?.provider.includes(caller.line)) return false;
  const now = Date.now() / 1000;
  const held = caller.grants
    .filter((grant) => grantHolds(caller, grant, now))
    .flatMap(({ coordinates }) => coordinates);
  return !held.includes(rows.name) && held.some((coordinate) => coordinate.startsWith(`${rows.name}.`));
}

/**
 * Withholds small numbers of protected rows (政务数据共享条例 art. 25: 防止关联泄露): `totalCount` of a connection whose
 * rows are CONDITIONAL or NOT_SHARED is null below five, none included, for whoever holds single fields of them.
 * Filters by what was granted would otherwise tell, number by number, how the rows stand that nobody gave whole. The rule
 * is the schema's own `@share`: a new type of that kind is under it without another word.
 *
 * Other figures (rates, tallies) are read without rows that are open in part, so they count only what the caller has whole.
 * Changes `schema` in place and returns it.
 */
export function applySmallCounts(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    const rows = isObjectType(type) ? protectedRowsOf(type) : null;
    const field = rows && (type as GraphQLObjectType).getFields()['totalCount'];
    if (!rows || !field) continue;
    const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, SubgraphContext>;
    const counted: GraphQLFieldResolver<unknown, SubgraphContext> = async (source, args, context, info) => {
      const count: unknown = await resolve(source, args, context, info);
      if (typeof count !== 'number' || count >= smallestCount || !holdsPartsOnly(context.caller, rows))
        return count;
      context.notes.warn('COUNT_WITHHELD', `Fewer than ${smallestCount} rows of ${rows.name}.`, {
        path: pathOf(info.path),
        at: `${type.name}.totalCount`,
      });
      return null;
    };
    field.resolve = counted;
  }
  return schema;
}
