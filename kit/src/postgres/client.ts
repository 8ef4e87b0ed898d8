import { Client } from 'pg';
import { DatabaseSetupError, errorCode, errorText } from './errors.js';

/**
 * Runs one piece of work on a connection of its own and closes it.
 *
 * @param url postgres URL with user and password; never part of a message
 * @throws DatabaseSetupError SERVER_UNREACHABLE when no connection can be made; what `work` throws otherwise
 */
export async function withClient<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    connectionString: url,
    application_name: 'huitong-setup',
    connectionTimeoutMillis: 10_000,
    query_timeout: 120_000,
    keepAlive: true,
  });
  // A server that restarts ends the connection with an event; without a listener it would end Node. The query
  // that was under way rejects by itself.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    const code = errorCode(error);
    throw new DatabaseSetupError(
      'SERVER_UNREACHABLE',
      `Cannot connect to PostgreSQL at ${describe(url)}: ${errorText(error)}${code === undefined ? '' : ` (${code})`}. ` +
        `Check that it runs, that the address is right, and that this user may log in.`,
      { cause: error },
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** `user@host:port/database` of a URL, for messages: everything but the password. */
export function describe(url: string): string {
  try {
    const { username, host, pathname } = new URL(url);
    return `${decodeURIComponent(username)}@${host}${pathname}`;
  } catch {
    return '(not a valid URL)';
  }
}
