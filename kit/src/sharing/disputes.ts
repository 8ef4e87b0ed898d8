import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import type { DisputedValue } from '@huitong/contract';
import type { SubgraphContext } from '../subgraph/context.js';
import { pathOf } from './path.js';

/** The fields of a type's first key; null of a type without one, or with one that goes deeper than its own fields. */
function keyOf(
  directives: readonly { name: { value: string }; arguments?: readonly unknown[] }[],
): string[] | null {
  const [key] = directives.filter(({ name }) => name.value === 'key');
  const fields = (
    key?.arguments as readonly { name: { value: string }; value: { value?: unknown } }[] | undefined
  )?.find(({ name }) => name.value === 'fields')?.value.value;
  if (typeof fields !== 'string' || fields.includes('{')) return null;
  return fields
    .trim()
    .split(/[\s,]+/)
    .sort();
}

/** A row's key as the cases name it: its key fields as JSON, names sorted. */
function keyIn(source: unknown, key: readonly string[]): string | null {
  if (typeof source !== 'object' || source === null) return null;
  const row = source as Readonly<Record<string, unknown>>;
  return JSON.stringify(Object.fromEntries(key.map((name) => [name, row[name] ?? null])));
}

const isMet = ({ key }: DisputedValue, met: string | null) => met !== null && key === met;

/**
 * Marks the values of an answer that are under verification (校核, 政务数据共享条例 art. 26): whoever reads one learns
 * of the case, as long as it is open. The gateway sends along the cases of the coordinates that a request reads, which
 * are few; a request without any passes by at the cost of one look.
 * Changes `schema` in place and returns it.
 */
export function markDisputes(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const key = keyOf(type.astNode?.directives ?? []);
    if (!key) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<
        unknown,
        SubgraphContext
      >;
      const marked: GraphQLFieldResolver<unknown, SubgraphContext> = (source, args, context, info) => {
        const { disputed } = context.caller;
        if (disputed) {
          const met = keyIn(source, key);
          for (const value of disputed) {
            if (value.coordinate === coordinate && isMet(value, met)) {
              context.notes.dispute({ path: pathOf(info.path), caseId: value.caseId });
            }
          }
        }
        return resolve(source, args, context, info);
      };
      field.resolve = marked;
    }
  }
  return schema;
}
