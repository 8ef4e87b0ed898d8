import { divisionPath, Random } from '@huitong/kit';
import type { SharingApplication } from '../src/entities/sharingApplication.js';
import type { SharingGrant } from '../src/entities/sharingGrant.js';
import { commonDivision } from '../src/rules/checkRequest.js';
import { grantMachine } from '../src/rules/grantMachine.js';
import { city, officerOf } from './departments.js';
import { daysAgo } from './days.js';
import { type Step, walk, type Walked } from './walk.js';

const by = (
  line: 'EMERGENCY' | 'DATA' | 'ECOLOGY',
  transition: string,
  days: number,
  evidence = {},
): Step => ({
  ...{ transition, at: daysAgo(days), by: city(line), officer: officerOf(line), evidence },
});

/** What became of the grants, by the name of their application. */
const lives: Readonly<Record<string, readonly Step[]>> = {
  tanks: [by('DATA', 'RECORD_AUTHORISATION', 50, { externalAuthorisationNumber: '晋数授〔2026〕示例-0017' })],
  river: [by('EMERGENCY', 'SUSPEND', 12, { reason: '单日查询量异常，待核实用途（示例）' })],
  plans: [by('EMERGENCY', 'END', 20, { reason: '预案编制完成，协商终止（示例）' })],
  units: [
    by('ECOLOGY', 'PROVE_DISPOSAL', 50, {
      method: '数据库记录删除并覆写备份（示例）',
      statement: '到期后已全部删除，无留存（示例）',
      evidenceHash: '0f'.repeat(32),
    }),
  ],
  census: [],
  'next-year': [],
};

/** The invented grant of an approved application, with its history. */
export function demoGrant(
  name: string,
  application: SharingApplication,
  index: number,
): Walked<SharingGrant> {
  const random = new Random(20_262_000 + index, index);
  const made = new Date(application.answeredAt as string);
  const { divisions, purpose, coordinates, mode, ratePerMinute, rowsPerDay, unmask } = application;
  const start = {
    id: random.uuid(),
    ownerDepartment: application.providerDepartment,
    divisionCode: commonDivision(divisions.map((code) => divisionPath(code) ?? [])) as string,
    ...{ source: 'sample', sourceId: `grant-${name}`, synthetic: true },
    ...{ applicationId: application.id, department: application.ownerDepartment },
    ...{ purpose, coordinates, divisions, mode, ratePerMinute, rowsPerDay, unmask },
    incident: null,
    startsAt: later(application.wantedFrom, made),
    expiresAt: application.wantedUntil,
    ...{ state: 'ACTIVE' as const, approvedAt: made.toISOString(), sharedAt: made.toISOString() },
    ...{ externalAuthorisationNumber: null, suspendedAt: null, suspensionReason: null },
    ...{ endedAt: null, endReason: null, disposalMethod: null, disposalStatement: null },
    ...{ disposalEvidenceHash: null, disposedAt: null },
  } as unknown as SharingGrant;
  return walk(grantMachine, 'SharingGrant', { start, made, steps: lives[name] ?? [] });
}

const later = (instant: string, other: Date) =>
  Date.parse(instant) > other.getTime() ? instant : other.toISOString();
