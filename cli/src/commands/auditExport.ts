import { access, open, rename, rm } from 'node:fs/promises';
import { refusal } from '@huitong/contract';
import { readHeader, readLog, type ReadRecord } from '@huitong/gateway';
import type { Cell } from '../export/cells.js';
import { openSheet } from '../export/sheet.js';

/** What is exported, and where to. */
export interface AuditExport {
  /** `2026-10`, in Asia/Shanghai. */
  readonly month: string;
  /** Ends in `.jsonl` (the records as they were written), `.csv` or `.xlsx`. */
  readonly out: string;
}

type Fields = Readonly<Record<string, unknown>>;

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? (found as Fields)[name] : undefined),
    value,
  );

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return Array.isArray(value) ? value.map((item) => cellOf(item) ?? '').join('、') : JSON.stringify(value);
}

const grants = (record: Fields, name: string): unknown => {
  const list = record['grants'];
  return Array.isArray(list) ? list.flatMap((grant) => at(grant, name) ?? []) : null;
};

function subgraphsOf({ subgraphs }: Fields): unknown {
  return Array.isArray(subgraphs) || !subgraphs ? subgraphs : Object.keys(subgraphs);
}

function rowsOf({ subgraphs }: Fields): number | null {
  if (Array.isArray(subgraphs) || typeof subgraphs !== 'object' || subgraphs === null) return null;
  const rows = Object.values(subgraphs).map((count) => at(count, 'rows'));
  return rows.reduce<number>((sum, count) => sum + (typeof count === 'number' ? count : 0), 0);
}

/** Headers in Chinese and English, and what stands under each. */
const columns: readonly (readonly [header: string, value: (record: Fields) => unknown])[] = [
  ['序号 seq', (record) => record['seq']],
  ['时间 at', (record) => record['at']],
  ['类别 kind', (record) => record['kind']],
  ['请求 request', (record) => record['requestId']],
  ['部门 department', (record) => at(record, 'caller', 'department')],
  ['条线 line', (record) => at(record, 'caller', 'line')],
  ['人员或系统 officer or system', (record) => at(record, 'caller', 'kind')],
  ['假名 subject', (record) => at(record, 'caller', 'subject')],
  ['角色 role', (record) => at(record, 'caller', 'role')],
  ['用途 purpose', (record) => at(record, 'caller', 'purpose')],
  ['事件 incident', (record) => at(record, 'caller', 'incident')],
  ['区划 divisions', (record) => at(record, 'caller', 'scope')],
  ['授权 grants', (record) => grants(record, 'id')],
  ['授权区划 divisions of grants', (record) => grants(record, 'divisions')],
  ['决定 decision', (record) => record['decision']],
  ['操作 operation', (record) => record['operation']],
  ['操作名 operation name', (record) => record['operationName']],
  ['操作摘要 operation hash', (record) => record['operationHash']],
  ['有条件共享 conditional', (record) => at(record, 'coordinates', 'conditional')],
  ['不予共享 not shared', (record) => at(record, 'coordinates', 'notShared')],
  ['脱敏 masked', (record) => at(record, 'coordinates', 'masked')],
  ['其他字段数 others', (record) => at(record, 'coordinates', 'others')],
  ['拒绝字段 refusals', (record) => record['refusals']],
  ['拒绝代码 code', (record) => record['code']],
  ['子图 subgraphs', subgraphsOf],
  ['行数 rows', rowsOf],
  ['脱敏值 masked values', (record) => record['masked']],
  ['明文值 values in clear', (record) => record['unmasked']],
  ['错误 errors', (record) => record['errors']],
  ['毫秒 milliseconds', (record) => record['milliseconds']],
];

/** First instant of a month in Asia/Shanghai (UTC+8 all year) and of the next, in milliseconds. */
function monthOf(month: string): { readonly from: number; readonly to: number } {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (!year || !number) {
    throw refusal('SETTING_INVALID', { at: '--month', message: 'Say which month: --month 2026-10.' });
  }
  const eightHours = 8 * 3_600_000;
  return {
    from: Date.UTC(Number(year), Number(number) - 1) - eightHours,
    to: Date.UTC(Number(year), Number(number)) - eightHours,
  };
}

interface Found extends ReadRecord {
  readonly origin: string;
}

/** Records of a month out of all logs, log after log. All are read: a clock may have been put back. */
async function* recordsOf(logs: readonly string[], month: string): AsyncGenerator<Found, void, void> {
  const { from, to } = monthOf(month);
  for (const log of logs) {
    const { origin = '' } = (await readHeader(log)) ?? {};
    for await (const found of readLog(log)) {
      const instant = Date.parse(String(found.record['at']));
      if (instant >= from && instant < to) yield { ...found, origin };
    }
  }
}

async function writeLines(logs: readonly string[], { month, out }: AuditExport): Promise<number> {
  const draft = `${out}.part`;
  const file = await open(draft, 'w', 0o600);
  let records = 0;
  try {
    for await (const { bytes } of recordsOf(logs, month)) {
      await file.write(Buffer.concat([bytes, Buffer.of(0x0a)]));
      records += 1;
    }
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(draft, out);
  return records;
}

async function writeSheet(logs: readonly string[], { month, out }: AuditExport): Promise<number> {
  const headers = ['日志 log', ...columns.map(([header]) => header)];
  const sheet = openSheet(out, `记录 ${month}`, headers);
  let records = 0;
  try {
    for await (const { origin, record } of recordsOf(logs, month)) {
      await sheet.add([origin, ...columns.map(([, value]) => cellOf(value(record)))]);
      records += 1;
    }
    await sheet.finish([
      ['月份', month],
      ['记录', String(records)],
    ]);
    return records;
  } catch (error) {
    await sheet.abandon();
    throw error;
  }
}

/**
 * Writes the records of a month to a file.
 * @param logs folders of the logs.
 * @returns how many records were written.
 * @throws Refusal SETTING_INVALID for a month that is none, an ending that is not known, or a file that exists.
 */
export async function exportMonth(logs: readonly string[], asked: AuditExport): Promise<number> {
  monthOf(asked.month);
  const stands = await access(asked.out).then(
    () => true,
    () => false,
  );
  if (stands)
    throw refusal('SETTING_INVALID', { at: '--out', message: `${asked.out} exists; name a new file.` });
  return asked.out.endsWith('.jsonl') ? writeLines(logs, asked) : writeSheet(logs, asked);
}
