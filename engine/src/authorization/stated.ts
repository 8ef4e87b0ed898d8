import { type ConstDirectiveNode, type GraphQLSchema, valueFromASTUntyped } from 'graphql';
import { linkedName } from '../linked-names.js';
import { type AnyOf, nothingRequired, type Requirement, together } from './requirement.js';

/** Features of a supergraph that state who may read what; the engine enforces these versions. */
export const AUTHORIZATION_FEATURES = [
  'https://specs.apollo.dev/authenticated/v0.1',
  'https://specs.apollo.dev/requiresScopes/v0.1',
  'https://specs.apollo.dev/policy/v0.1',
];

type Described = {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
  readonly extensionASTNodes?: readonly { readonly directives?: readonly ConstDirectiveNode[] | undefined }[];
};

/** Reads what an element of the schema asks of its readers by directives of its own. */
export type Stated = (described: Described) => Requirement;

/** A list of lists. What does not read as one admits nobody: a rule that is not understood is not dropped. */
function alternatives({ arguments: given }: ConstDirectiveNode, name: string): AnyOf {
  const node = given?.find((argument) => argument.name.value === name);
  const value: unknown = node && valueFromASTUntyped(node.value);
  if (!Array.isArray(value)) return [];
  return value
    .map((all: unknown) => (Array.isArray(all) ? all : [all]))
    .filter((all) => all.every((one): one is string => typeof one === 'string'));
}

/** @returns null where the supergraph links none of the features. */
export function statedBy(schema: GraphQLSchema): Stated | null {
  const authenticated = linkedName(schema, 'authenticated');
  const requiresScopes = linkedName(schema, 'requiresScopes');
  const policy = linkedName(schema, 'policy');
  if (authenticated === null && requiresScopes === null && policy === null) return null;
  const requirementOf = (node: ConstDirectiveNode): Requirement => {
    switch (node.name.value) {
      case authenticated:
        return { ...nothingRequired, authenticated: true };
      case requiresScopes:
        return { ...nothingRequired, scopes: [alternatives(node, 'scopes')] };
      case policy:
        return { ...nothingRequired, policies: [alternatives(node, 'policies')] };
      default:
        return nothingRequired;
    }
  };
  return ({ astNode, extensionASTNodes = [] }) =>
    together([astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []).map(requirementOf));
}
