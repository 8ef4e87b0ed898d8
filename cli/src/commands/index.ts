import { refusal } from '@huitong/contract';
import { type Database, indexStatus, type IndexStatus, openDatabase, rebuildIndex } from '@huitong/kit';
import type { Configuration } from '../configuration.js';
import { inData, readConnection } from '../runtime/dataFolder.js';
import { feeding } from '../runtime/definitions.js';
import { definitionOf, indexing } from '../runtime/subgraphs.js';

/** What the command line gave. */
export interface IndexLine {
  readonly what: string;
  readonly subgraph: string | undefined;
}

/**
 * `huitong index status` and `huitong index rebuild`: how far the index has come, owner by owner, and to have an owner
 * send everything again. Works beside the running system.
 * @throws Refusal SETTING_INVALID
 */
export async function runIndex({ what, subgraph }: IndexLine, { data }: Configuration): Promise<void> {
  if (what !== 'status' && what !== 'rebuild') {
    throw refusal('SETTING_INVALID', {
      at: what,
      message: 'Say huitong index status, or huitong index rebuild.',
    });
  }
  const owners = ownersOf(subgraph);
  const { databaseUrl } = await readConnection(inData(data).connection(indexing));
  const { entities } = await definitionOf(indexing);
  const commons = await openDatabase(databaseUrl, entities, { connections: 2 });
  try {
    if (what === 'rebuild') await rebuild(commons, owners);
    const lines = (await indexStatus(commons, owners)).map(lineOf);
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await commons.close();
  }
}

function ownersOf(subgraph: string | undefined): readonly string[] {
  if (subgraph === undefined) return feeding;
  if (feeding.includes(subgraph)) return [subgraph];
  const message = `${subgraph} does not feed the index. These do: ${feeding.join(', ')}.`;
  throw refusal('SETTING_INVALID', { at: subgraph, message });
}

async function rebuild(commons: Database, owners: readonly string[]): Promise<void> {
  for (const owner of owners) await rebuildIndex(commons, owner);
}

function lineOf({ subgraph, rows, upTo, appliedAt, behindSeconds, rebuilding }: IndexStatus): string {
  const lag =
    behindSeconds === null ? '尚未完成 not complete yet' : `滞后 behind ${behindSeconds.toFixed(1)} s`;
  return [
    subgraph.padEnd(12),
    `对象 rows ${rows}`,
    `截至 up to ${upTo ?? '-'}`,
    `最近 last heard ${appliedAt ?? '-'}`,
    lag,
    ...(rebuilding ? ['正在重发 being sent again'] : []),
  ].join('  ');
}
