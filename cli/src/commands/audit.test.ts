import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultRetentionDays, digestNames, leastRetentionDays } from '@huitong/gateway';
import { readConfiguration, settings } from '../configuration.js';
import { openAuditLog } from '../runtime/auditLog.js';
import { inData } from '../runtime/dataFolder.js';
import { runAudit } from './audit.js';

let folder: string;
let data: string;
const silent = { warn: () => undefined, error: () => undefined };
const configured = (more: Record<string, unknown> = {}, environment: Record<string, string> = {}) =>
  readConfiguration({ data, ...more }, environment);

const formula = '=cmd|calc';
const decision = (requestId: string) =>
  ({
    kind: 'decision',
    requestId,
    decision: 'reduced',
    caller: {
      subject: formula,
      kind: 'OFFICER',
      department: '11140581992283954R',
      line: 'EMERGENCY',
      role: 'DUTY_OFFICER',
      purpose: 'INCIDENT_RESPONSE',
      incident: null,
      scope: ['140581', '140525'],
    },
    grants: [{ id: 'g1', divisions: ['140500'], unmask: false, incident: null }],
    operation: 'query',
    operationName: null,
    operationHash: 'ab',
    coordinates: { conditional: ['CoalMine.undergroundNow'], notShared: [], masked: [], others: 3 },
    refusals: [],
    subgraphs: ['mines'],
    policyVersion: '1',
    supergraphVersion: '1',
  }) as const;

async function put(name: string, ...ids: string[]): Promise<void> {
  const directory = join(inData(data).records, name === 'gateway' ? '' : name);
  const log = await openAuditLog(configured({ auditOrigin: 'city' }), { directory, name, log: silent });
  for (const id of ids) {
    await (
      await log.begin(decision(id), { proof: true })
    ).durable;
    log.outcome({
      ...{ kind: 'outcome', requestId: id, subgraphs: { mines: { fetches: 1, rows: 4, statements: 1 } } },
      ...{ objects: 4, denied: 0, masked: 0, unmasked: 2, errors: [], milliseconds: 7 },
    });
  }
  await log.close();
}

async function audit(what: string, which?: string, flags: Record<string, unknown> = {}) {
  let text = '';
  const page = { write: (more: string) => (text += more) };
  const code = await runAudit({ what, which, flags }, configured(), page);
  return { code, text };
}

