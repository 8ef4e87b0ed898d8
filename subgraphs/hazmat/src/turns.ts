const last = new Map<string, Promise<unknown>>();

/**
 * Runs work of one key one after the other within this process. Work that would wait for a lock of the database
 * waits here instead, where it holds no connection: else a few writers of one department take the whole pool while
 * they wait for each other, and nobody can read.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  last.set(key, mine);
  try {
    return await mine;
  } finally {
    if (last.get(key) === mine) last.delete(key);
  }
}
