/**
 * check:compose. The subgraphs compose without errors and without hints that mean a loss, everything in their
 * schemas has a description, and the sharing rules are declared as the law wants them.
 *
 *   node scripts/compose-check.mjs [--root DIR]
 */
import { parseArgs } from 'node:util';
import { compose, preludeFile, readPrelude, readSubgraphs } from './lib/compose.mjs';
import { undescribed } from './lib/descriptions.mjs';
import { projectRoot, runScript } from './lib/project.mjs';
import { exemptionProblems, sharingProblems } from './lib/sharing.mjs';

const { values } = parseArgs({ options: { root: { type: 'string', default: projectRoot } } });

runScript(() => {
  const subgraphs = readSubgraphs(values.root);
  const { supergraphSdl, problems } = compose(subgraphs);
  const sharing =
    supergraphSdl === undefined
      ? []
      : [...sharingProblems(supergraphSdl), ...exemptionProblems(supergraphSdl)];
  const missing = undescribed([
    { file: preludeFile, document: readPrelude(values.root) },
    ...subgraphs.map(({ folder, own }) => ({ file: `${folder}/schema.graphql`, document: own })),
  ]).map(({ coordinate, files }) => `NO_DESCRIPTION: ${coordinate} (${files.join(', ')})`);
  for (const problem of [...problems, ...missing, ...sharing]) {
    console.error(problem);
  }
  const names = subgraphs.map(({ name }) => name).join(', ') || 'no subgraph';
  const count = problems.length + missing.length + sharing.length;
  if (count > 0) {
    console.error(`\n${count} problems in the schemas of ${names}`);
    return 1;
  }
  console.log(`${subgraphs.length} subgraphs compose: ${names}`);
  return 0;
});
