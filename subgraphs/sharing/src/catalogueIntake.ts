import { createHash, randomUUID } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { defaultRule, nobody } from './defaultRule.js';
import type { CatalogChange, CatalogEntryState } from './generated/resolvers.js';
import { dueOf } from './rules/answerClock.js';
import { type TypeRule, types } from './rules/catalogue.js';
import {
  type CatalogContent,
  type CatalogItemContent,
  changesBetween,
  contentHash,
  contentOf,
  type EntryContent,
  itemsWithGone,
} from './rules/catalogueContent.js';
import { reviewTerms, updateTerms } from './rules/catalogueMachine.js';

/** Where statements go, as the owner of the tables. */
export interface Statements {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

/** How many entries were taken in, and how. */
export interface Intake {
  readonly added: number;
  readonly revised: number;
  readonly withdrawn: number;
  readonly restored: number;
}

type Kept = EntryContent & {
  readonly id: string;
  readonly entry: string;
  readonly items: readonly CatalogItemContent[];
  readonly version: number;
  readonly state: CatalogEntryState;
};

/** A new version of an entry, to be written. */
interface NewVersion {
  readonly id: string;
  readonly content: CatalogContent;
  readonly version: number;
  readonly changes: readonly CatalogChange[];
  /** Move of an entry that stood; null for a new one. */
  readonly transition: 'REVISE' | 'WITHDRAW' | 'RESTORE' | null;
  readonly from: CatalogEntryState | null;
}

const tables = ['catalog_entry', 'catalog_entry_event', 'catalog_version'];
const of = (kind: CatalogChange['kind']): CatalogChange => ({
  ...{ kind, item: null, property: null, before: null, after: null },
});

const readKept = async (statements: Statements): Promise<Kept[]> =>
  (await statements.query(
    `select id, entry, type_name as "typeName", name, description, providers, format,
       update_frequency as "updateFrequency", attribute, purposes, basis, mode, conditions, grade, items, version, state
     from catalog_entry where not synthetic`,
  )) as Kept[];

function contentKept(kept: Kept): CatalogContent {
  const { typeName, name, description, providers, format, updateFrequency, mode, items } = kept;
  const { conditions, grade, attribute, purposes, basis } = kept;
  return {
    entry: {
      ...{ typeName, name, description, providers, format, updateFrequency, mode, conditions, grade },
      ...{ attribute, purposes, basis },
    },
    items,
  };
}

/** The version that the schema makes of an entry; null when nothing of it differs. */
function versionOf(content: CatalogContent, kept: Kept | undefined): NewVersion | null {
  if (!kept) {
    const added = { version: 1, changes: [of('ENTRY_ADDED')], transition: null, from: null };
    return { id: randomUUID(), content, ...added };
  }
  const before = contentKept(kept);
  const isBack = kept.state === 'WITHDRAWN';
  const changes = [...(isBack ? [of('ENTRY_RESTORED')] : []), ...changesBetween(before, content)];
  if (changes.length === 0) return null;
  const version = kept.version + 1;
  return {
    ...{ id: kept.id, version, changes, from: kept.state, transition: isBack ? 'RESTORE' : 'REVISE' },
    content: { entry: content.entry, items: itemsWithGone(before, content, version) },
  };
}

function withdrawalOf(kept: Kept): NewVersion {
  const before = contentKept(kept);
  const version = kept.version + 1;
  return {
    ...{ id: kept.id, version, transition: 'WITHDRAW', from: kept.state, changes: [of('ENTRY_WITHDRAWN')] },
    content: { entry: before.entry, items: itemsWithGone(before, { ...before, items: [] }, version) },
  };
}

const owned = (sourceId: string) => ({
  ...{ owner_department: nobody, division_code: defaultRule.division, source: 'graph', source_id: sourceId },
  synthetic: false,
});

/** Columns that a new version sets; the review begins anew. */
function entryColumns({ content: { entry, items }, version, transition }: NewVersion, now: string) {
  const withdrawn = transition === 'WITHDRAW';
  return {
    ...{ type_name: entry.typeName, name: entry.name, description: entry.description },
    ...{ providers: entry.providers, format: entry.format, update_frequency: entry.updateFrequency },
    ...{ attribute: entry.attribute, purposes: entry.purposes, basis: entry.basis, mode: entry.mode },
    ...{ conditions: entry.conditions, grade: entry.grade, items, version, changed_at: now },
    ...{ state: withdrawn ? 'WITHDRAWN' : 'REVIEW', withdrawn_at: withdrawn ? now : null },
    ...{ update_due_at: dueOf(updateTerms(null), now).dueAt, review_due_at: dueOf(reviewTerms, now).dueAt },
    ...{ extension_working_days: null, extension_reason: null, published_at: null },
  };
}

async function insert(statements: Statements, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await statements.query(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
    [JSON.stringify(rows)],
  );
}

async function revise(statements: Statements, made: NewVersion, now: string): Promise<void> {
  const columns = entryColumns(made, now);
  const names = Object.keys(columns).join(', ');
  // History first: the table takes no state that its history does not lead to.
  await statements.query(
    `insert into catalog_entry_event (id, owner_department, division_code, source, source_id, object_id, object_type,
       step, transition, from_state, to_state, by_department)
     select $1, $2, $3, 'graph', $4, $5, 'CatalogEntry', max(step) + 1, $6, $7, $8, $2
     from catalog_entry_event where object_id = $5`,
    [
      ...[randomUUID(), nobody, defaultRule.division, `${made.id}-${made.version}`, made.id],
      ...[made.transition, made.from, columns.state],
    ],
  );
  await statements.query(
    `update catalog_entry set (${names}) =
       (select ${names} from json_populate_record(null::catalog_entry, $2::json)) where id = $1`,
    [made.id, JSON.stringify(columns)],
  );
}

/**
 * Takes the catalogue in as the schema has it: a new version of each entry that differs from what is kept, with what
 * differs, back into review; an entry whose type is gone is marked as withdrawn, not removed. Entries of others than
 * the schema (demonstration) stay as they are. Running it again changes nothing.
 */
export async function takeIn(
  statements: Statements,
  rules: Readonly<Record<string, TypeRule>> = types,
  now = new Date().toISOString(),
): Promise<Intake> {
  // As the owner, whose policies are off for these statements: no caller makes the catalogue.
  for (const table of tables) await statements.query(`alter table ${table} no force row level security`);
  const kept = new Map((await readKept(statements)).map((row) => [row.entry, row]));
  const entries = Object.entries(rules).map(
    ([typeName, rule]) => [rule.entry, contentOf(typeName, rule)] as const,
  );
  const current = new Set(entries.map(([entry]) => entry));
  const made = entries.flatMap(([entry, content]) => {
    const version = versionOf(content, kept.get(entry));
    return version ? [{ entry, version }] : [];
  });
  const added = made.filter(({ version }) => version.transition === null);
  const gone = [...kept.values()].filter(({ entry, state }) => !current.has(entry) && state !== 'WITHDRAWN');
  const changed = [
    ...made.map(({ version }) => version).filter(({ transition }) => transition !== null),
    ...gone.map(withdrawalOf),
  ];
  await insert(
    statements,
    'catalog_entry',
    added.map(({ entry, version }) => ({
      id: version.id,
      ...owned(entry),
      entry,
      ...entryColumns(version, now),
    })),
  );
  for (const version of changed) await revise(statements, version, now);
  await insert(
    statements,
    'catalog_version',
    [...added.map(({ version }) => version), ...changed].map(({ id, version, content, changes }) => ({
      ...{ id: randomUUID(), ...owned(`${id}-${version}`), entry_id: id, version, changed_at: now },
      ...{ content_hash: contentHash(content), changes },
    })),
  );
  for (const table of tables) await statements.query(`alter table ${table} force row level security`);
  const count = (transition: NewVersion['transition']) =>
    changed.filter((one) => one.transition === transition).length;
  return {
    ...{ added: added.length, revised: count('REVISE') },
    ...{ withdrawn: count('WITHDRAW'), restored: count('RESTORE') },
  };
}

const digest = createHash('sha256').update(JSON.stringify(types)).digest('hex').slice(0, 12);

/** Runs after every numbered migration. */
const last = '0000000099999';

/**
 * The migration that takes the catalogue in. It is called after what reference/rules.json holds, so that it runs
 * whenever that differs from what was taken in last; only the last one stays in the table of migrations, so that going
 * back to an earlier schema is a change as well.
 */
export class takeInCatalogue implements MigrationInterface {
  readonly name = `take-in-catalogue-${digest}-${last}`;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from schema_migration where name like 'take-in-catalogue-%'`);
    await takeIn(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: generate the catalogue anew.');
  }
}
