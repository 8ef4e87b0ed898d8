import type { EntityManager } from 'typeorm';
import { refusal } from '@huitong/contract';
import { type LoaderScope, upsertByNaturalKey, type UpsertOutcome, withinTransaction } from '@huitong/kit';
import { FireEvent } from './entities/fireEvent.js';
import type { FireIotDevice } from './entities/fireIotDevice.js';
import { FireStatusReport } from './entities/fireStatusReport.js';
import type { FireEventConfirmation, FireEventKind } from './generated/resolvers.js';
import { type Confirmation, isCorrection, legalConfirmations } from './rules/confirmation.js';
import { statusChange } from './rules/statusWord.js';

/** A status word and its instant. */
export interface NewReport {
  readonly statusBits: number;
  readonly at: string;
}

/** What a status word made; `eventIds` in the order of the bits. */
export interface Ingested {
  readonly eventIds: readonly string[];
  readonly outcome: UpsertOutcome;
}

/**
 * Receives a status word of a device: keeps it, makes one event for each state that begins with it, ends those that
 * end with it, and lets the device show it unless a newer one came before. All or nothing, and once for each device
 * and instant. A late word is measured against the one before it in time and touches no later event.
 * @param device a row of the caller's own department.
 * @throws Refusal CONFLICT when another word of the same instant was received; those of writing a row.
 */
export async function ingest(
  scope: LoaderScope,
  device: FireIotDevice,
  { statusBits, at }: NewReport,
): Promise<Ingested> {
  return scope.database.transaction(async (manager) => {
    // Words of one device take turns: each is measured against the one before it.
    const key = ['FireStatusReport', device.id].join('\n');
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    const known = await wordUpTo(manager, device.id, at);
    if (known?.same) {
      if (known.statusBits !== statusBits) {
        const message = 'Another status word of this device and instant has been received.';
        throw refusal('CONFLICT', { at: 'input.statusBits', message });
      }
      return { eventIds: await eventsAt(manager, device.id, at), outcome: 'UNCHANGED' };
    }
    const joined = withinTransaction(scope, manager);
    const place = { divisionCode: device.divisionCode, source: 'gbt26875' };
    const sourceId = `${device.id}@${at}`;
    const report = { ...place, sourceId, fireIotDeviceId: device.id, at, statusBits };
    await upsertByNaturalKey(joined, FireStatusReport, report);
    const { begun, ended, underTest } = statusChange(device.level, known?.statusBits ?? null, statusBits);
    await end(manager, device.id, ended, at);
    const eventIds: string[] = [];
    for (const kind of begun) {
      const { row } = await upsertByNaturalKey(joined, FireEvent, {
        ...place,
        sourceId: `${sourceId}#${kind}`,
        fireUnitId: device.fireUnitId,
        fireIotDeviceId: device.id,
        kind,
        occurredAt: at,
        underTest,
        confirmed: kind === 'FIRE_ALARM' ? 'UNCONFIRMED' : null,
      });
      eventIds.push(row.id);
    }
    await manager.query(
      `update fire_iot_device set status_bits = $2, status_at = $3
       where id = $1 and (status_at is null or status_at < $3)`,
      [device.id, statusBits, at],
    );
    return { eventIds, outcome: 'INSERTED' };
  });
}

/** The newest word of a device up to an instant, and whether it is of that very instant. */
async function wordUpTo(manager: EntityManager, deviceId: string, at: string) {
  const [word] = await manager.query<{ statusBits: number; same: boolean }[]>(
    `select status_bits as "statusBits", at = $2 as same from fire_status_report
     where fire_iot_device_id = $1 and at <= $2 order by at desc limit 1`,
    [deviceId, at],
  );
  return word;
}

async function eventsAt(manager: EntityManager, deviceId: string, at: string): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    'select id from fire_event where fire_iot_device_id = $1 and occurred_at = $2 order by source_id',
    [deviceId, at],
  );
  return rows.map(({ id }) => id);
}

async function end(manager: EntityManager, deviceId: string, kinds: readonly FireEventKind[], at: string) {
  if (kinds.length === 0) return;
  await manager.query(
    `update fire_event set ended_at = $3 where fire_iot_device_id = $1 and kind = any($2::text[])
     and occurred_at < $3 and (ended_at is null or ended_at > $3)`,
    [deviceId, [...kinds], at],
  );
}

/** A confirmation as it is handed in. */
export interface NewConfirmation {
  readonly confirmed: FireEventConfirmation;
  readonly reason: string | null;
}

/**
 * Confirms an alarm and keeps what stood before. The row is locked first, so that of two at once the second is
 * measured against what the first made of it.
 * @param event a row of the caller's own department.
 * @throws Refusal BAD_INPUT for an event that needs no confirmation, a move that is not legal (the legal ones are
 *   named) or a correction without a reason.
 */
export async function confirm(
  scope: LoaderScope,
  event: FireEvent,
  { confirmed: to, reason }: NewConfirmation,
): Promise<UpsertOutcome> {
  return scope.database.transaction(async (manager) => {
    const [locked] = await manager.query<Pick<FireEvent, 'confirmed' | 'confirmations'>[]>(
      'select confirmed, confirmations from fire_event where id = $1 for update',
      [event.id],
    );
    const from = locked?.confirmed ?? null;
    if (!locked || from === null || event.sourceId === null) {
      throw refusal('BAD_INPUT', { at: 'input.eventId', message: 'Only a fire alarm is confirmed.' });
    }
    if (from === to) return 'UNCHANGED';
    checkMove(from, { confirmed: to, reason });
    const at = new Date().toISOString();
    const entry: Confirmation = { at, by: scope.caller.department, from, to, reason };
    const { outcome } = await upsertByNaturalKey(withinTransaction(scope, manager), FireEvent, {
      source: event.source,
      sourceId: event.sourceId,
      divisionCode: event.divisionCode,
      confirmed: to,
      confirmedAt: at,
      confirmedBy: scope.caller.department,
      confirmations: [...locked.confirmations, entry],
    });
    return outcome;
  });
}

function checkMove(from: FireEventConfirmation, { confirmed: to, reason }: NewConfirmation): void {
  const legal = legalConfirmations(from);
  if (!legal.includes(to)) {
    const message = `An alarm that is ${from} becomes ${legal.join(' or ')}, not ${to}.`;
    throw refusal('BAD_INPUT', { at: 'input.confirmed', message });
  }
  if (isCorrection(from) && reason === null) {
    const message = `input.reason says why ${from} is corrected.`;
    throw refusal('BAD_INPUT', { at: 'input.reason', message });
  }
}
