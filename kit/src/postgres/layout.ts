import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSetupError, errorCode, errorText } from './errors.js';
import { writeFileAtomically } from './files.js';

/** Who runs the server. Undefined fields of `Layout.user` mean: the current user. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** Where everything of one embedded PostgreSQL lies. All paths absolute and without symbolic links. */
export interface Layout {
  /** `<data folder>/postgres`: lock, password, state, start log; belongs to the launching user */
  directory: string;
  /** parent of `pgdata`, `log` and copied binaries: `directory`, or a folder below the system's state folder */
  home: string;
  pgdata: string;
  logs: string;
  startLog: string;
  passwordFile: string;
  /** set when the launcher is root: PostgreSQL refuses to run as root */
  user?: ServerUser;
}

/** What the launcher remembers of a data folder between starts. */
export interface LauncherState {
  version: 1;
  port?: number;
  home?: string;
}

/** Creates `<dataDirectory>/postgres` and gives its real path. */
export async function openDirectory(dataDirectory: string): Promise<string> {
  const directory = join(resolve(dataDirectory), 'postgres');
  try {
    await mkdir(directory, { recursive: true });
    return await realpath(directory);
  } catch (error) {
    throw new DatabaseSetupError(
      'DATA_DIRECTORY_UNUSABLE',
      `Cannot use the data folder ${resolve(dataDirectory)}: ${errorText(error)}. Choose another data folder.`,
      { cause: error },
    );
  }
}

/** The remembered state; empty when there is none or it is damaged (everything in it can be found again). */
export async function readState(directory: string): Promise<LauncherState> {
  try {
    const state = JSON.parse(await readFile(join(directory, 'state.json'), 'utf8')) as Partial<LauncherState>;
    return {
      version: 1,
      ...(typeof state.port === 'number' ? { port: state.port } : {}),
      ...(typeof state.home === 'string' ? { home: state.home } : {}),
    };
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
    return { version: 1 };
  }
}

/** Remembers the state durably. */
export async function writeState(directory: string, state: LauncherState): Promise<void> {
  await writeFileAtomically(join(directory, 'state.json'), `${JSON.stringify(state)}\n`, 0o644);
}

/**
 * Decides where the cluster lies and who runs it. Call under the launcher's lock.
 *
 * As an ordinary user: in the data folder, as that user. As root: as the owner of an existing cluster, else a user
 * `huitong` if the system has one, else `nobody`. The data folder and its `postgres` folder get the right to be
 * traversed (o+x, not read); folders above are the administrator's and stay as they are. If one of those is closed
 * to the server's user (a clone under /root), the cluster is placed in `<systemStateDirectory>/postgres-<random>`
 * and `state.json` in the data folder remembers where.
 *
 * @throws DatabaseSetupError DATA_DIRECTORY_UNUSABLE
 */
export async function prepareLayout(
  directory: string,
  systemStateDirectory: string,
  log: (line: string) => void,
): Promise<Layout> {
  const state = await readState(directory);
  if (state.home !== undefined) await checkPlacedHome(directory, state.home);
  const here = state.home ?? directory;
  const clusterOwner = await stat(join(here, 'pgdata')).catch(() => undefined);
  if (process.geteuid?.() !== 0) return layout(directory, here, undefined);

  const user = clusterOwner && clusterOwner.uid !== 0 ? clusterOwner : await unprivilegedUser();
  if (state.home === undefined) {
    await openToTraversal(dirname(directory));
    await openToTraversal(directory);
  }
  if (await isReachable(here, user)) return layout(directory, here, user);
  if (clusterOwner) {
    throw new DatabaseSetupError(
      'DATA_DIRECTORY_UNUSABLE',
      `The database in ${here} belongs to uid ${clusterOwner.uid}, who can no longer reach it: give every folder ` +
        `above it the right to be traversed (chmod o+x), or start as that user.`,
    );
  }
  await reportAbandoned(directory, systemStateDirectory, log);
  const home = await placeHome(directory, systemStateDirectory, user);
  await writeState(directory, { ...state, home });
  log(
    `${directory} is closed to the database's unprivileged user (uid ${user.uid}): its files go to ${home}`,
  );
  return layout(directory, home, user);
}

