import {
  Kind,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
} from 'graphql';

/** A directive's arguments by name, as they are written: texts, names of enum values, booleans. */
export function argumentsOf({
  arguments: given = [],
}: ConstDirectiveNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    given.map(({ name, value }) => [name.value, 'value' in value ? value.value : undefined]),
  );
}

/** Those directives of a node that have the name; and, if it is given, that speak of the graph. */
export function joinsOf(
  { directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
  graph?: string,
): readonly ConstDirectiveNode[] {
  return directives.filter(
    (each) => each.name.value === name && (graph === undefined || argumentsOf(each)['graph'] === graph),
  );
}

const nameOf = (value: string) => ({ kind: Kind.NAME as const, value });

/** `@name(graph: G)`, to which others are added. */
export function joinOf(name: string, graph: string): ConstDirectiveNode {
  const value = { kind: Kind.ENUM as const, value: graph };
  return {
    kind: Kind.DIRECTIVE,
    name: nameOf(name),
    arguments: [{ kind: Kind.ARGUMENT, name: nameOf('graph'), value }],
  };
}

/** The same directive with other values for some arguments; without those that are null. */
export function withArguments(
  directive: ConstDirectiveNode,
  values: Readonly<Record<string, ConstValueNode | null>>,
): ConstDirectiveNode {
  const kept = (directive.arguments ?? []).filter(({ name }) => !Object.hasOwn(values, name.value));
  const added = Object.entries(values).flatMap(([name, value]): ConstArgumentNode[] =>
    value === null ? [] : [{ kind: Kind.ARGUMENT, name: nameOf(name), value }],
  );
  return { ...directive, arguments: [...kept, ...added] };
}

/** Names of subgraphs by what the supergraph calls their graphs. */
export function subgraphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const value of node.values ?? []) {
      const [join] = joinsOf(value, 'join__graph');
      const name = join && argumentsOf(join)['name'];
      names.set(value.name.value, typeof name === 'string' ? name : value.name.value);
    }
  }
  return names;
}
