import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { withClient } from './client.js';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './launcher.js';
import { signal, startedAt } from './processes.js';

let root: string;
let dataDirectory: string;
const running = new Set<EmbeddedPostgres>();
const children = new Set<ChildProcess>();

const start = async (options: Partial<EmbeddedPostgresOptions> = {}) => {
  const postgres = await startEmbeddedPostgres({ dataDirectory, ...options });
  running.add(postgres);
  return postgres;
};
const run = (postgres: { adminUrl: string }, sql: string) =>
  withClient(postgres.adminUrl, async (client) => (await client.query(sql)).rows);
const until = async (condition: () => Promise<unknown>) => {
  while (!(await condition())) await delay(10);
};

interface Answer {
  pid: number;
  port: number;
  adminUrl: string;
  code?: string;
  message?: string;
}

/** A launcher in a process (and process group) of its own, as in production. */
function launcherProcess(folder = dataDirectory) {
  const script = `import(process.argv[1]).then((m) => m.startEmbeddedPostgres({ dataDirectory: process.argv[2] })).then(
    ({ pid, port, adminUrl, adopted }) => { console.log(JSON.stringify({ pid, port, adminUrl, adopted })); process.stdin.resume(); },
    ({ code, message }) => { console.log(JSON.stringify({ code, message })); process.exit(3); })`;
  const module = new URL('./launcher.js', import.meta.url).href;
  const child = spawn(process.execPath, ['-e', script, module, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  children.add(child);
  const answer = new Promise<Answer>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()) as Answer));
    child.once('exit', (code) => reject(new Error(`launcher ended with ${code}`)));
  });
  answer.catch(() => undefined);
  return { child, answer };
}

async function killGroup(child: ChildProcess, name: NodeJS.Signals): Promise<void> {
  const exit = once(child, 'exit');
  process.kill(-child.pid!, name);
  await exit;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'huitong-launcher-'));
  // mkdtemp gives 0700: the launcher may open its own data folder to be traversed, but not the folders above it
  await chmod(root, 0o755);
  dataDirectory = join(root, '数据 folder');
});
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) await killGroup(child, 'SIGKILL');
  }
  children.clear();
  for (const postgres of running) await postgres.stop();
  running.clear();
});
afterAll(async () => {
  // adopts, and so ends, what a killed launcher may have left running
  await (await startEmbeddedPostgres({ dataDirectory })).stop();
  await rm(root, { recursive: true });
});

