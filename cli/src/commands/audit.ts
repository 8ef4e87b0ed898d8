import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '@huitong/contract';
import {
  checkProof,
  type CheckpointKeys,
  checkpointKeys,
  logFolders,
  newestCheckpoint,
  proveConsistency,
  proveRecords,
  readCheckpoint,
  readHeader,
  type SignedCheckpoint,
  type VerifiedChain,
  verifyDecisionLogs,
} from '@huitong/gateway';
import type { Configuration } from '../configuration.js';
import { makeAuditKey } from '../runtime/auditLog.js';
import { inData } from '../runtime/dataFolder.js';
import { exportMonth } from './auditExport.js';

/** What the command line gave. */
export interface AuditLine {
  readonly what: string;
  readonly which: string | undefined;
  readonly flags: Readonly<Record<string, unknown>>;
}

/** Where a command writes what it found. */
export interface Page {
  write(text: string): unknown;
}

const wanting = (at: string, message: string, cause?: unknown) =>
  refusal('SETTING_INVALID', { at, message, ...(cause === undefined ? {} : { cause }) });

const textOf = (flags: AuditLine['flags'], name: string): string | undefined =>
  typeof flags[name] === 'string' ? flags[name] : undefined;

const listOf = (flags: AuditLine['flags'], name: string): readonly string[] =>
  Array.isArray(flags[name]) ? (flags[name] as string[]) : [];

const read = (at: string, path: string): Promise<string> =>
  readFile(path, 'utf8').catch((cause: unknown) => {
    throw wanting(at, `${path} cannot be read.`, cause);
  });

/** The public keys that the command line names, else that of whoever signs here. */
async function pemsOf(flags: AuditLine['flags'], { auditKey, data }: Configuration): Promise<string[]> {
  const given = listOf(flags, 'key');
  if (given.length > 0) return Promise.all(given.map((path) => read('--key', path)));
  const path = auditKey ?? inData(data).auditPublicKey;
  return [
    await readFile(path, 'utf8').catch((cause: unknown) => {
      throw wanting('--key', 'Say with whose public key: --key FILE.', cause);
    }),
  ];
}

async function keysOf(flags: AuditLine['flags'], configuration: Configuration): Promise<CheckpointKeys> {
  const pems = await pemsOf(flags, configuration);
  try {
    return checkpointKeys(pems);
  } catch (cause) {
    throw wanting('--key', 'A file given is no Ed25519 public key in PEM.', cause);
  }
}

async function checkpointIn(at: string, path: string): Promise<SignedCheckpoint> {
  // Kept by hand or by mail, its last line may have lost its end or got a further one.
  const checkpoint = readCheckpoint(`${(await read(at, path)).replaceAll('\r\n', '\n').trim()}\n`);
  if (checkpoint) return checkpoint;
  throw wanting(at, `${path} is no checkpoint.`);
}

/** The record that is asked about: `--directory`, else that of the data folder. */
async function directoryOf(flags: AuditLine['flags'], { data }: Configuration): Promise<string> {
  const directory = textOf(flags, 'directory') ?? inData(data).records;
  await access(directory).catch((cause: unknown) => {
    throw wanting(
      textOf(flags, 'directory') ? '--directory' : '--data',
      `There is no record in ${directory}.`,
      cause,
    );
  });
  return directory;
}

/** Folders of the logs below a directory; only the one that `--log` names, where it does. */
async function logsOf(directory: string, flags: AuditLine['flags']): Promise<string[]> {
  const only = textOf(flags, 'log');
  const logs: string[] = [];
  for (const folder of await logFolders(directory)) {
    if (only !== undefined && only !== folder) continue;
    if (await readHeader(join(directory, folder))) logs.push(join(directory, folder));
  }
  if (logs.length > 0) return logs;
  throw wanting(only === undefined ? directory : '--log', 'There is no log here.');
}

function lineOf(chain: VerifiedChain): string {
  const { folder, origin, records, covered, cleared, checkpoints, tornBytes, problem, firstBad } = chain;
  return [
    folder === '' ? '.' : folder,
    origin ?? '-',
    `记录 records ${records}`,
    `已签 signed ${covered}`,
    ...(cleared > 0 ? [`已清除 cleared ${cleared}`] : []),
    `检查点 checkpoints ${checkpoints}`,
    ...(tornBytes > 0 ? [`未写完 torn bytes ${tornBytes}`] : []),
    problem === null ? '完好 holds' : '不符 BROKEN',
    ...(firstBad === null ? [] : [`首条 first bad record ${firstBad}`]),
    ...(problem === null ? [] : [problem]),
  ].join('  ');
}

async function verify({ flags }: AuditLine, configuration: Configuration, page: Page): Promise<number> {
  const directory = await directoryOf(flags, configuration);
  const keys = await keysOf(flags, configuration);
  const kept = await Promise.all(
    listOf(flags, 'checkpoint').map((path) => checkpointIn('--checkpoint', path)),
  );
  const found = (await verifyDecisionLogs(directory, { keys, kept })).filter(
    ({ origin, problem }) => origin !== null || problem !== null,
  );
  for (const chain of found) page.write(`${lineOf(chain)}\n`);
  const strange = kept.filter(({ origin }) => !found.some((chain) => chain.origin === origin));
  for (const { origin } of strange) page.write(`不符 BROKEN  there is no log ${origin} here any more\n`);
  if (found.length === 0) page.write('无记录 there is no record here\n');
  const holds = found.length > 0 && strange.length === 0 && found.every(({ problem }) => problem === null);
  return holds ? 0 : 1;
}

