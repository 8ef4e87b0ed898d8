import { batched, type LoaderScope } from '@huitong/kit';
import { DisasterInformant } from './entities/disasterInformant.js';
import { type Coverage, mostMissing } from './rules/coverage.js';
import { type PlanCount, villagePlans } from './rules/planCompleteness.js';

/** Divisions of a level that are a key of the batch, or lie below it; `key` is one of the keys. */
const unitsOf = (level: string) => `admin_division as unit cross join lateral unnest(unit.path) as key
  where unit.level = ${level} and not unit.pseudo and unit.path && $1::text[] and key = any($1::text[])`;

const firstCodes = (condition: string) =>
  `(coalesce(array_agg(unit.code order by unit.code) filter (where ${condition}), '{}'))[1:${mostMissing}]`;

type Counted = Omit<Coverage, 'definition'> & { readonly key: string };

/**
 * Counts, for many divisions in one statement, the divisions of a level in each that have something.
 * @param has SQL condition on `unit`, under the caller's row scope.
 * @returns dataloader from a division's code; null where it has no division of the level.
 */
function covered(scope: LoaderScope, of: { name: string; level: string; has: string; definition: string }) {
  const { name, level, has, definition } = of;
  const text = `select key, count(*)::int as total, count(*) filter (where unit.has)::int as have,
      ${firstCodes('not unit.has')} as missing
    from (select key, unit.code, ${has} as has from ${unitsOf('$2')}) as unit group by key`;
  return scope.batch(name, () =>
    batched<Coverage | null>(async (codes) => {
      const rows = await scope.database.query<Counted>(text, [codes, level]);
      const found = new Map(rows.map((row) => [row.key, { ...row, definition }]));
      return codes.map((code) => found.get(code) ?? null);
    }),
  );
}

/** Which divisions of a level have a shelter that can be opened; see rules/coverage.ts for what counts. */
export const shelterCoverage = (scope: LoaderScope, level: string, definition: string) =>
  covered(scope, {
    name: `shelter coverage ${level}`,
    level,
    definition,
    // Not correlated: the codes are gathered once, however many villages ask.
    has: `unit.code in (select unnest(shelter.division_path) from shelter where shelter.status <> 'OUT_OF_USE')`,
  });

/** Which counties have a warehouse of county level. */
export const countyWarehouses = (scope: LoaderScope, definition: string) =>
  covered(scope, {
    name: 'warehouse coverage',
    level: 'COUNTY',
    definition,
    has: `unit.code in (select unnest(warehouse.division_path) from warehouse where warehouse.level = 'COUNTY')`,
  });

/** How often the governments of a level must have held drills, and between which instants. */
interface Held {
  readonly level: string;
  readonly kind: string | null;
  readonly least: number;
  readonly since: string;
  readonly until: string;
  readonly definition: string;
}

/** Which governments of a level held their drills: those of their own division and level. */
export const drillsHeld = (scope: LoaderScope, { definition, ...held }: Held) => {
  const text = `select key, count(*)::int as total, count(*) filter (where unit.has)::int as have,
      ${firstCodes('not unit.has')} as missing
    from (select key, unit.code, $3 <= (select count(*) from drill where drill.division_code = unit.code
        and drill.level = $2 and ($4::text is null or drill.kind = $4)
        and drill.held_at >= $5 and drill.held_at < $6) as has
      from ${unitsOf('$2')}) as unit group by key`;
  return scope.batch(`drills held ${JSON.stringify(held)}`, () =>
    batched<Coverage | null>(async (codes) => {
      const { level, least, kind, since, until } = held;
      const rows = await scope.database.query<Counted>(text, [codes, level, least, kind, since, until]);
      const found = new Map(rows.map((row) => [row.key, { ...row, definition }]));
      return codes.map((code) => found.get(code) ?? null);
    }),
  );
};

/** How many drills the enterprises of a division held. */
interface EnterpriseDrillRow {
  readonly key: string;
  readonly total: number;
  readonly claimed: number;
  readonly accepted: number;
}

/** Drills of enterprises between two instants, with those of the “四不” kind. */
export const enterpriseDrills = (scope: LoaderScope, { since, until }: { since: string; until: string }) => {
  const text = `select parent.key, count(drill.id)::int as total,
      count(*) filter (where drill.unannounced_claimed)::int as claimed,
      count(*) filter (where drill.unannounced_claimed and drill.unannounced_accepted)::int as accepted
    from unnest($1::text[]) as parent(key) left join drill on drill.division_path @> array[parent.key]
      and drill.level in ('ENTERPRISE', 'HIGH_RISK_ENTERPRISE') and drill.held_at >= $2 and drill.held_at < $3
    group by parent.key`;
  return scope.batch(`enterprise drills ${since}`, () =>
    batched<EnterpriseDrillRow>(async (codes) => {
      const rows = await scope.database.query<EnterpriseDrillRow>(text, [codes, since, until]);
      const found = new Map(rows.map((row) => [row.key, row]));
      return codes.map((key) => found.get(key) ?? { key, total: 0, claimed: 0, accepted: 0 });
    }),
  );
};

/** How many villages of each of many divisions have which plans; null where there is no village. */
export const planCounts = (scope: LoaderScope) => {
  const counts = villagePlans.map((plan) => `count(*) filter (where plans.${plan})::int as ${plan}`);
  const text = `select key, count(*)::int as villages, count(plans.id)::int as recorded,
      count(*) filter (where plans.complete)::int as complete, ${counts.join(', ')},
      ${firstCodes('plans.complete is not true')} as missing
    from (select key, unit.code from ${unitsOf("'VILLAGE'")}) as unit
    left join village_plan_set as plans on plans.division_code = unit.code group by key`;
  return scope.batch('plan counts', () =>
    batched<PlanCount | null>(async (codes) => {
      const rows = await scope.database.query<PlanCount & { readonly key: string }>(text, [codes]);
      const found = new Map(rows.map((row) => [row.key, row]));
      return codes.map((code) => found.get(code) ?? null);
    }),
  );
};

/** The informant of each of many divisions themselves, A角 before B角, among those that the caller may see. */
export const informantOfDivision = (scope: LoaderScope) => {
  const table = scope.database.table(DisasterInformant);
  const text = `select distinct on (item.division_code) ${table.select('item')} from ${table.name} as item
    where item.division_code = any($1::text[]) order by item.division_code, item.role desc, item.id`;
  return batched<DisasterInformant | null>(async (codes) => {
    const rows = await scope.database.query<DisasterInformant>(text, [codes]);
    const found = new Map(rows.map((row) => [row.divisionCode, row]));
    return codes.map((code) => found.get(code) ?? null);
  });
};
