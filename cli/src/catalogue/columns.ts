import type { FormColumn } from '../export/form.js';
import type { CatalogueEntry, CatalogueItem } from './entries.js';
import { wordsOf } from './terms.js';

const states = { REVIEW: '待审核', PUBLISHED: '已发布', WITHDRAWN: '已撤销' };
const attributes = wordsOf('ShareAttribute');
const purposes = wordsOf('Purpose');

const column = (
  header: string,
  path: string,
  more: Partial<Pick<FormColumn, 'kind' | 'words'>> = {},
): FormColumn => ({ header, path: [path], kind: 'text', ...more });

/** An entry with what its row of the table needs beside. */
export const entryRow = (entry: CatalogueEntry) => {
  const standing = entry.items.filter(({ withdrawnInVersion }) => withdrawnInVersion === null);
  return { ...entry, itemNames: standing.map(nameOf), itemCount: standing.length };
};

/** An item with what its row of the table needs beside. */
export const itemRow = ({ entry, name }: CatalogueEntry, item: CatalogueItem) => ({
  ...item,
  ...{ entry, entryName: name, title: nameOf(item), field: fieldOf(item) },
  state: item.withdrawnInVersion === null ? '现行' : `第${item.withdrawnInVersion}版起撤销`,
});

const fieldOf = ({ coordinate }: CatalogueItem): string => coordinate.split('.')[1] ?? coordinate;
/** Its name in Chinese, or the field where the description has none. */
export const nameOf = (item: CatalogueItem): string => item.title ?? fieldOf(item);

/** Columns of the table of entries: what 政务数据共享条例 art. 13 lists, then how the entry stands (arts 16, 17). */
export const entryColumns: readonly FormColumn[] = [
  column('目录编号', 'entry'),
  column('名称', 'name'),
  column('提供单位', 'providers', { words: wordsOf('DepartmentLine') }),
  column('数据项', 'itemNames'),
  column('数据项数', 'itemCount', { kind: 'number' }),
  column('格式', 'format'),
  column('更新频率', 'updateFrequency', { words: wordsOf('UpdateFrequency') }),
  column('共享属性', 'attribute', { words: attributes }),
  column('使用范围', 'purposes', { words: purposes }),
  column('共享方式', 'mode', { words: wordsOf('ShareMode') }),
  column('使用条件', 'conditions'),
  column('分类分级', 'grade', { words: wordsOf('DataGrade') }),
  column('依据', 'basis'),
  column('说明', 'description'),
  column('版本号', 'version', { kind: 'number' }),
  column('变更时间', 'changedAt', { kind: 'instant' }),
  column('更新期限', 'updateDueAt', { kind: 'instant' }),
  column('审核发布期限', 'reviewDueAt', { kind: 'instant' }),
  column('状态', 'state', { words: states }),
  column('发布时间', 'publishedAt', { kind: 'instant' }),
];

/** Columns of the table of data items. */
export const itemColumns: readonly FormColumn[] = [
  column('目录编号', 'entry'),
  column('目录名称', 'entryName'),
  column('数据项', 'title'),
  column('字段', 'field'),
  column('说明', 'description'),
  column('数据类型', 'type'),
  column('共享属性', 'attribute', { words: attributes }),
  column('使用范围', 'purposes', { words: purposes }),
  column('依据', 'basis'),
  column('脱敏方式', 'mask', { words: wordsOf('MaskKind') }),
  column('状态', 'state'),
];
