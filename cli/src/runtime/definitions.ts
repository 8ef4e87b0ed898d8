import { commons } from '@huitong/commons';
import { emergency } from '@huitong/emergency';
import { fire } from '@huitong/fire';
import { hazmat } from '@huitong/hazmat';
import type { SubgraphDefinition } from '@huitong/kit';
import { mines } from '@huitong/mines';
import { sharing } from '@huitong/sharing';
import { refusal } from '@huitong/contract';

/** The subgraphs of the house, in the order of the docs. */
export const definitions = [
  commons,
  mines,
  hazmat,
  fire,
  emergency,
  sharing,
] as readonly SubgraphDefinition[];

/** The subgraph that holds the cross-department index. */
export const indexing = commons.name;

/** The subgraph that holds grants and revocations. */
export const governing = 'sharing';

/** The subgraph that knows which incidents are open. */
export const alarming = emergency.name;

/** The subgraphs whose objects stand in the index. */
export const feeding = definitions.filter(({ indexed = [] }) => indexed.length > 0);

/** A subgraph by name. Throws Refusal SETTING_INVALID. */
export function definitionOf(name: string): SubgraphDefinition {
  const found = definitions.find((definition) => definition.name === name);
  if (found) return found;
  const names = definitions.map((definition) => definition.name).join(', ');
  throw refusal('SETTING_INVALID', {
    at: name,
    message: `There is no subgraph ${name}. There are: ${names}.`,
  });
}
