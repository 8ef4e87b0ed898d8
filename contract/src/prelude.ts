import { readFileSync } from 'node:fs';

/**
 * The shared SDL above every subgraph's schema: federation and sharing directives, scalars, geometry, paging.
 * Read from the package, because tsc copies no .graphql file.
 */
export const prelude: string = readFileSync(new URL('../graphql/prelude.graphql', import.meta.url), 'utf8');
