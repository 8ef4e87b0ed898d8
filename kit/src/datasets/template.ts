import type { DataValidation, Workbook, Worksheet } from 'exceljs';
import type { Dataset, DatasetColumn } from './dataset.js';
import { EXAMPLE_ID } from './repeats.js';
import { STAMP_SHEET, stampOf, stampRows } from './stamp.js';
import { columnName } from './xlsx/values.js';

/** A column of a template as a clerk sees it. */
export interface TemplateColumn {
  /** As the header is written: with its unit, and `*` when it must be filled in. */
  readonly header: string;
  readonly property: string;
  readonly required: boolean;
  readonly note: string;
  /** What a cell may hold, in words. */
  readonly reading: string;
  /** Choices of the drop-down list; empty for a free cell. */
  readonly choices: readonly string[];
  readonly bounds: readonly [least: number, most: number] | null;
  readonly format: string;
  readonly example: string;
}

/** Rows below the header to which drop-down lists and bounds are given. */
const PREPARED_ROWS = 2_000;
const LISTS_SHEET = '_huitong_lists';

/** All columns of a dataset's template, those of the location last. */
export function templateColumns(dataset: Dataset): TemplateColumn[] {
  const own = Object.entries(dataset.columns).map(([property, column]) => ({
    header: `${column.header}${column.required ? '*' : ''}`,
    property,
    required: column.required === true,
    note: column.note ?? '',
    reading: readingOf(column),
    choices: choicesOf(column),
    bounds: boundsOf(column),
    format: formatOf(column),
    example: property === 'sourceId' ? EXAMPLE_ID : exampleOf(column),
  }));
  const { location } = dataset;
  if (!location) return own;
  const degrees = (header: string, bounds: readonly [number, number], example: string): TemplateColumn => ({
    header,
    property: 'location',
    required: false,
    note: '与坐标系一并填写',
    reading: '十进制度',
    choices: [],
    bounds,
    format: 'General',
    example,
  });
  return [
    ...own,
    degrees(location.lat[0], [-90, 90], '35.8'),
    degrees(location.lon[0], [-180, 180], '112.9'),
    {
      ...degrees(location.crs[0], [0, 0], 'CGCS2000'),
      note: '手持GPS填WGS84,国家2000填CGCS2000,高德、腾讯地图取点填GCJ02',
      reading: '选一项;有经纬度时必填',
      choices: ['CGCS2000', 'WGS84', 'GCJ02'],
      bounds: null,
    },
  ];
}

