import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { refusal } from '@huitong/contract';
import {
  type Entity,
  type LoaderScope,
  type NewRow,
  type OwnedRow,
  type UpsertOutcome,
  upsertByNaturalKey,
  withinTransaction,
} from '@huitong/kit';
import { MajorHazard } from './entities/majorHazard.js';
import { StorageUnit } from './entities/storageUnit.js';
import { Tank } from './entities/tank.js';
import { regrade } from './regrade.js';
import { inTurn } from './turns.js';

/** A unit as it is handed in: what the hazard decides is left out. */
export type NewUnit = Omit<NewRow<StorageUnit>, 'divisionCode' | 'source' | 'majorHazardId'> & {
  readonly tanks: readonly NewTank[];
};
export type NewTank = Omit<NewRow<Tank>, 'divisionCode' | 'source' | 'majorHazardId' | 'storageUnitId'>;

/**
 * Writes a hazard with all its units and tanks in one transaction, and removes those that are not listed any more:
 * a grade is never stored beside tanks it was not made of. The number of statements does not grow with the parts.
 * @returns the hazard as it now stands; UNCHANGED when nothing of the whole differed.
 * @throws Refusal of {@link upsertByNaturalKey}; CONFLICT when a unit or a tank belongs to another hazard.
 */
export async function writeMajorHazard(
  scope: LoaderScope,
  hazard: NewRow<MajorHazard>,
  units: readonly NewUnit[],
): Promise<{ row: MajorHazard; outcome: UpsertOutcome }> {
  // The filings of a department's system take turns, or two hazards could claim one tank at the same time.
  const turn = ['MajorHazard filing', scope.caller.department, hazard.source].join('\n');
  return inTurn(turn, () =>
    scope.database.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [turn]);
      const joined = withinTransaction(scope, manager);
      const { row, outcome } = await upsertByNaturalKey(joined, MajorHazard, hazard);
      const { divisionCode, source } = hazard;
      const ownerDepartment = scope.caller.department;
      const common = { ownerDepartment, divisionCode, source, majorHazardId: row.id };
      // Who imports tanks of this hazard waits here, and grades it after us.
      await manager.query('select 1 from major_hazard where id = $1 for no key update', [row.id]);

      const places = placesOf(units);
      const newUnits = units.map(({ tanks: _, ...unit }) => ({ ...unit, ...common }));
      const writtenUnits = await writeParts(joined, manager, {
        entity: StorageUnit,
        parts: newUnits,
        places,
      });
      const newTanks = units.flatMap(({ sourceId, tanks }) =>
        tanks.map((tank) => ({
          ...tank,
          ...common,
          storageUnitId: writtenUnits.ids.get(sourceId) as string,
        })),
      );
      const writtenTanks = await writeParts(joined, manager, { entity: Tank, parts: newTanks, places });
      const removed = await removeOthers(manager, row.id, {
        units: [...writtenUnits.ids.values()],
        tanks: [...writtenTanks.ids.values()],
      });
      await regrade(manager, [row.id]);
      const changed = writtenUnits.changed || writtenTanks.changed || removed;
      return { row, outcome: outcome === 'UNCHANGED' && changed ? 'UPDATED' : outcome };
    }),
  );
}

/** Where in the input a part stands, by table and id. */
function placesOf(units: readonly NewUnit[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  units.forEach((unit, at) => {
    places.set(`StorageUnit ${unit.sourceId}`, `input.units[${at}].sourceId`);
    unit.tanks.forEach((tank, index) =>
      places.set(`Tank ${tank.sourceId}`, `input.units[${at}].tanks[${index}].sourceId`),
    );
  });
  return places;
}

interface Parts<Row> {
  readonly entity: Entity<Row>;
  readonly parts: readonly (Partial<Row> & { readonly sourceId: string })[];
  readonly places: ReadonlyMap<string, string>;
}

/**
 * Writes parts of one hazard by their natural keys, in two statements however many they are; what a part does not
 * give stays as it is. A part that another hazard has would leave that hazard with a grade it does not have any more.
 * @returns ids by `sourceId`, and whether anything differed.
 */
async function writeParts<Row extends OwnedRow & { majorHazardId: string }>(
  { database }: LoaderScope,
  manager: EntityManager,
  { entity, parts, places }: Parts<Row>,
): Promise<{ ids: ReadonlyMap<string, string>; changed: boolean }> {
  const [first] = parts;
  if (!first) return { ids: new Map(), changed: false };
  const table = database.table(entity as never);
  const standing = await manager.query<Row[]>(
    `select ${table.select('item')} from ${table.name} as item
     where owner_department = $1 and source = $2 and source_id = any($3::text[])`,
    [first.ownerDepartment, first.source, parts.map(({ sourceId }) => sourceId)],
  );
  const taken = standing.find(({ majorHazardId }) => majorHazardId !== first.majorHazardId);
  if (taken) {
    const at = places.get(`${entity.name} ${taken.sourceId}`);
    throw refusal('CONFLICT', {
      message: `${taken.sourceId} belongs to another major hazard of this department; remove it there first.`,
      ...(at ? { at } : {}),
    });
  }
  const before = new Map(standing.map((row) => [row.sourceId as string, row]));
  const ids = new Map(parts.map(({ sourceId }) => [sourceId, before.get(sourceId)?.id ?? randomUUID()]));
  const properties = [...new Set(parts.flatMap((part) => Object.keys(part)))];
  const rows = parts.map((part) => {
    const old = before.get(part.sourceId);
    const values = properties.map((property) => {
      const given = part[property as keyof Row];
      return [table.column(property), given === undefined ? (old?.[property as keyof Row] ?? null) : given];
    });
    return { id: ids.get(part.sourceId), ...Object.fromEntries(values) } as Record<string, unknown>;
  });
  const columns = properties.map((property) => table.column(property));
  const changed = await manager.query<unknown[]>(
    `insert into ${table.name} as present (id, ${columns.join(', ')})
     select id, ${columns.join(', ')} from json_populate_recordset(null::${table.name}, $1::json)
     on conflict (owner_department, source, source_id) do update
     set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}
     where row(${columns.map((column) => `present.${column}`).join(', ')})
       is distinct from row(${columns.map((column) => `excluded.${column}`).join(', ')})
     returning id`,
    [JSON.stringify(rows)],
  );
  return { ids, changed: changed.length > 0 };
}

/** Removes the parts of a hazard that are not kept. Returns whether there were any. */
async function removeOthers(
  manager: EntityManager,
  majorHazardId: string,
  kept: { units: readonly string[]; tanks: readonly string[] },
): Promise<boolean> {
  const remove = async (table: 'tank' | 'storage_unit', ids: readonly string[]) =>
    manager.query<[unknown[], number]>(
      `delete from ${table} where major_hazard_id = $1 and id <> all($2::uuid[])`,
      [majorHazardId, ids],
    );
  const [, tanks] = await remove('tank', kept.tanks);
  const [, units] = await remove('storage_unit', kept.units);
  return tanks + units > 0;
}
