import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DataSource } from 'typeorm';
import { refusal } from '@huitong/contract';
import { loadDivisionsStatement } from '../divisions/index.js';
import { outboxStatements, tombstoneStatements } from '../outbox/entryTable.js';
import { withPlainClient } from './pools.js';
import { baseStatements } from './tables.js';

/** A migration: SQL statements run in order, in one transaction, once. */
export type Migration = new () => MigrationInterface;

/**
 * Declares a migration. Migrations only go forward: what was done wrong is put right by the next one.
 * @param number place in the order, the file's leading number; 1 to 9999.
 * @param name what it does, the rest of the file's name.
 * @param statements SQL, in order.
 */
export function migration(number: number, name: string, statements: () => readonly string[]): Migration {
  return class implements MigrationInterface {
    // TypeORM orders migrations by the last thirteen characters of their name.
    readonly name = `${name}-${String(firstNumber + number).padStart(13, '0')}`;

    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements()) await runner.query(statement);
    }

    async down(): Promise<void> {
      throw new Error(forwardOnly);
    }
  };
}

/** Below stand kit's own migrations. */
const firstNumber = 1000;

/** What every database holds before its own tables: search and geometry functions, the division table. */
class CreateBase implements MigrationInterface {
  readonly name = 'create-base-0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of baseStatements()) await runner.query(statement);
    const { text, values } = loadDivisionsStatement();
    await runner.query(text, values);
  }

  async down(): Promise<void> {
    throw new Error(forwardOnly);
  }
}

/** The outbox of the cross-department index; see outbox/. */
class CreateOutbox implements MigrationInterface {
  readonly name = 'create-outbox-0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of outboxStatements()) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error(forwardOnly);
  }
}

/** Tombstones of the outbox that can be purged; see outbox/. */
class DateTombstones implements MigrationInterface {
  readonly name = 'date-tombstones-0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tombstoneStatements()) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error(forwardOnly);
  }
}

const forwardOnly = 'Migrations only go forward: write the next one.';

/** Any one number does, as long as every migrating process takes the same. */
const lockKey = 4_861_553;

/**
 * Brings a database up to date, as its owner role. Two processes at once take turns; each migration is one
 * transaction, so a failing one leaves nothing of itself.
 * @returns names of the migrations applied now.
 * @throws Refusal MIGRATION_FAILED.
 */
export async function migrate(ownerUrl: string, migrations: readonly Migration[]): Promise<string[]> {
  return withPlainClient(ownerUrl, async (lock) => {
    await lock.query('select pg_advisory_lock($1)', [lockKey]);
    const source = new DataSource({
      type: 'postgres',
      url: ownerUrl,
      migrations: [CreateBase, CreateOutbox, DateTombstones, ...migrations],
      migrationsTableName: 'schema_migration',
      installExtensions: false,
      poolSize: 2,
    });
    try {
      await source.initialize();
      const applied = await source.runMigrations({ transaction: 'each' });
      return applied.map((one) => one.name);
    } catch (cause) {
      throw refusal('MIGRATION_FAILED', { cause, at: (cause as Error).message });
    } finally {
      if (source.isInitialized) await source.destroy();
    }
  });
}