function layout(directory: string, home: string, user: ServerUser | undefined): Layout {
  return {
    directory,
    home,
    pgdata: join(home, 'pgdata'),
    logs: join(home, 'log'),
    startLog: join(directory, 'start.log'),
    passwordFile: join(directory, 'superuser.password'),
    ...(user ? { user: { uid: user.uid, gid: user.gid } } : {}),
  };
}

async function unprivilegedUser(): Promise<ServerUser> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  for (const name of ['huitong', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    // uid_t is unsigned; some systems write nobody as -2
    const [uid, gid] = [Number(fields?.[2]) >>> 0, Number(fields?.[3]) >>> 0];
    if (fields && uid !== 0) return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}

async function openToTraversal(path: string): Promise<void> {
  const { uid, mode } = await stat(path);
  if (uid === 0 && (mode & 0o001) === 0) await chmod(path, (mode & 0o7777) | 0o001);
}

/** Whether the user may traverse the folder and every folder above it, by the permission bits. */
export async function isReachable(path: string, user: ServerUser): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const { uid, gid, mode } = await stat(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function placeHome(directory: string, stateDirectory: string, user: ServerUser): Promise<string> {
  const advice =
    `${directory} is closed to the unprivileged user that must run PostgreSQL, and ${stateDirectory} cannot take ` +
    `its files instead`;
  const remedy = `Choose a data folder that every user may traverse, for example --data /srv/huitong.`;
  try {
    await mkdir(stateDirectory, { recursive: true, mode: 0o755 });
    const base = await realpath(stateDirectory);
    const { uid, mode } = await stat(base);
    if (uid !== 0 || (mode & 0o022) !== 0) throw new Error('it must belong to root, writable by nobody else');
    if (!(await isReachable(base, user))) throw new Error('it is closed to that user as well');
    const home = join(base, `postgres-${randomBytes(6).toString('hex')}`);
    await mkdir(home);
    await chmod(home, 0o711);
    await writeFileAtomically(join(home, 'belongs-to'), directory, 0o600);
    return home;
  } catch (error) {
    throw new DatabaseSetupError('DATA_DIRECTORY_UNUSABLE', `${advice}: ${errorText(error)}. ${remedy}`, {
      cause: error,
    });
  }
}

/** A placed cluster belongs to one data folder: a moved folder keeps it, a copy of the folder does not get it. */
async function checkPlacedHome(directory: string, home: string): Promise<void> {
  const belongsTo = await readFile(join(home, 'belongs-to'), 'utf8').catch(() => undefined);
  if (belongsTo === undefined) {
    throw new DatabaseSetupError(
      'DATA_DIRECTORY_UNUSABLE',
      `The database of ${directory} lies in ${home} (see state.json there), which is missing or closed to this ` +
        `user. Restore it, start as the user who made it, or remove ${directory} to begin with an empty database.`,
    );
  }
  if (belongsTo === directory) return;
  const other = await readState(belongsTo).catch(() => undefined);
  if (other?.home === home && (await readdir(belongsTo).catch(() => [])).length > 0) {
    throw new DatabaseSetupError(
      'DATA_DIRECTORY_UNUSABLE',
      `${directory} is a copy of ${belongsTo}, and the database (${home}) belongs to that one. Remove ` +
        `${directory} to begin with an empty database, or use the other data folder.`,
    );
  }
  await writeFileAtomically(join(home, 'belongs-to'), directory, 0o600);
}

/** A data folder that was deleted by hand leaves its placed cluster behind; nothing of it is removed unasked. */
async function reportAbandoned(directory: string, base: string, log: (line: string) => void): Promise<void> {
  for (const name of await readdir(base).catch(() => [])) {
    const belongsTo = await readFile(join(base, name, 'belongs-to'), 'utf8').catch(() => undefined);
    if (belongsTo === directory) {
      log(
        `${join(base, name)} holds the database of an earlier ${directory}; remove it if it is no longer wanted`,
      );
    }
  }
}
