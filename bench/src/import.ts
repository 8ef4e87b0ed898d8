import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeTestWorkbook } from '@huitong/kit/testing';

const headers = [
  '编号',
  '煤矿名称',
  '行政区划代码',
  '生产状态',
  '核定生产能力(万吨/年)',
  '最大开采深度(米)',
  '瓦斯等级',
  '从业人员(人)',
  '纬度',
  '经度',
  '坐标系',
];
const divisions = ['140581', '140525', '140521', '140522', '140524', '140502', '140581101', '140581102'];

/** An invented mine; the same for the same number. */
const row = (index: number): (string | number)[] => [
  `B${index}`,
  `${['东峰', '南坪', '西沟', '北岭', '望云', '伯方', '赵庄'][index % 7]!}第${index}煤矿`,
  divisions[index % divisions.length]!,
  '生产',
  30 + (index % 400),
  100 + (index % 900),
  index % 3 === 0 ? '高瓦斯' : '低瓦斯',
  100 + (index % 2000),
  35.4 + ((index * 7919) % 700_001) / 1e6,
  112.4 + ((index * 104_729) % 900_001) / 1e6,
  'WGS84',
];

async function csv(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path);
  out.write(`${headers.join(',')}\n`);
  for (let index = 0; index < rows; index += 1) out.write(`${row(index).join(',')}\n`);
  out.end();
  await finished(out);
}

function* table(rows: number) {
  yield headers;
  for (let index = 0; index < rows; index += 1) yield row(index);
}

interface Measured {
  readonly rows: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const worker = fileURLToPath(new URL('importWorker.js', import.meta.url));
const run = promisify(execFile);

/**
 * New rows into the table of coal mines, with its indexes and row security, at the app role: the importer from CSV and
 * XLSX, beside TypeORM's `save` and beside the mutation, row by row. Each in a process and database of its
 * own; the row-by-row ways get fewer rows, because their rate does not depend on how many.
 */
export async function benchImport(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'huitong-bench-'));
  const measure = async (way: string, file: string): Promise<Measured> => {
    const { stdout } = await run(process.execPath, [worker, way, file]);
    return JSON.parse(stdout) as Measured;
  };
  try {
    const few = join(folder, 'few.csv');
    await csv(few, 2_000);
    const note = async (name: string, way: string, file: string) => {
      const measured = await measure(way, file);
      const rate = Math.round(measured.rows / measured.seconds);
      console.log(
        `${name.padEnd(34)} ${String(measured.rows).padStart(6)} rows  ${String(rate).padStart(6)} rows/s  ` +
          `${measured.cpuSeconds.toFixed(1).padStart(5)} s CPU  peak ${measured.peakMegabytes} MB`,
      );
      return rate;
    };
    const rates: number[] = [];
    for (const rows of [10_000, 50_000]) {
      const [text, book] = [join(folder, `${rows}.csv`), join(folder, `${rows}.xlsx`)];
      await csv(text, rows);
      await writeTestWorkbook(book, table(rows));
      rates.push(await note('importer, CSV', 'importer', text));
      rates.push(await note('importer, XLSX', 'importer', book));
    }
    const save = await note('TypeORM save, row by row', 'save', few);
    const mutation = await note('mutation upsertCoalMine, 4 at once', 'mutation', few);
    console.log(`importer to save      ${(Math.min(...rates) / save).toFixed(1)} at least`);
    console.log(`importer to mutation  ${(Math.min(...rates) / mutation).toFixed(1)} at least`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
