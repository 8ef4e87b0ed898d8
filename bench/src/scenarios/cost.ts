import { readdirSync, readFileSync } from 'node:fs';
import { withPlainClient } from '@huitong/kit';

/** Clock ticks of Linux's accounting, per second. */
const ticksPerSecond = 100;

interface Accounted {
  readonly parent: number;
  readonly seconds: number;
}

function accounted(pid: number): Accounted | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; what follows it is numbers.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return {
      parent: fields[1] ?? 0,
      seconds: ((fields[11] ?? 0) + (fields[12] ?? 0)) / ticksPerSecond,
    };
  } catch {
    return undefined;
  }
}

/**
 * Processor seconds that one process has used so far, and its children with it.
 * @param root process id.
 * @param except children whose own tree is left out, such as the database server.
 */
export function processorSeconds(root: number, except?: number): number {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), accounted(Number(name))]),
  );
  const belongs = (pid: number): boolean => {
    if (pid === except) return false;
    if (pid === root) return true;
    const parent = all.get(pid)?.parent ?? 0;
    return parent > 1 && belongs(parent);
  };
  return [...all].reduce((sum, [pid, one]) => (one && belongs(pid) ? sum + one.seconds : sum), 0);
}

/** An idle backend of PostgreSQL reports what it did after ten seconds at the latest. */
const reportSeconds = 12;

const countQuery = `select sum(xact_commit + xact_rollback) as sum from pg_stat_database
  where datname like 'huitong\\_%'`;

/**
 * SQL statements that the databases of the house saw on account of each piece of work: both stacks send one statement
 * a transaction when they read, and PostgreSQL counts transactions. What goes on without any request (sweeps, health
 * checks) is measured first and taken off.
 * @param url the server's administrator.
 */
export async function statementsDuring(
  url: string,
  works: readonly (() => Promise<void>)[],
): Promise<number[]> {
  return withPlainClient(url, async (client) => {
    const count = async () => {
      await client.query(`select pg_sleep(${reportSeconds})`);
      const { rows } = await client.query<{ sum: string }>(countQuery);
      return { sum: Number(rows[0]?.sum), at: performance.now() };
    };
    const before = await count();
    let last = await count();
    const idle = (last.sum - before.sum) / (last.at - before.at);
    const sent: number[] = [];
    for (const work of works) {
      await work();
      const after = await count();
      sent.push(Math.max(0, after.sum - last.sum - idle * (after.at - last.at)));
      last = after;
    }
    return sent;
  });
}
