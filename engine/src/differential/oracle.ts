import { Kind, parse, parseType, print, visit, type ExecutionResult, type TypeNode } from 'graphql';
import type { Outcome } from '../index.js';

/**
 * When a federated answer is right. The monolith executes the same operation over the same data.
 *
 * Data: the same JSON text, so the same values, the same nulls and the same order of names.
 *
 * Errors: which of several errors below one null a server reports is its own affair (GraphQL specification §6.4.4: a
 * field may be cancelled once its null has spread), and a federated server meets them in another order; messages are
 * hidden. So two rules are all that can be asked, and both are:
 *
 * 1. Nothing invented: each federated error has a path at which the data are at fault (a resolver fails, a value does
 *    not fit its type, a null stands where none may), whether or not the monolith came to report it. The faults are
 *    found by executing the operation with every type nullable, so that no fault hides another.
 * 2. Nothing hidden: the nulls that errors account for are the same. An error accounts for the null that it became: the
 *    first null on its path in the answer. For a fault in a nullable field that is the field itself, so its path is
 *    exactly the error's.
 */
export interface Verdict {
  /** What is wrong with the data, or nothing. */
  readonly data: string | undefined;
  readonly errors: string | undefined;
}

type Path = readonly (string | number)[];

export function judge(expected: ExecutionResult, faults: ReadonlySet<string>, actual: Outcome): Verdict {
  const wanted = JSON.stringify(expected.data ?? null);
  const got = JSON.stringify(actual.data);
  if (wanted !== got) return { data: `monolith  ${wanted}\nfederated ${got}`, errors: undefined };
  const paths = actual.errors.map(({ path }) => path ?? []);
  const invented = paths.map((path) => JSON.stringify(path)).filter((path) => !faults.has(path));
  if (invented.length > 0)
    return { data: undefined, errors: `errors where nothing is at fault: ${invented.join(' ')}` };
  const should = places(
    expected.data,
    (expected.errors ?? []).map(({ path }) => path ?? []),
  );
  const does = places(actual.data, paths);
  if (should === does) return { data: undefined, errors: undefined };
  return { data: undefined, errors: `nulls with errors in the monolith ${should}, federated ${does}` };
}

/** The nulls that the errors account for, sorted. */
function places(data: unknown, paths: readonly Path[]): string {
  return [...new Set(paths.map((path) => JSON.stringify(firstNull(data, path))))].sort().join(' ');
}

/** A path on which there is no null is returned whole, with a mark: that is an error of nothing. */
function firstNull(data: unknown, path: Path): Path {
  let value = data;
  for (let length = 0; length <= path.length; length++) {
    if (value === null || value === undefined) return path.slice(0, length);
    value = (value as Record<string | number, unknown>)[path[length]!];
  }
  return [...path, 'is not null'];
}

/** The same schema with every field nullable; arguments stay as they are. */
export function nullableSdl(sdl: string): string {
  const bare = (type: TypeNode): TypeNode => {
    if (type.kind === Kind.NON_NULL_TYPE) return bare(type.type);
    return type.kind === Kind.LIST_TYPE ? { ...type, type: bare(type.type) } : type;
  };
  return print(visit(parse(sdl), { FieldDefinition: (field) => ({ ...field, type: bare(field.type) }) }));
}

const types = new Map<string, TypeNode>();

/** Puts an error in the place of each null that the type forbids. */
export function exposeNulls(value: unknown, type: string): unknown {
  let node = types.get(type);
  if (node === undefined) types.set(type, (node = parseType(type)));
  return expose(value, node);
}

function expose(value: unknown, type: TypeNode): unknown {
  if (type.kind === Kind.NON_NULL_TYPE)
    return value === null ? new Error('A null where none may be.') : expose(value, type.type);
  if (type.kind !== Kind.LIST_TYPE || !Array.isArray(value)) return value;
  return value.map((item) => (item instanceof Error ? item : expose(item, type.type)));
}
