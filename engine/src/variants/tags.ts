import { type ConstDirectiveNode, type GraphQLSchema, Kind } from 'graphql';
import { linkedName } from '../linked-names.js';
import type { Contract } from './contract.js';

export type Described = {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
};

/** What a contract says of an element by the tags on it. */
export interface Verdict {
  /** Bears a tag that excludes, or is inaccessible to everybody. */
  readonly excluded: boolean;
  /** Bears a tag that includes, or none is needed. */
  readonly included: boolean;
}

/** Reads tags under the names that the supergraph links the directives by. */
export function verdicts(
  schema: GraphQLSchema,
  { includeTags = [], excludeTags = [] }: Contract,
): (described: Described) => Verdict {
  const tag = linkedName(schema, 'tag');
  const inaccessible = linkedName(schema, 'inaccessible');
  const include = new Set(includeTags);
  const exclude = new Set(excludeTags);
  const nameOf = ({ arguments: given }: ConstDirectiveNode): string => {
    const value = given?.find(({ name }) => name.value === 'name')?.value;
    return value?.kind === Kind.STRING ? value.value : '';
  };
  return ({ astNode }) => {
    const directives = astNode?.directives ?? [];
    const tags = directives.filter(({ name }) => name.value === tag).map(nameOf);
    return {
      excluded:
        tags.some((one) => exclude.has(one)) || directives.some(({ name }) => name.value === inaccessible),
      included: include.size === 0 || tags.some((one) => include.has(one)),
    };
  };
}