const out = (name: string) => join(folder, name);
const publicKey = () => inData(data).auditPublicKey;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-cli-audit-'));
  data = join(folder, 'data');
  await put('worker-1', 'first', 'second');
  await put('worker-2', 'third');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('huitong audit', () => {
  it('verifies every log with the key of the house, made readable by its owner only', async () => {
    const { code, text } = await audit('verify');
    expect(code).toBe(0);
    expect(text).toMatch(/worker-1 {2}city\/worker-1\/[0-9a-f]{16} {2}记录 records 4 {2}已签 signed 4/);
    expect(text).toMatch(/worker-2 .* 完好 holds/);
    expect((await stat(inData(data).auditKey)).mode & 0o777).toBe(0o600);
  });

  it('keeps a second gateway from writing the same record', async () => {
    const place = { directory: out('locked'), name: 'gateway', log: silent };
    const log = await openAuditLog(configured(), place);
    await expect(openAuditLog(configured(), place)).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    await log.close();
    await (await openAuditLog(configured(), place)).close();
  });

  it('proves a request to whoever has the key and one file of ours', async () => {
    expect(await audit('prove', 'third', { out: out('third.json') })).toMatchObject({ code: 0 });
    const checked = await audit('check', out('third.json'), { key: [publicKey()] });
    expect(checked.code).toBe(0);
    expect(checked.text).toMatch(
      /"requestId":"third".*\n.*"outcome".*\n成立 inclusion holds {2}city\/worker-2/,
    );
    const root = dirname(createRequire(import.meta.url).resolve('@huitong/gateway'));
    const verifier = join(root, '../verifier/auditVerifier.mjs');
    const child = spawn(process.execPath, [verifier, out('third.json'), publicKey()], { env: {} });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, said]).toEqual([0, expect.stringContaining('inclusion holds')]);
    const text = await readFile(out('third.json'), 'utf8');
    await writeFile(out('forged.json'), text.replace('INCIDENT_RESPONSE', 'SUPERVISION'));
    const forged = await audit('check', out('forged.json'), { key: [publicKey()] });
    expect(forged).toMatchObject({ code: 1, text: expect.stringContaining('不成立') });
  });

  it('asks which log where a number alone does not say, and says what is not there', async () => {
    await expect(audit('prove', '1')).rejects.toThrow('--log');
    expect((await audit('prove', '1', { log: 'worker-1' })).text).toContain('"index": 0');
    await expect(audit('prove', 'nobody')).rejects.toThrow('There is no record nobody');
    await expect(audit('guess')).rejects.toThrow('verify, prove, check');
    await expect(audit('verify', undefined, { directory: out('nowhere') })).rejects.toMatchObject({
      code: 'SETTING_INVALID',
    });
  });

  it('holds the record to a checkpoint that was kept', async () => {
    await audit('checkpoint', undefined, { log: 'worker-2', out: out('kept.txt') });
    await put('worker-2', 'fourth');
    const proved = await audit('consistency', undefined, { from: out('kept.txt'), out: out('goes-on.json') });
    expect(proved.code).toBe(0);
    const flags = { key: [publicKey()], checkpoint: [out('kept.txt')] };
    expect((await audit('check', out('goes-on.json'), flags)).text).toContain('consistency holds');
    expect((await audit('verify', undefined, { checkpoint: [out('kept.txt')] })).code).toBe(0);
    await rm(join(inData(data).records, 'worker-2'), { recursive: true });
    const gone = await audit('verify', undefined, { checkpoint: [out('kept.txt')] });
    expect(gone).toMatchObject({ code: 1, text: expect.stringMatching(/no log city\/worker-2\//) });
    await put('worker-2', 'third', 'fourth');
    expect((await audit('verify', undefined, { checkpoint: [out('kept.txt')] })).code).toBe(1);
    await expect(audit('consistency', undefined, { from: out('kept.txt') })).rejects.toThrow(
      'There is no log',
    );
  });

  it('names the first bad record and ends with 1', async () => {
    await put('gateway', 'a', 'b');
    const records = inData(data).records;
    const [file = ''] = (await readdir(records)).filter((name) => name.startsWith('decisions-'));
    const text = await readFile(join(records, file), 'utf8');
    await writeFile(join(records, file), text.replace('"requestId":"b"', '"requestId":"c"'));
    const broken = await audit('verify');
    expect(broken).toMatchObject({
      code: 1,
      text: expect.stringMatching(/不符 BROKEN {2}首条 first bad record 3 /),
    });
    await writeFile(join(records, file), text);
    expect((await audit('verify')).code).toBe(0);
  });

  it('exports a month as it was written, and as a sheet in which nothing runs', async () => {
    const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    await audit('export', undefined, { month, out: out('month.jsonl') });
    const [first = ''] = (await readFile(out('month.jsonl'), 'utf8')).split('\n');
    const proof = JSON.parse((await audit('prove', '1', { log: 'worker-1' })).text) as {
      records: { record: string }[];
    };
    const lines = (await readFile(out('month.jsonl'), 'utf8')).split('\n');
    expect(lines).toContain(proof.records[0]?.record);
    expect(JSON.parse(first)).toMatchObject({ seq: 1 });
    const { text } = await audit('export', undefined, { month, out: out('month.csv') });
    expect(text).toContain(`记录 records ${lines.length - 1}`);
    const sheet = await readFile(out('month.csv'), 'utf8');
    expect(sheet).toContain(`,'${formula},`);
    expect(sheet).toContain(',140581、140525,g1,140500,reduced,query,');
    expect(await audit('export', undefined, { month: '2019-01', out: out('none.csv') })).toMatchObject({
      text: expect.stringContaining('记录 records 0'),
    });
    await expect(audit('export', undefined, { month, out: out('month.csv') })).rejects.toThrow('exists');
    await expect(audit('export', undefined, { month: '2026-13', out: out('x.csv') })).rejects.toThrow(
      '--month',
    );
  });

  it('needs a key of its own in production, and makes one', async () => {
    const place = { directory: out('production'), name: 'gateway', log: silent };
    const production = (more: Record<string, unknown>) => configured(more, { NODE_ENV: 'production' });
    await expect(openAuditLog(production({}), place)).rejects.toMatchObject({ code: 'NOT_IN_PRODUCTION' });
    await expect(openAuditLog(production({ auditKey: out('none.pem') }), place)).rejects.toThrow(
      'There is no file',
    );
    await audit('key', undefined, { out: out('key.pem') });
    await expect(audit('key', undefined, { out: out('key.pem') })).rejects.toThrow('exists');
    await (await openAuditLog(production({ auditKey: out('key.pem') }), place)).close();
    await expect(openAuditLog(production({ auditKey: out('key.pem.pub') }), place)).rejects.toBeDefined();
  });
});

describe('the settings of the record', () => {
  it('are those of the gateway', () => {
    const { auditRetention, auditDigest } = settings;
    expect(auditRetention.check.parse(undefined)).toBe(defaultRetentionDays);
    expect(auditRetention.check.safeParse(leastRetentionDays).success).toBe(true);
    expect(auditRetention.check.safeParse(leastRetentionDays - 1).success).toBe(false);
    expect(digestNames.every((name) => auditDigest.check.safeParse(name).success)).toBe(true);
    expect(leastRetentionDays).toBeGreaterThanOrEqual(184);
    expect(defaultRetentionDays).toBeGreaterThanOrEqual(3 * 365 + 1);
  });
});
