import { type ArgumentNode, type GraphQLSchema, Kind, valueFromASTUntyped } from 'graphql';

const textOf = (argument: ArgumentNode | undefined): string =>
  argument?.value.kind === Kind.STRING ? argument.value.value : '';

/**
 * What a supergraph calls a directive of a feature that it links: `@link` may rename the feature and each of its
 * directives (core schemas specification v1.0, `as` and `import`).
 *
 * @param schema the supergraph's schema, with the directives on its nodes
 * @param feature last part of the feature's address, as in `https://specs.apollo.dev/cost/v0.1`
 * @returns the name without `@`; null where the feature is not linked
 */
export function linkedName(
  schema: GraphQLSchema,
  feature: string,
  directive: string = feature,
): string | null {
  const links = [schema.astNode, ...schema.extensionASTNodes].flatMap((node) => node?.directives ?? []);
  const address = `//specs.apollo.dev/${feature}/v`;
  for (const { name, arguments: given } of links) {
    const argument = (wanted: string) => given?.find((one) => one.name.value === wanted);
    if (name.value !== 'link' || !textOf(argument('url')).includes(address)) continue;
    const imports = argument('import')?.value;
    for (const value of imports?.kind === Kind.LIST ? imports.values : []) {
      const entry = valueFromASTUntyped(value) as string | { name: string; as?: string };
      const [imported, local] =
        typeof entry === 'string' ? [entry, entry] : [entry.name, entry.as ?? entry.name];
      if (imported === `@${directive}`) return local.slice(1);
    }
    const prefix = textOf(argument('as')) || feature;
    // The directive that bears the feature's own name needs no import.
    return directive === feature ? prefix : `${prefix}__${directive}`;
  }
  return null;
}
