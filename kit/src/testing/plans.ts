import type { VerifiedCaller } from '@huitong/contract';
import { runAs } from '../database/caller.js';
import type { Database } from '../database/database.js';
import type { SubgraphAnswer } from '../subgraph/service.js';

/** What is asked, and of whom. */
export interface Asked {
  readonly database: Database;
  readonly caller: VerifiedCaller;
  ask(): Promise<SubgraphAnswer>;
}

/** An answer with the plan of each statement that it took, under the caller's row scope. */
export interface Explained {
  readonly answer: SubgraphAnswer;
  readonly plans: readonly string[];
}

/** Asks, and then has PostgreSQL explain the statements that were sent. */
export async function explain({ database, caller, ask }: Asked): Promise<Explained> {
  const send = database.query.bind(database);
  const sent: [string, readonly unknown[]][] = [];
  const watched = database as { query: typeof database.query };
  watched.query = (text, values) => {
    sent.push([text, values]);
    return send(text, values);
  };
  let answer: SubgraphAnswer;
  try {
    answer = await ask();
  } finally {
    watched.query = send;
  }
  const plans = await runAs(caller, () =>
    Promise.all(
      sent.map(async ([text, values]) => {
        const lines = await send<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
        return lines.map((line) => line['QUERY PLAN']).join('\n');
      }),
    ),
  );
  return { answer, plans };
}
