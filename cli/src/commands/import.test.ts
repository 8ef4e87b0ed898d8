import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDepartments, demoUscc } from '@huitong/kit';
import { openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from '@huitong/mines';
import { importCommand, type ImportArguments, listDatasets } from './import.js';
import { importProgress } from './importProgress.js';
import { writeTemplate } from './importTemplate.js';

let subgraph: TestSubgraph;
let folder: string;
let file: string;

beforeAll(async () => {
  subgraph = await openTestSubgraph(mines);
  folder = await mkdtemp(join(tmpdir(), 'huitong-cli-import-'));
  file = join(folder, 'mines.csv');
  await writeFile(file, '编号,煤矿名称,行政区划代码\n1,东峰煤矿,140581\n2,南坪煤矿,140525\n');
});
afterAll(async () => {
  await subgraph.close();
  await rm(folder, { recursive: true, force: true });
});

class Page extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

async function run(given: Partial<ImportArguments>, { production = false } = {}) {
  const page = new Page();
  const opened: string[] = [];
  const surroundings = {
    definitions: [mines],
    production,
    open: (name: string) => {
      opened.push(name);
      return Promise.resolve({ database: subgraph.database, close: () => Promise.resolve() });
    },
    lineOf: (department: string) =>
      Promise.resolve(demoDepartments().find(({ uscc }) => uscc === department)?.line ?? null),
  };
  const all = { dataset: 'mines.coal-mines', file, dryRun: false, ...given };
  const code = await importCommand(all, surroundings, page);
  return { code, text: page.text, opened };
}

describe('huitong import', () => {
  it('imports for the demonstration’s department and reports in both languages', async () => {
    const dry = await run({ dryRun: true });
    expect(dry).toMatchObject({ code: 0, opened: ['mines'] });
    expect(dry.text).toContain('试运行');
    const real = await run({});
    expect(real.code).toBe(0);
    expect(real.text).toContain(
      '读取 read 2  新增 inserted 2  更新 updated 0  未变 unchanged 0  拒绝 rejected 0',
    );
    expect(real.text).toContain(demoUscc('ENERGY', '140000'));
    // No terminal, no control characters.
    expect(real.text).not.toMatch(/[\r\u001B]/);
    expect((await run({})).text).toContain('未变 unchanged 2');
  });

  it('says by its exit code and a file that rows were rejected', async () => {
    const rejected = join(folder, 'elsewhere.csv');
    const result = await run({ scope: '140581', rejected });
    expect(result.code).toBe(2);
    expect(result.text).toContain('行 row 3 列 column "行政区划代码" NOT_OWN_ROW');
    expect(result.text).toContain(rejected);
  });

  it('refuses with what, where and what to do, and connects to nothing', async () => {
    const unknown = await run({ dataset: 'mines.gold' });
    expect(unknown).toMatchObject({ code: 1, opened: [] });
    expect(unknown.text).toBe(
      `DATASET_UNKNOWN: There is no dataset mines.gold. There are: ${mines.datasets.map(({ name }) => name).join(', ')}.\n` +
        '  where: mines.gold\n  to do: huitong import --list names the datasets.\n',
    );
    expect(await run({ profile: 'absent' })).toMatchObject({ code: 1, opened: [] });
    expect(await run({ file: join(folder, 'absent.csv') })).toMatchObject({ code: 1, opened: [] });
    expect((await run({ scope: '140581,999999' })).text).toContain('DIVISION_UNKNOWN');
    expect((await run({ department: '123' })).text).toContain('--department');
  });

  it('wants to be told in production whose rows these are', async () => {
    const without = await run({ scope: '140581' }, { production: true });
    expect(without).toMatchObject({ code: 1, opened: [] });
    expect(without.text).toContain('NOT_IN_PRODUCTION');
    expect(without.text).toContain('--department');
    const department = demoUscc('ENERGY', '140500');
    const named = await run({ scope: '140500', department }, { production: true });
    expect(named.text).toContain('inserted 2');
  });

  it('lists datasets with their profiles and headers', async () => {
    const page = new Page();
    await listDatasets([mines], page);
    expect(page.text).toContain('mines.coal-mines  煤矿基本信息 Coal mines');
    expect(page.text).toContain('--profile gem  Global Energy Monitor');
    expect(page.text).toContain('编号*, 煤矿名称*, 行政区划代码*');
  });
});

describe('huitong import --template', () => {
  it('writes a workbook once, and never over a file that is there', async () => {
    const page = new Page();
    const out = join(folder, 'template.xlsx');
    await writeTemplate([mines], { dataset: 'mines.coal-mines', out }, page);
    expect(page.text).toContain(`huitong import mines.coal-mines ${out} --dry-run`);
    // As it is, it holds the example only.
    const result = await run({ file: out, dryRun: true });
    expect(result.code).toBe(0);
    expect(result.text).toContain('读取 read 0');
    const again = writeTemplate([mines], { dataset: 'mines.coal-mines', out }, page);
    await expect(again).rejects.toMatchObject({ code: 'SETTING_INVALID' });
    await expect(writeTemplate([mines], { dataset: 'mines.gold' }, page)).rejects.toMatchObject({
      code: 'DATASET_UNKNOWN',
    });
  });
});

describe('whose rows', () => {
  it('may come from departments of the catalogue’s lines only', async () => {
    const fire = await run({ department: demoUscc('FIRE', '140000') });
    expect(fire.code).toBe(1);
    expect(fire.text).toContain('NOT_OWN_ROW: Rows of Coal mines come from departments of the lines ENERGY');
    const unknown = '91140500MA0000000X';
    expect((await run({ department: unknown })).text).toContain('The graph does not know the department');
    expect((await run({ department: unknown, line: 'ENERGY', dryRun: true })).code).toBe(0);
    expect((await run({ department: unknown, line: 'FIRE' })).text).toContain('NOT_OWN_ROW');
  });
});

describe('what a profile or a file says of itself', () => {
  it('drives no terminal', async () => {
    const profile = join(folder, 'evil.json');
    await writeFile(
      profile,
      JSON.stringify({
        name: 'evil',
        dataset: 'mines.coal-mines',
        source: 'evil',
        title: 'x',
        attribution: 'a\u001B]0;owned\u0007\u202Eb',
        columns: {
          sourceId: { header: '编号' },
          name: { header: '煤矿名称' },
          divisionCode: { header: '行政区划代码' },
        },
      }),
    );
    const { text } = await run({ profile, dryRun: true });
    expect(text).toContain('a\\u001b]0;owned\\u0007\\u202eb');
    expect(text).not.toMatch(/[\u001B\u0007\u202E]/);
  });
});

describe('progress', () => {
  const show = (isTTY: boolean, steps: readonly [at: number, row: number][]) => {
    const page = Object.assign(new Page(), { isTTY });
    let at = 0;
    const progress = importProgress(page, () => at);
    for (const [time, row] of steps) {
      at = time;
      progress.show({ phase: 'writing', row, rows: 100_000 });
    }
    progress.clear();
    return page.text;
  };

  it('is one line on a terminal, with the rate of the last seconds and the time that is left', () => {
    const text = show(true, [
      [0, 0],
      [1000, 1000],
      [9000, 5000],
      [10_000, 10_000],
    ]);
    expect(text.split('\r')).toHaveLength(6);
    expect(text).not.toContain('\n');
    expect(text).toContain('10000/100000  5000 行/秒 rows/s  剩余 left 18 s');
    expect(text.endsWith('\r\u001B[2K')).toBe(true);
  });

  it('is a line every few seconds elsewhere, without control characters', () => {
    const steps = Array.from({ length: 101 }, (_, second): [number, number] => [second * 100, second * 10]);
    const lines = show(false, steps).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^导入 importing 1000\/100000 {2}100 行\/秒 rows\/s {2}剩余 left 16 min 30 s$/);
  });
});
