import type { EntityManager } from 'typeorm';
import { grade, type Grading, type Quantity } from './rules/gb18218.js';

interface TankRow {
  readonly hazard: string;
  readonly exposed: number;
  readonly unit: string | null;
  readonly tonnes: number | null;
  readonly criticalTonnes: number | null;
  readonly beta: number | null;
}

/**
 * Grades hazards anew by the tanks that stand in them (GB 18218-2018), in the transaction that changed the tanks. The
 * hazards' rows are locked first: whoever writes tanks of the same hazard in between waits, and grades after us.
 * @param hazardIds those that the caller may write; others are left alone by row security.
 */
export async function regrade(manager: EntityManager, hazardIds: readonly string[]): Promise<void> {
  if (hazardIds.length === 0) return;
  await manager.query(`select 1 from major_hazard where id = any($1::uuid[]) order by id for no key update`, [
    hazardIds,
  ]);
  const rows = await manager.query<TankRow[]>(
    `select hazard.id as hazard, hazard.exposed_persons as exposed, unit.id as unit,
       tank.design_maximum_tonnes as tonnes, chemical.critical_quantity_tonnes as "criticalTonnes", chemical.beta
     from major_hazard as hazard
     left join storage_unit as unit on unit.major_hazard_id = hazard.id
     left join tank on tank.storage_unit_id = unit.id
     left join chemical on chemical.gb18218_no = tank.chemical_no
     where hazard.id = any($1::uuid[]) order by hazard.id, unit.id, tank.id`,
    [hazardIds],
  );
  const hazards = new Map<string, { exposed: number; units: Map<string, Quantity[]> }>();
  for (const { hazard, exposed, unit, tonnes, criticalTonnes, beta } of rows) {
    const one = hazards.get(hazard) ?? { exposed, units: new Map<string, Quantity[]>() };
    hazards.set(hazard, one);
    if (unit === null) continue;
    const held = one.units.get(unit) ?? [];
    one.units.set(unit, held);
    if (tonnes !== null && criticalTonnes !== null && beta !== null)
      held.push({ tonnes, criticalTonnes, beta });
  }
  const graded = [...hazards].map(([id, { exposed, units }]) => ({
    id,
    units: [...units.keys()],
    grading: grade([...units.values()], exposed),
  }));
  await storeGrades(manager, graded);
}

type Graded = { readonly id: string; readonly units: readonly string[]; readonly grading: Grading };

/** One statement each for hazards and units; a grade that does not differ is not rewritten. */
async function storeGrades(manager: EntityManager, graded: readonly Graded[]): Promise<void> {
  const of = (key: 's' | 'r' | 'alpha' | 'level') => graded.map(({ grading }) => grading[key]);
  await manager.query(
    `update major_hazard as hazard set s = new.s, r = new.r, alpha = new.alpha, level = new.level
     from unnest($1::uuid[], $2::float8[], $3::float8[], $4::float8[], $5::text[]) as new (id, s, r, alpha, level)
     where hazard.id = new.id
       and row(hazard.s, hazard.r, hazard.alpha, hazard.level) is distinct from row(new.s, new.r, new.alpha, new.level)`,
    [graded.map(({ id }) => id), of('s'), of('r'), of('alpha'), of('level')],
  );
  await manager.query(
    `update storage_unit as unit set s = new.s from unnest($1::uuid[], $2::float8[]) as new (id, s)
     where unit.id = new.id and unit.s <> new.s`,
    [graded.flatMap(({ units }) => units), graded.flatMap(({ grading }) => grading.unitS)],
  );
}
