import { Random } from '@huitong/kit';
import type { CatalogEntry } from '../src/entities/catalogEntry.js';
import type { CatalogChange } from '../src/generated/resolvers.js';
import { dueOf } from '../src/rules/answerClock.js';
import { type CatalogItemContent, contentHash } from '../src/rules/catalogueContent.js';
import { catalogueMachine, reviewTerms, updateTerms } from '../src/rules/catalogueMachine.js';
import { city, officerOf } from './departments.js';
import { daysAgo, instantAgo } from './days.js';
import { type Step, walk, type Walked } from './walk.js';

const basis = '政务数据共享条例 art. 13（示例）';
const item = (name: string, title: string, withdrawnInVersion: number | null = null): CatalogItemContent => ({
  ...{
    name,
    title,
    description: `${title}（示例）`,
    type: 'String',
    attribute: 'UNCONDITIONAL',
    purposes: [],
  },
  ...{ basis, mask: null, withdrawnInVersion },
});

const step = (transition: string, days: number, evidence = {}): Step => ({
  ...{ transition, at: daysAgo(days), by: city('DATA'), officer: officerOf('DATA'), evidence },
});
const invented = [
  {
    entry: 'demo/published-register',
    name: '应急物资协议储备目录（示例）',
    steps: [step('EXTEND', 18, { workingDays: 3, reason: '核对数据项（示例）' }), step('PUBLISH', 16)],
    withdrawnAt: null,
  },
  {
    entry: 'demo/withdrawn-register',
    name: '纸质值班登记目录（示例，已撤销）',
    steps: [step('PUBLISH', 19), step('WITHDRAW', 3)],
    withdrawnAt: instantAgo(3),
  },
];

/**
 * Invented entries that have been published and withdrawn. Those of the graph itself are taken in from its schema, and
 * wait for their review in a demonstration as anywhere else.
 */
export const demoEntries = (): Walked<CatalogEntry>[] =>
  invented.map(({ entry, name, steps, withdrawnAt }, index) => {
    const random = new Random(20_269_000 + index, index);
    const changedAt = instantAgo(20);
    const start = {
      ...{ id: random.uuid(), ownerDepartment: city('DATA'), divisionCode: '140500' },
      ...{ source: 'sample', sourceId: entry, synthetic: true, entry, name },
      ...{ typeName: `Demo${index + 1}`, description: '示例目录，不对应任何数据' },
      ...{
        providers: ['EMERGENCY'],
        format: 'GraphQL',
        updateFrequency: 'MONTHLY',
        attribute: 'UNCONDITIONAL',
      },
      ...{ purposes: [], basis, mode: 'SERVICE_INTERFACE', conditions: '示例', grade: 'GENERAL' },
      items: [item('name', '名称'), item('amount', '数量'), item('shelf', '货位', 2)],
      ...{ version: 2, changedAt, withdrawnAt: null, publishedAt: null },
      ...{ updateDueAt: dueOf(updateTerms(null), changedAt).dueAt, extensionWorkingDays: null },
      ...{ extensionReason: null, reviewDueAt: dueOf(reviewTerms, changedAt).dueAt },
    } as unknown as CatalogEntry;
    const walked = walk(catalogueMachine, 'CatalogEntry', { start, made: daysAgo(20), steps });
    return { ...walked, row: { ...walked.row, withdrawnAt } };
  });

const change = (kind: CatalogChange['kind'], name: string | null): CatalogChange => ({
  ...{ kind, item: name, property: null, before: name ? 'UNCONDITIONAL' : null, after: null },
});

/** Two versions of each invented entry; the second took an item away. */
export const demoVersions = (entries: readonly CatalogEntry[]): object[] =>
  entries.flatMap(({ id, entry, ownerDepartment, divisionCode, items }, index) =>
    [1, 2].map((version) => ({
      id: new Random(20_269_500 + index * 2 + version, index).uuid(),
      ...{
        ownerDepartment,
        divisionCode,
        source: 'sample',
        sourceId: `${entry}-${version}`,
        synthetic: true,
      },
      ...{ entryId: id, version, changedAt: instantAgo(version === 1 ? 60 : 20) },
      contentHash: contentHash({ entry: { entry, version } as never, items }),
      changes: [version === 1 ? change('ENTRY_ADDED', null) : change('ITEM_REMOVED', 'shelf')],
    })),
  );
