import { refusal } from '@huitong/contract';
import {
  type Entity,
  type LoaderScope,
  type NewRow,
  type OwnedRow,
  upsertByNaturalKey,
  type UpsertOutcome,
  withinTransaction,
} from '@huitong/kit';
import { Building } from './entities/building.js';
import { FireAcceptanceStep } from './entities/fireAcceptanceStep.js';
import { FireFacility } from './entities/fireFacility.js';
import { FireIotDevice } from './entities/fireIotDevice.js';
import { FireVehicle } from './entities/fireVehicle.js';
import { LifeChannel } from './entities/lifeChannel.js';
import { EbikeChargingSite } from './entities/ebikeChargingSite.js';
import { FireBrigade } from './entities/fireBrigade.js';
import { FireUnit } from './entities/fireUnit.js';
import { WaterSource } from './entities/waterSource.js';
import { WaterSourceCheck } from './entities/waterSourceCheck.js';

/** What became of a row, and the row. */
export interface WrittenRow<Row> {
  readonly row: Row;
  readonly outcome: UpsertOutcome;
}

export const writeFireUnit = (scope: LoaderScope, row: NewRow<FireUnit>) =>
  upsertByNaturalKey(scope, FireUnit, row);
export const writeWaterSource = (scope: LoaderScope, row: NewRow<WaterSource>) =>
  upsertByNaturalKey(scope, WaterSource, row);
export const writeSite = (scope: LoaderScope, row: NewRow<EbikeChargingSite>) =>
  upsertByNaturalKey(scope, EbikeChargingSite, row);
export const writeFireBrigade = (scope: LoaderScope, row: NewRow<FireBrigade>) =>
  upsertByNaturalKey(scope, FireBrigade, row);

/**
 * The whole to which a part is written: visible, and of the caller's own department, whose row the part will be too.
 * @throws Refusal BAD_INPUT when there is none, NOT_OWN_ROW when it is another department's.
 */
export function ownWhole<Row extends OwnedRow>(
  { caller }: LoaderScope,
  whole: Row | null,
  { at, what }: { at: string; what: string },
): Row {
  if (!whole) throw refusal('BAD_INPUT', { at, message: `${at}: there is no such ${what}.` });
  const own =
    whole.ownerDepartment === caller.department &&
    whole.divisionPath.some((code) => caller.scope.includes(code));
  if (!own) throw refusal('NOT_OWN_ROW', { at });
  return whole;
}

/** A part as it is handed in: where it stands, its whole decides. */
type NewPart<Row extends OwnedRow> = Omit<NewRow<Row>, 'divisionCode'>;

/** Writes a part of a whole by its natural key, in the division of the whole. */
const writePart = <Row extends OwnedRow>(
  scope: LoaderScope,
  entity: Entity<Row>,
  whole: OwnedRow,
  values: NewPart<Row>,
): Promise<WrittenRow<Row>> =>
  upsertByNaturalKey(scope, entity, { ...values, divisionCode: whole.divisionCode } as NewRow<Row>);

const writer =
  <Row extends OwnedRow>(entity: Entity<Row>) =>
  (scope: LoaderScope, whole: OwnedRow, values: NewPart<Row>) =>
    writePart(scope, entity, whole, values);

/** Writers of the parts of units and brigades, by kind; see {@link writePart}. */
export const partWriters = {
  Building: writer(Building),
  EbikeChargingSite: writer(EbikeChargingSite),
  FireAcceptanceStep: writer(FireAcceptanceStep),
  FireFacility: writer(FireFacility),
  FireIotDevice: writer(FireIotDevice),
  FireVehicle: writer(FireVehicle),
  LifeChannel: writer(LifeChannel),
};

/** A check as it is handed in. */
export interface NewCheck {
  readonly checkedOn: string;
  readonly usable: boolean;
  readonly flowLitresPerSecond: number | null;
  readonly pressureMegapascals: number | null;
  readonly remark: string | null;
}

/**
 * Records a check of a source, one a day, and lets the source show it when none is newer; both or neither. What a
 * check did not measure stays as the source has it.
 */
export async function writeCheck(
  scope: LoaderScope,
  source: WaterSource,
  check: NewCheck,
): Promise<WrittenRow<WaterSourceCheck> & { readonly waterSource: WaterSource }> {
  return scope.database.transaction(async (manager) => {
    const joined = withinTransaction(scope, manager);
    // Checks of one source take turns, or two of them could each take themselves for the newest.
    const key = ['WaterSourceCheck', source.id].join('\n');
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    const { checkedOn, usable, flowLitresPerSecond, pressureMegapascals } = check;
    const sourceId = `${source.id}/${checkedOn}`;
    const written = await writePart(joined, WaterSourceCheck, source, {
      ...check,
      source: 'check',
      sourceId,
      waterSourceId: source.id,
    });
    const [newer] = await manager.query<unknown[]>(
      'select from water_source_check where water_source_id = $1 and checked_on > $2 limit 1',
      [source.id, checkedOn],
    );
    const outdated = newer !== undefined || (source.lastCheckedOn ?? '') > checkedOn;
    if (outdated || !source.sourceId) return { ...written, waterSource: source };
    const { row } = await upsertByNaturalKey(joined, WaterSource, {
      source: source.source,
      sourceId: source.sourceId,
      divisionCode: source.divisionCode,
      usable,
      lastCheckedOn: checkedOn,
      ...(flowLitresPerSecond === null ? {} : { flowLitresPerSecond }),
      ...(pressureMegapascals === null ? {} : { pressureMegapascals }),
    });
    return { ...written, waterSource: row };
  });
}
