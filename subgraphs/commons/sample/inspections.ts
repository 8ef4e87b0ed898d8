import { demoUscc, Random } from '@huitong/kit';
import type { Enterprise } from '../src/entities/enterprise.js';
import type { EnterpriseInspection } from '../src/entities/enterpriseInspection.js';
import type { InspectionQuota } from '../src/entities/inspectionQuota.js';
import type { QuietPeriod } from '../src/entities/quietPeriod.js';

type Row = Partial<Enterprise> & { readonly id: string };

const recordOf = (random: Random, { id, ownerDepartment, divisionCode }: Row, sourceId: string) => ({
  id: random.uuid(),
  ownerDepartment: ownerDepartment ?? '',
  divisionCode: divisionCode ?? '',
  source: 'sample',
  sourceId,
  synthetic: true,
  enterpriseId: id,
});

/** Every enterprise is inspected four times this year at most, key ones six times. */
export function* quotaRows(enterprises: readonly Row[]): Generator<Partial<InspectionQuota>> {
  const random = new Random(20_260_521);
  for (const [index, row] of enterprises.entries()) {
    yield {
      ...recordOf(random, row, `inspection-quota-${index}`),
      year: 2026,
      most: index % 6 === 0 ? 6 : 4,
      basis: '示例规范涉企检查通知〔2026〕1号',
    };
  }
}

/** One enterprise in five has the first days of each quarter's last month to itself. */
export function* quietRows(enterprises: readonly Row[]): Generator<Partial<QuietPeriod>> {
  const random = new Random(20_260_522);
  for (const [index, row] of enterprises.entries()) {
    if (index % 5 !== 1) continue;
    for (const month of ['03', '06', '09', '12']) {
      yield {
        ...recordOf(random, row, `quiet-period-${index}-${month}`),
        from: `2026-${month}-01`,
        to: `2026-${month}-10`,
        basis: '示例企业安静期公告',
      };
    }
  }
}

/** Inspections of every second enterprise, by the emergency bureau, some with the fire brigade. */
export function* inspectionRows(enterprises: readonly Row[]): Generator<Partial<EnterpriseInspection>> {
  const random = new Random(20_260_523);
  for (const [index, row] of enterprises.entries()) {
    if (index % 2 !== 0) continue;
    const county = row.divisionCode?.slice(0, 6) ?? '';
    for (const [at, day] of ['2026-02-18', '2026-05-20', '2026-08-12'].entries()) {
      const held = at < 2;
      yield {
        ...recordOf(random, row, `inspection-${index}-${at}`),
        ownerDepartment: demoUscc('EMERGENCY', county),
        topic: '安全生产联合检查',
        items: ['主要负责人履职', '重大隐患整改', '应急演练'],
        jointDepartments: index % 4 === 0 ? [demoUscc('FIRE', county)] : [],
        mode: at === 1 && index % 6 === 0 ? 'REMOTE' : 'ON_SITE',
        persons: random.integer(2, 6),
        filedAt: `${day.slice(0, 8)}05T01:00:00Z`,
        plannedOn: day,
        scannedAt: held ? `${day}T01:30:00Z` : null,
        traceId: held ? `DEMO-${index}-${at}` : null,
        cancelled: false,
      };
    }
  }
}
