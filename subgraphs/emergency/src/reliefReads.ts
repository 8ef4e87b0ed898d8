import { batched, type LoaderScope, rowsByKey } from '@huitong/kit';

/** Needs of one kind of goods in one unit beside what the city holds. */
export interface ReliefGapRow {
  readonly categoryCode: string;
  readonly unit: string;
  readonly needed: number;
  readonly inStock: number;
  readonly inAgreement: number;
  readonly gap: number;
}

/**
 * 物资缺口 of each of many incidents, in one statement: the needs that the caller's row scope shows, beside what is
 * available in the incident's city (the second code of its path), in the same unit and not past its last day of use.
 */
export const reliefGaps = (scope: LoaderScope) => {
  const text = `with need as (
      select incident_id, category_code, unit, sum(quantity) as needed from relief_need
      where incident_id = any($1::uuid[]) group by incident_id, category_code, unit
    ), held as (
      select need.*, coalesce(sum(stock.available) filter (where stock.reserve_mode = 'PHYSICAL'), 0)::float8 as in_stock,
        coalesce(sum(stock.available) filter (where stock.reserve_mode <> 'PHYSICAL'), 0)::float8 as in_agreement
      from need join incident on incident.id = need.incident_id
        left join stock_item as stock on stock.category_code = need.category_code and stock.unit = need.unit
          and stock.division_path @> array[incident.division_path[2]]
          and coalesce(stock.expires_on >= (now() at time zone 'Asia/Shanghai')::date, true)
      group by need.incident_id, need.category_code, need.unit, need.needed
    )
    select incident_id as key, category_code as "categoryCode", unit, needed, in_stock as "inStock",
      in_agreement as "inAgreement", greatest(needed - in_stock - in_agreement, 0) as gap
    from held order by category_code, unit`;
  return scope.batch<string, ReliefGapRow[]>('relief gaps', () =>
    batched(async (ids) => {
      const rows = await scope.database.query<ReliefGapRow & { readonly key: string }>(text, [ids]);
      return rowsByKey(ids, rows, ({ key }) => key);
    }),
  );
};
