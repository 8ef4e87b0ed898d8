import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openAuditLog, readConfiguration } from '@huitong/cli';
import { median } from './median.js';

const operationsPerSecond = 1000;
const secondsPerRound = 5;
const rounds = 3;
const everyMs = 5;

type Log = Awaited<ReturnType<typeof openAuditLog>>;

/** What a query of a duty officer on conditional data leaves on record. */
const decision = (requestId: string) =>
  ({
    kind: 'decision',
    requestId,
    decision: 'reduced',
    caller: {
      subject: 'demo-duty-officer',
      kind: 'OFFICER',
      department: '11140581992283954R',
      line: 'EMERGENCY',
      role: 'DUTY_OFFICER',
      purpose: 'INCIDENT_RESPONSE',
      incident: null,
      scope: ['140581'],
    },
    grants: [],
    operation: 'query',
    operationName: 'Near',
    operationHash: '93d7be7793d7be7793d7be7793d7be7793d7be7793d7be7793d7be7793d7be77',
    coordinates: {
      conditional: ['CoalMine.principalPhone', 'CoalMine.undergroundNow'],
      notShared: [],
      masked: ['CoalMine.principalPhone'],
      others: 12,
    },
    refusals: ['CoalMine.undergroundNow'],
    subgraphs: ['mines', 'emergency', 'commons'],
    policyVersion: '94130684aa0b94130684',
    supergraphVersion: 'f55b19d41da1',
  }) as const;

const outcome = (requestId: string) =>
  ({
    kind: 'outcome',
    requestId,
    subgraphs: {
      mines: { fetches: 1, rows: 20, statements: 1 },
      emergency: { fetches: 1, rows: 9, statements: 2 },
    },
    objects: 49,
    denied: 1,
    masked: 20,
    unmasked: 0,
    errors: [],
    milliseconds: 12,
  }) as const;

/** A log that keeps nothing: what the operations cost by themselves. */
const none: Log = {
  begin: () => Promise.resolve({ durable: Promise.resolve() }),
  outcome: () => undefined,
  close: () => Promise.resolve(),
};

interface Measured {
  /** Processor time of one operation, both records, in microseconds. */
  readonly cpuMicros: number;
  /** From asking to durable, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

async function operate(log: Log, id: number, acknowledged: number[]): Promise<void> {
  const requestId = `1ddd5de7-0000-4000-8000-${id.toString().padStart(12, '0')}`;
  const begun = performance.now();
  await (
    await log.begin(decision(requestId), { proof: true })
  ).durable;
  acknowledged.push(performance.now() - begun);
  log.outcome(outcome(requestId));
}

/** An open loop: operations come when they are due, whether those before are answered or not. */
async function round(log: Log): Promise<Measured> {
  const acknowledged: number[] = [];
  const under: Promise<void>[] = [];
  const total = operationsPerSecond * secondsPerRound;
  const cpu = process.cpuUsage();
  const begun = performance.now();
  while (under.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * operationsPerSecond));
    while (under.length < due) under.push(operate(log, under.length, acknowledged));
    await pause(everyMs);
  }
  await Promise.all(under);
  const { user, system } = process.cpuUsage(cpu);
  acknowledged.sort((left, right) => left - right);
  return { cpuMicros: (user + system) / total, p50: at(acknowledged, 0.5), p99: at(acknowledged, 0.99) };
}

/** Each caller with one operation at a time; returns operations a second. */
async function closedLoop(log: Log, callers: number): Promise<number> {
  const each = Math.min(200, Math.ceil(10_000 / callers));
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let index = 0; index < each; index += 1) await operate(log, index, []);
    }),
  );
  return (each * callers) / ((performance.now() - begun) / 1000);
}

/**
 * What the record costs at 1,000 operations a second, each with a decision that is waited for and an outcome that is
 * not: no record, SHA-256 and SM3 in turn, so that a noisy machine is noisy for all. The folder may be named, for the
 * disk is half of it.
 */
export async function benchAudit([folder = tmpdir()]: readonly string[] = []): Promise<void> {
  const data = await mkdtemp(join(folder, 'huitong-bench-audit-'));
  const log = { warn: () => undefined, error: (...what: unknown[]) => console.error(...what) };
  const open = (auditDigest: string) =>
    openAuditLog(readConfiguration({ data, auditDigest }, {}), {
      directory: join(data, auditDigest),
      name: auditDigest,
      log,
    });
  const logs = { 'no record': none, 'SHA-256': await open('sha256'), SM3: await open('sm3') };
  try {
    const measured = Object.entries(logs).map(([name, one]) => ({ name, one, found: [] as Measured[] }));
    await closedLoop(logs['SHA-256'], 64);
    await closedLoop(logs.SM3, 64);
    for (let turn = 0; turn < rounds; turn += 1) {
      for (const { one, found } of measured) found.push(await round(one));
    }
    const off = median((measured[0]?.found ?? []).map(({ cpuMicros }) => cpuMicros));
    console.log(
      `${operationsPerSecond} operations/s, ${rounds} rounds of ${secondsPerRound} s in turn, medians`,
    );
    for (const { name, found } of measured) {
      const of = (what: keyof Measured) => median(found.map((one) => one[what]));
      const record = name === 'no record' ? '-' : ((of('cpuMicros') - off) / 2).toFixed(1);
      console.log(
        `${name.padEnd(10)} ${of('cpuMicros').toFixed(1).padStart(7)} µs/operation  ${record.padStart(6)} µs/record` +
          `  durable p50 ${of('p50').toFixed(2)} ms  p99 ${of('p99').toFixed(2)} ms`,
      );
    }
    for (const callers of [1, 64, 256]) {
      const rates = { sha256: [] as number[], sm3: [] as number[] };
      for (let turn = 0; turn < rounds; turn += 1) {
        rates.sha256.push(await closedLoop(logs['SHA-256'], callers));
        rates.sm3.push(await closedLoop(logs.SM3, callers));
      }
      const [sha256, sm3] = [median(rates.sha256), median(rates.sm3)];
      console.log(
        `${String(callers).padStart(3)} callers  SHA-256 ${Math.round(sha256)} operations/s  SM3 ${Math.round(sm3)}` +
          `  ratio ${(sm3 / sha256).toFixed(2)}`,
      );
    }
  } finally {
    for (const one of Object.values(logs)) await one.close();
    await rm(data, { recursive: true, force: true });
  }
}
