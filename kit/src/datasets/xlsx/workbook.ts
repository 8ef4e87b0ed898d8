import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { posix } from 'node:path';
import { refusal } from '@huitong/contract';
import type { FileRecord } from '../file.js';
import { quoted } from '../text.js';
import { type MergedRange, readSheet, type SheetContext } from './sheet.js';
import { lookOf, type NumberLook, unescaped } from './values.js';
import { attribute, readXml } from './xml.js';
import { readDirectory, readPart, unsafe, type ZipEntry } from './zip.js';

/** Texts of a workbook that are kept in memory while it is read. */
const STRING_BOUNDS = { count: 2_000_000, characters: 64_000_000 } as const;

/** A sheet by the name on its tab. */
export interface SheetName {
  readonly name: string;
  readonly visible: boolean;
  readonly part: string;
}

/** An open workbook: its sheets, and their rows as often as wanted. */
export interface Workbook {
  readonly sheets: readonly SheetName[];
  /** Reads the rows of a sheet; merged ranges are in `merges` at the end. */
  rows(sheet: SheetName, merges: MergedRange[]): AsyncGenerator<FileRecord>;
  readonly date1904: boolean;
  close(): Promise<void>;
}

/**
 * Opens an .xlsx file (ECMA-376) and refuses what no table needs: macros, whatever the file is called, protected and
 * binary workbooks. Reading is done here rather than with exceljs, whose streaming reader takes a part's length on
 * trust, follows local headers rather than the directory, writes unbounded temporary files, keeps the last run of a
 * rich text only, passes over merged cells, and finds no rows where element names carry a prefix.
 * @throws Refusal FILE_UNREADABLE, WORKBOOK_UNSAFE
 */
export async function openWorkbook(path: string): Promise<Workbook> {
  const handle = await open(path);
  try {
    return await readWorkbook(handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readWorkbook(handle: FileHandle): Promise<Workbook> {
  const parts = await readDirectory(handle);
  refuseActive(parts);
  const part = (name: string): ZipEntry | undefined => parts.get(name.replace(/^\//, '').toLowerCase());
  const book = part(
    (await relations(handle, part('_rels/.rels'), '')).byType('officeDocument') ?? 'xl/workbook.xml',
  );
  if (!book) throw refusal('FILE_UNREADABLE', { message: 'The file is no Excel workbook (.xlsx).' });
  if (/\.bin$/i.test(book.name)) throw unsafe('The workbook is a binary one (.xlsb). Save it as .xlsx.');
  const folder = posix.dirname(book.name);
  const rels = await relations(handle, part(`${folder}/_rels/${posix.basename(book.name)}.rels`), folder);
  const { sheets, date1904 } = await readBook(handle, book, rels);
  const looks = await readLooks(handle, part(rels.byType('styles') ?? `${folder}/styles.xml`));
  const strings = await readStrings(
    handle,
    part(rels.byType('sharedStrings') ?? `${folder}/sharedStrings.xml`),
  );
  const context: SheetContext = { strings, looks, date1904 };
  return {
    sheets: sheets.filter((sheet) => part(sheet.part)),
    date1904,
    rows: (sheet, merges) => readSheet(readPart(handle, part(sheet.part)!), context, merges),
    close: () => handle.close(),
  };
}

/** Macros of either kind and controls, by what the package holds, not by what the file is called. */
function refuseActive(parts: ReadonlyMap<string, ZipEntry>): void {
  for (const { name } of parts.values()) {
    if (/(?:^|\/)vba(?:project|data)[^/]*$/i.test(name) || /(?:^|\/)(?:macrosheets|activex)\//i.test(name)) {
      throw unsafe(`The workbook holds macros or controls (${name}). Save it as .xlsx without them.`);
    }
  }
}

interface Relations {
  byId(id: string): string | undefined;
  byType(type: string): string | undefined;
}

async function relations(
  handle: FileHandle,
  entry: ZipEntry | undefined,
  folder: string,
): Promise<Relations> {
  const ids = new Map<string, string>();
  const types = new Map<string, string>();
  const open = (name: string, attributes: string) => {
    if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
    const target = attribute(attributes, 'Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
    ids.set(attribute(attributes, 'Id') ?? '', path);
    types.set((attribute(attributes, 'Type') ?? '').split('/').at(-1)!, path);
  };
  if (entry) await readXml(readPart(handle, entry), { open, close: () => undefined });
  return { byId: (id) => ids.get(id), byType: (type) => types.get(type) };
}

async function readBook(handle: FileHandle, entry: ZipEntry, rels: Relations) {
  const sheets: SheetName[] = [];
  let date1904 = false;
  await readXml(readPart(handle, entry), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(?:1|true|on)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const part = rels.byId(attribute(attributes, 'id') ?? '');
      if (part === undefined) return;
      const visible = (attribute(attributes, 'state') ?? 'visible') === 'visible';
      sheets.push({ name: attribute(attributes, 'name') ?? '', visible, part });
    },
    close: () => undefined,
  });
  return { sheets, date1904 };
}

async function readLooks(handle: FileHandle, entry: ZipEntry | undefined): Promise<NumberLook[]> {
  const codes = new Map<number, string>();
  const looks: NumberLook[] = [];
  let inCells = false;
  if (entry) {
    await readXml(readPart(handle, entry), {
      open(name, attributes) {
        if (name === 'numFmt') {
          codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
        } else if (name === 'cellXfs') inCells = true;
        else if (name === 'xf' && inCells) {
          const id = Number(attribute(attributes, 'numFmtId') ?? 0);
          looks.push(lookOf(id, codes.get(id)));
        }
      },
      close(name) {
        if (name === 'cellXfs') inCells = false;
      },
    });
  }
  return looks;
}

/** Shared texts: the runs of a rich text joined, reading aids left out. */
async function readStrings(handle: FileHandle, entry: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = [];
  let characters = 0;
  let current = '';
  let inText = false;
  let phonetic = 0;
  if (!entry) return strings;
  await readXml(readPart(handle, entry), {
    open(name) {
      if (name === 't') inText = phonetic === 0;
      else if (name === 'si') current = '';
      else if (name === 'rPh') phonetic += 1;
    },
    text(text) {
      if (inText) current += text;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') {
        characters += current.length;
        if (strings.push(unescaped(current)) > STRING_BOUNDS.count || characters > STRING_BOUNDS.characters) {
          throw unsafe(
            'The workbook holds more text than is read at once. Split the sheet, or save it as CSV.',
          );
        }
      }
    },
  });
  return strings;
}

/**
 * The sheet that is meant: the one named, else the first that is not hidden.
 * @throws Refusal WORKBOOK_LAYOUT with the names there are
 */
export function chooseSheet({ sheets }: Workbook, name: string | undefined): SheetName {
  const shown = sheets.filter(({ visible }) => visible);
  const found = name === undefined ? shown[0] : sheets.find((sheet) => sheet.name.trim() === name.trim());
  if (found) return found;
  const names = shown.map((sheet) => quoted(sheet.name)).join(', ') || 'none';
  const message =
    name === undefined
      ? 'The workbook has no sheet to read.'
      : `There is no sheet ${quoted(name)}. There are: ${names}.`;
  throw refusal('WORKBOOK_LAYOUT', { at: '--sheet', message });
}
