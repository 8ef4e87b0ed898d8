import { refusal } from '@huitong/contract';

/** How many divisions of a level have something, and which do not; from one aggregate in SQL. */
export interface Coverage {
  readonly total: number;
  readonly have: number;
  /** Codes of those without, in order; at most {@link mostMissing}. */
  readonly missing: readonly string[];
  readonly definition: string;
}

/** Most divisions without that are named. */
export const mostMissing = 500;

/**
 * 应急避难场所缺口 (DOMAIN item 9: 每村(社区) ≥1 处; GB/T 44013-2024): what counts as having a shelter. One that is out
 * of use is none; one that is closed can be opened, so it counts. Where it stands decides, not its own level: a
 * township's shelter in a village serves that village.
 */
export const shelterGapDefinition =
  '有一处以上未停用（启用或关闭待用）避难场所位于辖区内的区划 / 本区划及以下该级全部区划（不含统计用区划）';

/** 县级应急物资储备库覆盖率 (DOMAIN item 7: 100 %): counties with a warehouse of county level / counties. */
export const warehouseCoverageDefinition =
  '有一处以上县级应急物资储备库位于辖区内的县级区划 / 本区划及以下全部县级区划（不含统计用区划）';

/** 缺口: what is missing until every division has one. Never negative. */
export const gapOf = ({ total, have }: Pick<Coverage, 'total' | 'have'>): number => Math.max(0, total - have);

/**
 * The first of the divisions that are missing.
 * @throws Refusal PAGE_SIZE_OUT_OF_RANGE unless `first` is a whole number of 1 to {@link mostMissing}.
 */
export function firstMissing({ missing }: Pick<Coverage, 'missing'>, first: number): readonly string[] {
  if (Number.isInteger(first) && first >= 1 && first <= mostMissing) return missing.slice(0, first);
  throw refusal('PAGE_SIZE_OUT_OF_RANGE', {
    at: 'missing.first',
    message: `At most 1 to ${mostMissing} divisions are named, not ${first}.`,
  });
}