/** Writes a result to `--out`, or to the page. */
async function give(result: string, flags: AuditLine['flags'], page: Page): Promise<void> {
  const out = textOf(flags, 'out');
  if (out === undefined) return void page.write(result);
  await writeFile(out, result, { flag: 'wx' }).catch((cause: unknown) => {
    throw wanting('--out', `${out} exists or cannot be written; name a new file.`, cause);
  });
}

async function prove({ which, flags }: AuditLine, configuration: Configuration, page: Page): Promise<number> {
  if (which === undefined)
    throw wanting('which', 'Say which: the request id of an answer, or the number of a record.');
  const logs = await logsOf(await directoryOf(flags, configuration), flags);
  const bySeq = /^\d{1,15}$/.test(which);
  if (bySeq && logs.length > 1)
    throw wanting('--log', 'There are several logs: say which, for example --log worker-1.');
  for (const log of logs) {
    const { proof, uncovered, cleared } = await proveRecords(
      log,
      bySeq ? { seq: Number(which) } : { requestId: which },
    );
    if (uncovered > 0) throw wanting(which, 'The record is not signed yet; try again in a second.');
    if (cleared) throw wanting(which, 'The clear text of this record was dropped after its time.');
    if (!proof) continue;
    await give(`${JSON.stringify(proof, null, 2)}\n`, flags, page);
    return 0;
  }
  throw wanting(which, `There is no record ${which}.`);
}

async function check({ which, flags }: AuditLine, configuration: Configuration, page: Page): Promise<number> {
  if (which === undefined)
    throw wanting('which', 'Say which file: huitong audit check PROOF.json --key KEY.pem.');
  const text = await read('which', which);
  const [pem = ''] = await pemsOf(flags, configuration);
  const kept = listOf(flags, 'checkpoint')[0];
  const keptText = kept === undefined ? undefined : (await checkpointIn('--checkpoint', kept)).text;
  try {
    const { kind, checkpoint, records } = checkProof(JSON.parse(text), pem, keptText);
    for (const record of records) page.write(`${record}\n`);
    const { origin, size, time } = checkpoint;
    page.write(`成立 ${kind} holds  ${origin}  记录 records ${size}  签于 signed ${time}\n`);
    return 0;
  } catch (error) {
    page.write(`不成立 does not hold: ${error instanceof Error ? error.message : 'unknown'}\n`);
    return 1;
  }
}

async function consistency({ flags }: AuditLine, configuration: Configuration, page: Page): Promise<number> {
  const path = textOf(flags, 'from');
  if (path === undefined) throw wanting('--from', 'Say from which checkpoint: --from FILE.');
  const from = await checkpointIn('--from', path);
  for (const log of await logsOf(await directoryOf(flags, configuration), flags)) {
    if ((await readHeader(log))?.origin !== from.origin) continue;
    const proof = await proveConsistency(log, from);
    if (!proof) {
      page.write(
        `不一致 the log does not begin as this checkpoint says; huitong audit verify --checkpoint ${path}\n`,
      );
      return 1;
    }
    await give(`${JSON.stringify(proof, null, 2)}\n`, flags, page);
    return 0;
  }
  throw wanting('--from', `There is no log ${from.origin} here.`);
}

async function checkpoint({ flags }: AuditLine, configuration: Configuration, page: Page): Promise<number> {
  const logs = await logsOf(await directoryOf(flags, configuration), flags);
  if (logs.length > 1)
    throw wanting('--log', 'There are several logs: say which, for example --log worker-1.');
  const newest = await newestCheckpoint(logs[0] as string);
  if (!newest) throw wanting('--log', 'Nothing is signed yet.');
  await give(newest.text, flags, page);
  return 0;
}

async function key({ flags }: AuditLine, _configuration: Configuration, page: Page): Promise<number> {
  const out = textOf(flags, 'out');
  if (out === undefined) throw wanting('--out', 'Say where: --out FILE; the public key goes to FILE.pub.');
  for (const path of [out, `${out}.pub`]) {
    const stands = await access(path).then(
      () => true,
      () => false,
    );
    if (stands) throw wanting('--out', `${path} exists; name a new file.`);
  }
  await makeAuditKey(out, `${out}.pub`);
  page.write(`${out}  私钥 private key\n${out}.pub  公钥 public key, for those who check proofs\n`);
  return 0;
}

async function exported({ flags }: AuditLine, configuration: Configuration, page: Page): Promise<number> {
  const month = textOf(flags, 'month');
  const out = textOf(flags, 'out');
  if (out === undefined) throw wanting('--out', 'Say where: --out FILE.jsonl, .csv or .xlsx.');
  const logs = await logsOf(await directoryOf(flags, configuration), flags);
  const records = await exportMonth(logs, { month: month ?? '', out });
  page.write(`${out}  记录 records ${records}\n`);
  return 0;
}

const asked = { verify, prove, check, consistency, checkpoint, key, export: exported } as const;

/**
 * `huitong audit …`: checks, proves and exports the record. Works beside the running gateway and changes nothing of it.
 * @returns exit code: 0 when what was asked holds or was written, 1 when it does not hold.
 * @throws Refusal SETTING_INVALID, AUDIT_LOG_BROKEN
 */
export async function runAudit(line: AuditLine, configuration: Configuration, page: Page): Promise<number> {
  if (!Object.hasOwn(asked, line.what)) {
    throw wanting(line.what, `huitong audit knows ${Object.keys(asked).join(', ')}.`);
  }
  return asked[line.what as keyof typeof asked](line, configuration, page);
}