const firstSpellings = (values: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(values).map(([value, [first]]) => first ?? value);

function readingOf(column: DatasetColumn): string {
  switch (column.kind) {
    case 'number':
    case 'integer': {
      const from = column.above === undefined ? String(column.least ?? '') : `大于${column.above}`;
      return `${column.kind === 'integer' ? '整数' : '数值'},单位 ${column.unit},${from} 至 ${column.most}`;
    }
    case 'enum':
      return `选一项:${spelt(column.values)}`;
    case 'list':
      return column.values ? `可多项,用“、”分隔:${spelt(column.values)}` : '可多项,用“、”分隔';
    case 'date':
      return '日期,如 2026-05-01';
    case 'instant':
      return '日期和时间(北京时间),如 2026-05-01 08:30';
    case 'boolean':
      return '是 或 否';
    case 'uscc':
      return '18位统一社会信用代码;留空不改动已有的代码';
    case 'division':
      return '行政区划代码:县6位、乡镇9位、村12位';
    case 'reference':
      return `${column.parent.title}的编号,须已导入`;
    case 'code':
    case 'text':
      return column.pattern ? `文本:${column.pattern.means}` : `文本,至多 ${column.longest ?? 200} 字`;
  }
}

const spelt = (values: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(values)
    .map(([value, spellings]) => [...spellings, value].join('='))
    .join(';');

function choicesOf(column: DatasetColumn): string[] {
  if (column.kind === 'enum') return firstSpellings(column.values);
  return column.kind === 'boolean' ? ['是', '否'] : [];
}

const boundsOf = (column: DatasetColumn) =>
  column.kind === 'number' || column.kind === 'integer'
    ? ([column.above ?? column.least ?? -column.most, column.most] as const)
    : null;

/** Text wherever Excel would otherwise make a number or a date of a code. */
function formatOf({ kind }: DatasetColumn): string {
  if (kind === 'number' || kind === 'integer') return 'General';
  if (kind === 'date') return 'yyyy-mm-dd';
  return kind === 'instant' ? 'yyyy-mm-dd hh:mm' : '@';
}

/** Of no enterprise that there is; its check character fits (GB 32100-2015). */
const EXAMPLE_USCC = '91140581MA0GPDA15L';
/** An id or number as departments write them, and so that of the parent of an example. */
const EXAMPLE_CODE = '0001';

const bareHeader = ({ header }: DatasetColumn) => header.replace(/[(（[【].*?[)）\]】]/g, '').trim();

/**
 * A cell that the column accepts; '' where only the dataset can say, or where it says that the cell is left empty
 * in a row such as its other examples make.
 */
export function exampleOf(column: DatasetColumn): string {
  if (column.example !== undefined) return column.example;
  switch (column.kind) {
    case 'number':
    case 'integer':
      return String(Math.min(column.most, Math.max(column.least ?? 0, Math.floor(column.above ?? 0) + 1)));
    case 'enum':
      return firstSpellings(column.values)[0] ?? '';
    case 'list':
      return column.values ? firstSpellings(column.values).slice(0, 2).join('、') : '';
    case 'date':
      return '2026-05-01';
    case 'instant':
      return '2026-05-01 08:30';
    case 'boolean':
      return '是';
    case 'division':
      return '140581';
    case 'text':
      return column.pattern ? '' : `示例${bareHeader(column)}`.slice(0, column.longest);
    case 'code':
      return column.pattern ? '' : EXAMPLE_CODE.slice(0, column.longest);
    case 'uscc':
      return EXAMPLE_USCC;
    case 'reference':
      return EXAMPLE_CODE;
  }
}

const solid = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;

/**
 * A dataset's template as a workbook: the table with an example row that is never imported, drop-down lists and
 * bounds; a sheet of notes; and, hidden, what the template is, so that an older one is told from today's.
 * @param preparedRows how many rows have lists and bounds
 */
export async function templateWorkbook(dataset: Dataset, preparedRows = PREPARED_ROWS): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const columns = templateColumns(dataset);
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(dataset.title.zh.slice(0, 31), {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
  });
  sheet.columns = columns.map(({ header, format }) => ({
    width: Math.max(12, header.length * 2 + 2),
    style: { numFmt: format },
  }));
  const header = sheet.addRow(columns.map((column) => column.header));
  header.font = { bold: true };
  columns.forEach(({ required }, index) => {
    header.getCell(index + 1).fill = solid(required ? 'FFFFE699' : 'FFD9E1F2');
    header.getCell(index + 1).numFmt = '@';
  });
  const example = sheet.addRow(columns.map((column) => column.example));
  example.font = { italic: true, color: { argb: 'FF7F7F7F' } };

  const notes = book.addWorksheet('填写说明');
  notes.columns = [24, 40, 8, 60, 24].map((width) => ({
    width,
    style: { alignment: { wrapText: true, vertical: 'top' } },
  }));
  notes.addRow(['列', '含义', '必填', '填什么', '示例']).font = { bold: true };
  for (const { header: name, note, required, reading, property, example: cell } of columns) {
    notes.addRow([name, note, required ? '是' : '否', reading, property === 'sourceId' ? '' : cell]);
  }
  notes.addRow([]);
  notes.addRow([`第2行是示例(${EXAMPLE_ID}),不会导入,可删除。空单元格表示“未知”;文件中没有的列保持原值。`]);

  addLists({ book, sheet, columns, preparedRows });
  const stamp = book.addWorksheet(STAMP_SHEET, { state: 'veryHidden' });
  for (const row of stampRows(stampOf(dataset))) stamp.addRow(row);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Drop-down lists stand on a hidden sheet: in place they may have 255 characters only. */
function addLists(parts: {
  readonly book: Workbook;
  readonly sheet: Worksheet;
  readonly columns: readonly TemplateColumn[];
  readonly preparedRows: number;
}): void {
  const { book, sheet, columns, preparedRows } = parts;
  const lists = book.addWorksheet(LISTS_SHEET, { state: 'veryHidden' });
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, validation: DataValidation): void };
  };
  columns.forEach(({ choices, bounds, reading }, index) => {
    const letter = columnName(index);
    const range = `${letter}3:${letter}${preparedRows}`;
    const common = {
      allowBlank: true,
      showErrorMessage: true,
      errorTitle: '请检查',
      error: reading.slice(0, 200),
    };
    if (choices.length > 0) {
      choices.forEach((choice, row) => (lists.getCell(row + 1, index + 1).value = choice));
      const formulae = [`'${LISTS_SHEET}'!$${letter}$1:$${letter}$${choices.length}`];
      // A warning only: other spellings are read, too.
      dataValidations.add(range, { ...common, type: 'list', errorStyle: 'warning', formulae });
    } else if (bounds) {
      dataValidations.add(range, {
        ...common,
        type: 'decimal',
        operator: 'between',
        errorStyle: 'warning',
        formulae: [...bounds],
      });
    }
  });
}
