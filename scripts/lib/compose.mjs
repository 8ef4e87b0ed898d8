import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { concatAST, GraphQLError, parse, Source } from 'graphql';
import { PlainFailure } from './project.mjs';

/** Where the composed graph is committed, from the root of the project. */
export const supergraphFile = 'gateway/supergraph.graphql';

/** Where the text stands that every subgraph's schema is written under. */
export const preludeFile = 'contract/graphql/prelude.graphql';

/**
 * Composition hints that are errors here. A hint is Apollo's word for "I composed it, but something of yours is gone
 * or differs": an input field or argument that not every subgraph declares silently vanishes from the graph, a value
 * type with a field that one subgraph lacks answers only on some paths, and two descriptions leave one.
 */
export const forbiddenHints = new Set([
  'INCONSISTENT_ARGUMENT_PRESENCE',
  'INCONSISTENT_BUT_COMPATIBLE_ARGUMENT_TYPE',
  'INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE',
  'INCONSISTENT_DEFAULT_VALUE_PRESENCE',
  'INCONSISTENT_DESCRIPTION',
  'INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM',
  'INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM',
  'INCONSISTENT_EXECUTABLE_DIRECTIVE_LOCATIONS',
  'INCONSISTENT_EXECUTABLE_DIRECTIVE_PRESENCE',
  'INCONSISTENT_EXECUTABLE_DIRECTIVE_REPEATABLE',
  'INCONSISTENT_INPUT_OBJECT_FIELD',
  'INCONSISTENT_INTERFACE_VALUE_TYPE_FIELD',
  'INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS',
  'INCONSISTENT_OBJECT_VALUE_TYPE_FIELD',
  'INCONSISTENT_RUNTIME_TYPES_FOR_SHAREABLE_RETURN',
  'INCONSISTENT_TYPE_SYSTEM_DIRECTIVE_LOCATIONS',
  'INCONSISTENT_TYPE_SYSTEM_DIRECTIVE_REPEATABLE',
  'INCONSISTENT_UNION_MEMBER',
  'NO_EXECUTABLE_DIRECTIVE_INTERSECTION',
  'DIRECTIVE_COMPOSITION_WARN',
  'FROM_SUBGRAPH_DOES_NOT_EXIST',
]);

const remedies = {
  INCONSISTENT_DESCRIPTION:
    '\n  Only the owner describes: leave the description out of the stub in the other subgraphs (a # comment may stay).',
};

/**
 * Reads every subgraph's schema.graphql, each under the shared prelude.
 *
 * @param {string} root folder of the project
 * @returns {{ name: string, folder: string, own: import('graphql').DocumentNode, typeDefs: import('graphql').DocumentNode }[]}
 *   in the order of their names; `own` is what the subgraph wrote, `typeDefs` is that under the prelude
 * @throws PlainFailure with file and line when a file is not GraphQL
 */
export function readSubgraphs(root) {
  const prelude = readDocument(root, preludeFile);
  return readdirSync(join(root, 'subgraphs'), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && existsSync(join(root, 'subgraphs', entry.name, 'schema.graphql')),
    )
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const folder = `subgraphs/${name}`;
      const own = readDocument(root, `${folder}/schema.graphql`);
      return { name, folder, own, typeDefs: concatAST([prelude, own]) };
    });
}

/** The prelude as a document, for what the subgraphs do not say themselves. */
export function readPrelude(root) {
  return readDocument(root, preludeFile);
}

/**
 * Composes the subgraphs into one supergraph.
 *
 * @param {ReturnType<typeof readSubgraphs>} subgraphs
 * @returns {{ supergraphSdl: string | undefined, problems: string[] }} `problems` holds composition errors, or the
 *   forbidden hints of a composition that succeeded; each begins with its code
 */
export function compose(subgraphs) {
  if (subgraphs.length === 0) {
    return {
      supergraphSdl: undefined,
      problems: ['NO_SUBGRAPHS: no folder under subgraphs/ has a schema.graphql'],
    };
  }
  // The addresses are names, not places: where a subgraph answers is configuration of the running system.
  const result = composeServices(
    subgraphs.map(({ name, typeDefs }) => ({ name, typeDefs, url: `huitong:${name}` })),
  );
  if (result.errors !== undefined) {
    const problems = result.errors.map(
      (error) => `${error.extensions?.code ?? 'COMPOSITION'}: ${error.message}`,
    );
    return { supergraphSdl: undefined, problems };
  }
  const problems = result.hints
    .filter((hint) => forbiddenHints.has(hint.definition.code))
    .map((hint) => `${hint.definition.code}: ${hint.message}${remedies[hint.definition.code] ?? ''}`);
  return { supergraphSdl: result.supergraphSdl, problems };
}

function readDocument(root, file) {
  if (!existsSync(join(root, file))) {
    throw new PlainFailure(`${file} is missing`);
  }
  try {
    return parse(new Source(readFileSync(join(root, file), 'utf8'), file));
  } catch (error) {
    throw error instanceof GraphQLError ? new PlainFailure(error.toString()) : error;
  }
}
