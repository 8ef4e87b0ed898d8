import { emergencyGrantId } from '@huitong/contract';
import { demoUscc, Random } from '@huitong/kit';
import type { EmergencyRule } from '../src/entities/emergencyRule.js';
import { dueOf, emergencyDisposalTerms } from '../src/rules/answerClock.js';
import { catalogueRule } from '../src/rules/catalogue.js';
import { city } from './departments.js';
import { instantAgo } from './days.js';

type Rule = Pick<EmergencyRule, 'id' | 'coordinates' | 'unmask'>;

/** Two incidents that are over: days since they ended, and since their data were proved disposed of. */
const past = [
  { number: 1, county: '140521', ended: 60, disposed: 52 },
  { number: 2, county: '140581', ended: 30, disposed: null },
] as const;

const incidentOf = (number: number) => new Random(20_268_100 + number, number).uuid();
const common = (sourceId: string) => ({ source: 'sample', sourceId, synthetic: true });

/** What a rule opened in them, announced to each provider. */
export const demoAccesses = (rule: Rule): object[] =>
  past.flatMap(({ number, county, ended }) => {
    const providers = new Set(rule.coordinates.flatMap((one) => catalogueRule(one)?.provider ?? []));
    return [...providers].map((provider, index) => ({
      id: new Random(20_268_200 + number * 20 + index, index).uuid(),
      ...{ ownerDepartment: city('DATA'), divisionCode: county },
      ...common(`emergency-access-${number}-${provider}`),
      ...{ grantKey: emergencyGrantId(rule.id, incidentOf(number)), ruleId: rule.id, provider, level: 2 },
      ...{ incident: incidentOf(number), divisions: [county], area: [county], coordinates: rule.coordinates },
      ...{ unmask: rule.unmask, terms: 'sample' },
      ...{ openedAt: instantAgo(ended + 3), endedAt: instantAgo(ended) },
    }));
  });

/** The duties that they left: one was done, one is overdue. */
export const demoDisposals = (rule: Rule): object[] =>
  past.map(({ number, county, ended, disposed }) => ({
    id: new Random(20_268_300 + number, number).uuid(),
    ...{ ownerDepartment: demoUscc('CIVIL_AFFAIRS', county), divisionCode: county },
    ...common(`emergency-disposal-${number}`),
    ...{ grantKey: emergencyGrantId(rule.id, incidentOf(number)), ruleId: rule.id },
    ...{ incident: incidentOf(number), coordinates: rule.coordinates, unmaskedCount: 7 * number },
    ...{ endedAt: instantAgo(ended), dueAt: dueOf(emergencyDisposalTerms, instantAgo(ended)).dueAt },
    ...(disposed === null
      ? {}
      : {
          ...{ disposalMethod: '删除', disposalStatement: '救助名单与电话已全部删除' },
          ...{ disposalEvidenceHash: 'e'.repeat(64), disposedAt: instantAgo(disposed) },
        }),
  }));
