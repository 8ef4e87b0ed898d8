import { In, Not, type EntityManager } from 'typeorm';
import { refusal } from '@huitong/contract';
import {
  type Entity,
  type LoaderScope,
  type NewRow,
  type UpsertOutcome,
  upsertByNaturalKey,
  withinTransaction,
} from '@huitong/kit';
import { MajorHazard } from './entities/majorHazard.js';
import { StorageUnit } from './entities/storageUnit.js';
import { Tank } from './entities/tank.js';

/** A unit as it is handed in: what the hazard decides is left out. */
export type NewUnit = Omit<NewRow<StorageUnit>, 'divisionCode' | 'source' | 'majorHazardId'> & {
  readonly tanks: readonly NewTank[];
};
export type NewTank = Omit<NewRow<Tank>, 'divisionCode' | 'source' | 'majorHazardId' | 'storageUnitId'>;

/**
 * Writes a hazard with all its units and tanks in one transaction, and removes those that are not listed any more:
 * a grade is never stored beside tanks it was not made of.
 * @returns the hazard as it now stands; UNCHANGED when nothing of the whole differed.
 * @throws Refusal of {@link upsertByNaturalKey}; CONFLICT when a unit or a tank belongs to another hazard.
 */
export async function writeMajorHazard(
  scope: LoaderScope,
  hazard: NewRow<MajorHazard>,
  units: readonly NewUnit[],
): Promise<{ row: MajorHazard; outcome: UpsertOutcome }> {
  return scope.database.transaction(async (manager) => {
    const joined = withinTransaction(scope, manager);
    // The filings of a department's system take turns, or two hazards could claim one tank at the same time.
    const turn = ['MajorHazard filing', scope.caller.department, hazard.source].join('\n');
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [turn]);
    const { row, outcome } = await upsertByNaturalKey(joined, MajorHazard, hazard);
    const { divisionCode, source } = hazard;
    const common = { divisionCode, source, majorHazardId: row.id };
    await refuseForeignParts(manager, units, { ...common, ownerDepartment: scope.caller.department });

    const outcomes = [outcome];
    const kept: { units: string[]; tanks: string[] } = { units: [], tanks: [] };
    for (const { tanks, ...unit } of units) {
      const writtenUnit = await upsertByNaturalKey(joined, StorageUnit, { ...unit, ...common });
      kept.units.push(writtenUnit.row.id);
      outcomes.push(writtenUnit.outcome);
      for (const tank of tanks) {
        const values = { ...tank, ...common, storageUnitId: writtenUnit.row.id };
        const writtenTank = await upsertByNaturalKey(joined, Tank, values);
        kept.tanks.push(writtenTank.row.id);
        outcomes.push(writtenTank.outcome);
      }
    }
    const removed = await removeOthers(manager, row.id, kept);
    const whole = outcome === 'UNCHANGED' && (removed || outcomes.some((one) => one !== 'UNCHANGED'));
    return { row, outcome: whole ? 'UPDATED' : outcome };
  });
}

interface Parts {
  readonly ownerDepartment: string;
  readonly source: string;
  readonly majorHazardId: string;
}

/** A part that another hazard has would leave that hazard with a grade it does not have any more. */
async function refuseForeignParts(
  manager: EntityManager,
  units: readonly NewUnit[],
  parts: Parts,
): Promise<void> {
  const { ownerDepartment, source, majorHazardId } = parts;
  const places = new Map<string, string>();
  const foreign = async (entity: Entity<StorageUnit | Tank>, sourceIds: string[]) => {
    const key = { ownerDepartment, source, sourceId: In(sourceIds), majorHazardId: Not(majorHazardId) };
    return manager.getRepository(entity).findOneBy(key as never);
  };
  units.forEach((unit, at) => {
    places.set(`StorageUnit ${unit.sourceId}`, `input.units[${at}].sourceId`);
    unit.tanks.forEach((tank, index) =>
      places.set(`Tank ${tank.sourceId}`, `input.units[${at}].tanks[${index}].sourceId`),
    );
  });
  const unit = await foreign(
    StorageUnit,
    units.map((one) => one.sourceId),
  );
  const tank = unit
    ? null
    : await foreign(
        Tank,
        units.flatMap((one) => one.tanks.map(({ sourceId }) => sourceId)),
      );
  const taken = unit ?? tank;
  if (!taken) return;
  const at = places.get(`${unit ? 'StorageUnit' : 'Tank'} ${taken.sourceId}`);
  throw refusal('CONFLICT', {
    message: `${taken.sourceId} belongs to another major hazard of this department; remove it there first.`,
    ...(at ? { at } : {}),
  });
}

/** Removes the parts of a hazard that are not kept. Returns whether there were any. */
async function removeOthers(
  manager: EntityManager,
  majorHazardId: string,
  kept: { units: readonly string[]; tanks: readonly string[] },
): Promise<boolean> {
  const others = (ids: readonly string[]) => ({ majorHazardId, id: Not(In([...ids])) });
  const tanks = await manager.getRepository(Tank).delete(others(kept.tanks));
  const units = await manager.getRepository(StorageUnit).delete(others(kept.units));
  return (tanks.affected ?? 0) + (units.affected ?? 0) > 0;
}
