import { measureStacks } from './gateways.js';
import type { Options } from './options.js';
import { peers } from './peers.js';
import { programPath } from './program.js';
import type { Row } from './report.js';
import { Started, startPeer, startSubgraphs } from './stack.js';

/** What the two systems are. */
export const systems = [
  'recipe: stock gateway and four Apollo Server subgraphs, five processes; CPU and memory of all five',
  'ours: gateway and the four subgraphs executed by graphql-js, one process',
];

/** The whole system in one process beside the common recipe in five; every fetch is executed, nothing is recorded. */
export async function* benchSystem(options: Options): AsyncGenerator<Row[]> {
  const started = new Started();
  try {
    const { supergraph, programs } = await startSubgraphs(started, 'apolloSubgraph');
    const [stock] = peers as [(typeof peers)[number]];
    const recipe = await startPeer(started, stock, supergraph);
    const ours = await started.program((port) => [programPath('wholeSystem'), supergraph, String(port)]);
    yield* measureStacks(
      [
        { ...recipe, name: 'recipe', pids: [...recipe.pids, ...programs.map(({ pid }) => pid)] },
        { name: 'ours', pids: [ours.pid], url: `http://127.0.0.1:${ours.port}/graphql` },
      ],
      options,
    );
  } finally {
    await started.stop();
  }
}
