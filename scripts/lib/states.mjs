import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the state machines are drawn, from the root of the project. */
export const statesFile = 'docs/states.md';

/**
 * Writes down the state machines that the built subgraphs declare.
 *
 * @param {string} root folder of the project
 * @param {{ name: string, folder: string }[]} subgraphs as `readSubgraphs` gives them
 * @returns {Promise<string | null>} the page; null when kit or a subgraph is not built, or is built of sources so much
 *   older that it cannot be loaded, as between a change of a schema and the next build
 */
export async function statesPage(root, subgraphs) {
  const kit = join(root, 'kit/dist/index.js');
  const mains = subgraphs.map(({ name, folder }) => [name, join(root, folder, 'dist/src/main.js')]);
  if (![kit, ...mains.map(([, file]) => file)].every((file) => existsSync(file))) return null;
  const load = (file) => import(pathToFileURL(file).href);
  try {
    const { statesDocument } = await load(kit);
    const used = [];
    for (const [name, file] of mains) {
      const definitions = Object.values(await load(file)).filter((one) => one?.name === name);
      for (const { machines = [] } of definitions) {
        used.push(...machines.map((machine) => ({ machine, subgraph: name })));
      }
    }
    return statesDocument(used);
  } catch {
    return null;
  }
}
