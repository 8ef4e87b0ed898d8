import { refusal } from '@huitong/contract';
import type { SubgraphDefinition } from '@huitong/kit';

/**
 * How each subgraph of the house is loaded, in the order of the docs: when it is needed, for the process of one has no
 * use for the code of the others, which is a third of all that it would load.
 */
const loading: Readonly<Record<string, () => Promise<unknown>>> = {
  commons: async () => (await import('@huitong/commons')).commons,
  mines: async () => (await import('@huitong/mines')).mines,
  hazmat: async () => (await import('@huitong/hazmat')).hazmat,
  fire: async () => (await import('@huitong/fire')).fire,
  emergency: async () => (await import('@huitong/emergency')).emergency,
  sharing: async () => (await import('@huitong/sharing')).sharing,
};

/** The subgraphs of the house, in the order of the docs. */
export const subgraphNames: readonly string[] = Object.keys(loading);

/** The subgraph that holds the cross-department index. */
export const indexing = 'commons';

/** The subgraph that holds grants and revocations. */
export const governing = 'sharing';

/** The subgraph that knows which incidents are open. */
export const alarming = 'emergency';

/** A subgraph by name. Throws Refusal SETTING_INVALID. */
export async function definitionOf(name: string): Promise<SubgraphDefinition> {
  const load = Object.hasOwn(loading, name) ? loading[name] : undefined;
  if (load) return (await load()) as SubgraphDefinition;
  throw refusal('SETTING_INVALID', {
    at: name,
    message: `There is no subgraph ${name}. There are: ${subgraphNames.join(', ')}.`,
  });
}
