import { parse } from 'graphql';
import { catalogOf, type DepartmentLine, prelude } from '@huitong/contract';
import { schemaText, type SubgraphDefinition } from '../subgraph/define.js';
import type { Dataset } from './dataset.js';

/**
 * Lines that the catalogue names as providers of a dataset's rows, as the schema's `@catalog` has it. Parts of a row
 * that have no entry of their own follow the row they belong to; null when no entry says anything.
 */
export function providersOfDataset(
  definition: Pick<SubgraphDefinition, 'home'>,
  dataset: Dataset,
): readonly DepartmentLine[] | null {
  const { definitions } = parse(`${prelude}\n${schemaText(definition)}`);
  const parents = Object.values(dataset.columns).flatMap((column) =>
    column.kind === 'reference' ? [column.parent.entity.name] : [],
  );
  for (const type of [dataset.entity.name, ...parents]) {
    for (const node of definitions) {
      if (node.kind !== 'ObjectTypeDefinition' || node.name.value !== type) continue;
      const entry = catalogOf({ astNode: node });
      if (entry) return entry.provider;
    }
  }
  return null;
}
