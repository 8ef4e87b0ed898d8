import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cell, cellsOf } from '../export/cells.js';
import type { FormColumn } from '../export/form.js';
import { entryColumns, entryRow, itemColumns, itemRow } from './columns.js';
import type { CatalogueEntry } from './entries.js';

const english: Readonly<Record<string, string>> = {
  ...{ 目录编号: 'Entry', 名称: 'Name', 提供单位: 'Provider', 数据项: 'Data items', 数据项数: 'Items' },
  ...{ 格式: 'Format', 更新频率: 'Update frequency', 共享属性: 'Share attribute', 使用范围: 'Purposes' },
  ...{
    共享方式: 'Mode',
    使用条件: 'Conditions',
    分类分级: 'Grade',
    依据: 'Legal basis',
    说明: 'Description',
  },
  ...{ 版本号: 'Version', 变更时间: 'Changed', 更新期限: 'Update due', 审核发布期限: 'Review due' },
  ...{ 状态: 'State', 发布时间: 'Published', 字段: 'Field', 数据类型: 'Type', 脱敏方式: 'Mask' },
};

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};
/** Text as HTML shows it; whatever a description holds, it stays text. */
const escaped = (value: Cell | undefined): string =>
  String(value ?? '').replace(/[&<>"']/g, (sign) => entities[sign] as string);

const style = `body{font:14px/1.6 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",SimSun,sans-serif;margin:2em auto;
max-width:60em;padding:0 1em;color:#111}h1{font-size:1.5em}h2{font-size:1.15em}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th small{font-weight:normal;color:#555}tr.gone td{color:#777;text-decoration:line-through}
@media print{body{margin:0;max-width:none;font-size:10pt}thead{display:table-header-group}tr{break-inside:avoid}a{color:inherit}}
@page{size:A4;margin:15mm}`;

// Nothing of the page can ask for anything, whatever a text of it says.
const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;

const heading = ({ header }: FormColumn) => {
  const word = english[header];
  return word ? `${header} <small>${word}</small>` : header;
};

/** File of an entry's page: `mines-coal-mine.html`. */
export const pageFile = (entry: string): string => `${entry.replace(/[^a-z0-9]+/g, '-')}.html`;

/** The printable page of one entry: what art. 13 lists, then its data items. */
export function entryPage(entry: CatalogueEntry): string {
  // Its items have a table of their own.
  const columns = entryColumns.filter(({ header }) => header !== '数据项');
  const cells = cellsOf(columns, entryRow(entry));
  const facts = columns.map(
    (column, index) => `<tr><th scope="row">${heading(column)}</th><td>${escaped(cells[index])}</td></tr>`,
  );
  const shown = itemColumns.slice(2);
  const items = entry.items.map((item) => {
    const row = cellsOf(shown, itemRow(entry, item)).map((cell) => `<td>${escaped(cell)}</td>`);
    return `<tr${item.withdrawnInVersion === null ? '' : ' class="gone"'}>${row.join('')}</tr>`;
  });
  return page(
    `${entry.name} ${entry.entry}`,
    `<h1>政务数据目录 <small>Catalogue entry</small></h1>
<h2>${escaped(entry.name)}（${escaped(entry.entry)}）</h2>
<table><tbody>
${facts.join('\n')}
</tbody></table>
<h2>数据项 <small>Data items</small></h2>
<table><thead><tr>${shown.map((column) => `<th scope="col">${heading(column)}</th>`).join('')}</tr></thead><tbody>
${items.join('\n')}
</tbody></table>
<p>依据《政务数据共享条例》第十三条。由数据模型生成。 <small>Generated from the schema, as art. 13 lists it.</small></p>`,
  );
}

function indexPage(entries: readonly CatalogueEntry[]): string {
  const columns = entryColumns.filter(({ header }) =>
    ['目录编号', '名称', '提供单位', '共享属性', '分类分级', '状态'].includes(header),
  );
  const rows = entries.map((entry) => {
    const [first, ...cells] = cellsOf(columns, entryRow(entry));
    const link = `<td><a href="${pageFile(entry.entry)}">${escaped(first)}</a></td>`;
    return `<tr>${link}${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  });
  return page(
    '政务数据目录',
    `<h1>政务数据目录 <small>Catalogue</small></h1>
<table><thead><tr>${columns.map((column) => `<th scope="col">${heading(column)}</th>`).join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`,
  );
}

/** Writes a folder of printable pages, one an entry and one that lists them; all or none. */
export async function writePages(out: string, entries: readonly CatalogueEntry[]): Promise<void> {
  const draft = `${out}.part`;
  await mkdir(draft);
  try {
    for (const entry of entries) await writeFile(join(draft, pageFile(entry.entry)), entryPage(entry));
    await writeFile(join(draft, 'index.html'), indexPage(entries));
    await rename(draft, out);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}