describe('startEmbeddedPostgres', () => {
  it('creates a UTF-8 cluster that listens on 127.0.0.1 only, guarded by a password in a private file', async () => {
    const postgres = await start();
    expect(postgres).toMatchObject({ host: '127.0.0.1', adopted: false, recovered: false });
    expect(postgres.version).toMatch(/^18\./);
    const [row] = await run(
      postgres,
      `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
        current_setting('fsync') as fsync, current_setting('shared_buffers') as buffers,
        current_setting('server_encoding') as encoding, datlocprovider as provider, datlocale as locale, datctype as ctype
       from pg_database where datname = 'postgres'`,
    );
    expect(row).toEqual({
      addresses: '127.0.0.1',
      sockets: '',
      fsync: 'on',
      buffers: '128MB',
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      ctype: 'C.UTF-8',
    });
    const directory = join(dataDirectory, 'postgres');
    expect((await stat(join(directory, 'superuser.password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(directory, 'pgdata'))).mode & 0o777).toBe(0o700);
    if (process.getuid!() === 0) expect((await stat(join(directory, 'pgdata'))).uid).not.toBe(0);
    const url = postgres.adminUrl.replace(/:[^:@]*@/, ':wrong@');
    await expect(run({ adminUrl: url }, 'select 1')).rejects.toMatchObject({ cause: { code: '28P01' } });
    await run(postgres, 'create table kept as select 1 as id');
  });

  it('keeps data and port over a stop and a start, and leaves no process', async () => {
    const first = await start();
    const { pid } = first;
    await Promise.all([first.stop(), first.stop()]);
    expect(await startedAt(pid)).toBeUndefined();
    const second = await start();
    expect(second).toMatchObject({ port: first.port, adopted: false, recovered: false });
    expect(await run(second, 'select id from kept')).toEqual([{ id: 1 }]);
  });

  it('writes neither statements nor row contents into its log', async () => {
    const postgres = await start();
    await run(postgres, 'create table person (phone text primary key)');
    const sql = `insert into person values ('canary-13800000000'), ('canary-13800000000')`;
    await expect(run(postgres, sql)).rejects.toMatchObject({ code: '23505' });
    await postgres.stop();
    const logs = join(dataDirectory, 'postgres', 'log');
    const text = (
      await Promise.all((await readdir(logs)).map((name) => readFile(join(logs, name), 'utf8')))
    ).join();
    expect(text).toContain('person_pkey');
    expect(text).not.toContain('canary');
  });

  it('refuses a second start in the same process, naming process and folder', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_IN_USE',
      message: expect.stringContaining(
        `${join(dataDirectory, 'postgres')} is in use by this same process (pid ${process.pid})`,
      ),
    });
  });

  it('lets one of two racing processes win and tells the other who did', async () => {
    const rivals = [launcherProcess(), launcherProcess()];
    const answers = await Promise.all(rivals.map(({ answer }) => answer));
    const winner = answers.findIndex((answer) => 'adminUrl' in answer);
    const loser = answers[1 - winner]!;
    expect(loser).toMatchObject({ code: 'DATA_DIRECTORY_IN_USE' });
    expect(loser.message).toContain(`process ${rivals[winner]!.child.pid}`);
    expect(await run(answers[winner]!, 'select id from kept')).toEqual([{ id: 1 }]);
  });

  it('adopts a server whose launcher was killed with its whole process group', async () => {
    const { child, answer } = launcherProcess();
    const before = await answer;
    await killGroup(child, 'SIGKILL');
    const lines: string[] = [];
    const after = await start({ log: (line) => lines.push(line) });
    expect(after).toMatchObject({ adopted: true, recovered: false, pid: before.pid, port: before.port });
    expect(lines).toEqual([`adopted the running PostgreSQL (pid ${after.pid}, port ${after.port})`]);
    await after.stop();
    expect(await startedAt(before.pid)).toBeUndefined();
  });

  it('restarts instead of adopting when it is to run otherwise', async () => {
    const { child, answer } = launcherProcess();
    const before = await answer;
    await killGroup(child, 'SIGINT');
    const after = await start({ settings: { work_mem: '5MB' } });
    expect(after).toMatchObject({ adopted: false, recovered: false });
    expect(after.pid).not.toBe(before.pid);
    expect(await run(after, 'show work_mem')).toEqual([{ work_mem: '5MB' }]);
  });

  it('recovers committed data after launcher and postmaster were killed, past a backend that is still busy', async () => {
    const { child, answer } = launcherProcess();
    const before = await answer;
    await run(before, 'create table committed as select 42 as id');
    const busy = new Client({ connectionString: before.adminUrl });
    busy.on('error', () => undefined);
    await busy.connect();
    await busy.query(`set statement_timeout = '20s'`); // so that a failure of this test leaves nothing busy
    const { rows } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid');
    const endless = busy.query('do $$ begin loop end loop; end $$').catch(() => 'ended');
    const active = `select from pg_stat_activity where query like 'do %' and state = 'active' and pid <> pg_backend_pid()`;
    await until(async () => (await run(before, active)).length > 0);
    await killGroup(child, 'SIGKILL');
    signal(before.pid, 'SIGKILL');

    const after = await start();
    expect(after).toMatchObject({ adopted: false, recovered: true, port: before.port });
    expect(await run(after, 'select id from committed')).toEqual([{ id: 42 }]);
    expect(await startedAt(rows[0]!.pid)).toBeUndefined();
    expect(await endless).toBe('ended');
    await busy.end();
  });

  it('starts although the pid file names a living process, and leaves that process alone', async () => {
    const pgdata = join(dataDirectory, 'postgres', 'pgdata');
    // of the server's own user: PostgreSQL passes over processes that it may not signal
    const { uid, gid } = await stat(pgdata);
    const owner = process.getuid!() === 0 ? { uid, gid } : {};
    const bystander = spawn('sleep', ['600'], { detached: true, cwd: '/', stdio: 'ignore', ...owner });
    children.add(bystander);
    await once(bystander, 'spawn');
    await writeFile(
      join(pgdata, 'postmaster.pid'),
      `${bystander.pid}\n${pgdata}\n1700000000\n5432\n\n127.0.0.1\n`,
    );
    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    expect(await startedAt(bystander.pid!)).toBeDefined();
  });

  it('starts a killed postmaster again on the same port while it holds the folder', async () => {
    const postgres = await start();
    const { pid } = postgres;
    signal(pid, 'SIGKILL');
    await until(async () => postgres.pid !== pid);
    expect(await run(postgres, 'select id from kept')).toEqual([{ id: 1 }]);
    await postgres.stop();
    expect(await startedAt(postgres.pid)).toBeUndefined();
  });

  it('refuses a port that another program has, and releases the folder', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(start({ port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining(`${port}`),
    });
    other.close();
    await once(other, 'close');
    expect(await start({ port })).toMatchObject({ port });
  });

  it.each([
    ['listen_addresses', '*'],
    ['Port', '1'],
    ['work_mem', '1MB\nlisten_addresses=*'],
    ['a b', '1'],
  ])('refuses the setting %s', async (name, value) => {
    await expect(start({ settings: { [name]: value } })).rejects.toMatchObject({ code: 'SETTING_REFUSED' });
  });

  it('tells what the server says when it cannot start', async () => {
    await expect(start({ settings: { shared_buffers: 'plenty' } })).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringMatching(/shared_buffers.*plenty/),
    });
  });

  it('refuses data of another major version and a lost password, changing nothing', async () => {
    const folder = join(root, 'old');
    const pgdata = join(folder, 'postgres', 'pgdata');
    await mkdir(pgdata, { recursive: true });
    await writeFile(join(pgdata, 'PG_VERSION'), '16\n');
    await expect(start({ dataDirectory: folder })).rejects.toThrow(/made by PostgreSQL 16.*pg_dumpall/);
    await writeFile(join(pgdata, 'PG_VERSION'), '18\n');
    await expect(start({ dataDirectory: folder })).rejects.toThrow(/superuser\.password is missing/);
    expect(await readdir(pgdata)).toEqual(['PG_VERSION']);
  });

  it('begins again after it was killed while creating the cluster', async () => {
    const folder = join(root, 'interrupted');
    const { child } = launcherProcess(folder);
    const half = async () =>
      (await readdir(join(folder, 'postgres')).catch(() => [])).find((name) =>
        /^pgdata\.new-[0-9a-f]+$/.test(name),
      );
    await until(half);
    const left = await half();
    await killGroup(child, 'SIGKILL');
    const postgres = await start({ dataDirectory: folder });
    expect(await run(postgres, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await readdir(join(folder, 'postgres'))).not.toContain(left);
  });
});
