import { rename, rm, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type CatalogueEntry, fetchCatalogue } from '../catalogue/entries.js';
import { writePages } from '../catalogue/pages.js';
import { itemsFile, writeCsv, writeXlsx } from '../catalogue/tables.js';
import { wordsOf } from '../catalogue/terms.js';
import type { Configuration } from '../configuration.js';
import { type Flags, gatewayOf, refuseOverwriting, textOf, tokenOf, wanting } from '../export/line.js';

/** What the command line gave. */
export interface CatalogueLine {
  readonly what: string;
  readonly flags: Flags;
}

interface Writing {
  readonly out: string;
  readonly entries: readonly CatalogueEntry[];
  readonly line: string | null;
}

async function writeJson({ out, entries }: Writing): Promise<void> {
  const draft = `${out}.part`;
  try {
    await writeFile(draft, `${JSON.stringify({ title: '政务数据目录', entries }, null, 2)}\n`);
    await rename(draft, out);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const notes = ({ line }: Writing) => [
  ['表名', '政务数据目录'],
  ['依据', '《政务数据共享条例》第十三条'],
  ['提供单位', line === null ? '全部' : (wordsOf('DepartmentLine')[line] ?? line)],
];

const formats: Readonly<Record<string, (writing: Writing) => Promise<void>>> = {
  csv: ({ out, entries }) => writeCsv(out, entries),
  xlsx: (writing) => writeXlsx(writing.out, writing.entries, notes(writing)),
  json: writeJson,
  html: ({ out, entries }) => writePages(out, entries),
};

function formatOf(flags: Flags, out: string): string {
  const format = textOf(flags, 'format') ?? extname(out).slice(1);
  if (Object.hasOwn(formats, format)) return format;
  throw wanting('--format', `Say --format ${Object.keys(formats).join(', ')}, or let the file end so.`);
}

function lineOf(flags: Flags): string | null {
  const line = textOf(flags, 'line');
  if (line === undefined) return null;
  const lines = Object.keys(wordsOf('DepartmentLine'));
  if (lines.includes(line)) return line;
  throw wanting('--line', `${line} is no line of departments. There are: ${lines.join(', ')}.`);
}

/**
 * `huitong catalogue export`: writes the catalogue as departments file it (政务数据共享条例 art. 13), from the running
 * graph in the name of a caller: as CSV (a second file holds the data items), XLSX, JSON, or printable HTML pages.
 * @throws Refusal SETTING_INVALID, GATEWAY_UNREACHABLE, EXPORT_FAILED, EXPORT_INCOMPLETE
 */
export async function runCatalogue(
  { what, flags }: CatalogueLine,
  configuration: Configuration,
  terminal: NodeJS.WritableStream,
): Promise<void> {
  const out = textOf(flags, 'out')?.replace(/\/+$/, '');
  if (what !== 'export' || !out)
    throw wanting('huitong catalogue', 'Say huitong catalogue export --out FILE.');
  const format = formatOf(flags, out);
  const line = lineOf(flags);
  await refuseOverwriting(out);
  if (format === 'csv') await refuseOverwriting(itemsFile(out));
  const token = await tokenOf(flags, configuration);
  const entries = await fetchCatalogue({ gateway: gatewayOf(flags), token, variables: { line } });
  await formats[format]?.({ out, entries, line });
  const items = entries.reduce((sum, entry) => sum + entry.items.length, 0);
  terminal.write(`${entries.length} entries, ${items} data items → ${out}\n`);
}
