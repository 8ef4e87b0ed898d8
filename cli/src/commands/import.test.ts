import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc } from '@huitong/kit';
import { openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from '@huitong/mines';
import { importCommand, type ImportArguments, listDatasets } from './import.js';

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
      'DATASET_UNKNOWN: There is no dataset mines.gold. There are: mines.coal-mines.\n  where: mines.gold\n' +
        '  to do: huitong import --list names the datasets.\n',
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
