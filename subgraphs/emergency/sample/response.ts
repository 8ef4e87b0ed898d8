import { demoUscc, type Random } from '@huitong/kit';
import type { IncidentSample } from './incidents.js';
import { later, ownedSample } from './owned.js';

const ofIncident = (random: Random, kind: string, number: number, incident: IncidentSample) => ({
  ...ownedSample(random, { kind, number, divisionCode: incident.divisionCode }),
  ownerDepartment: incident.ownerDepartment,
  incidentId: incident.id,
});

/** Responses: what is in force where an incident shows one, and one that was raised. */
export function* sampleActivations(random: Random, incidents: readonly IncidentSample[]) {
  let number = 0;
  const row = (incident: IncidentSample, facts: object) => ({
    ...ofIncident(random, 'response-activation', number++, incident),
    item: `${incident.title}应急处置`,
    measures: '启动指挥部；疏散周边群众；调集救援队伍和装备；开展现场监测',
    warningId: null,
    ...facts,
  });
  for (const incident of incidents) {
    const { responseLevel: level, responseActivatedAt: activatedAt } = incident;
    if (level && activatedAt) {
      if (level === 'LEVEL_2') {
        const before = later(activatedAt, -10);
        yield row(incident, {
          level: 'LEVEL_4',
          activatedAt: before,
          expectedUntil: null,
          endedAt: activatedAt,
        });
      }
      yield row(incident, { level, activatedAt, expectedUntil: later(activatedAt, 48 * 60), endedAt: null });
    } else if (incident.closedAt && random.chance(0.4)) {
      const began = later(incident.occurredAt, random.integer(20, 120));
      yield row(incident, {
        level: 'LEVEL_4',
        activatedAt: began,
        expectedUntil: later(began, 24 * 60),
        endedAt: incident.closedAt,
      });
    }
  }
}

/** Reports of accidents to the county and the city, some late; verified ones of those that are over. */
export function* sampleReports(random: Random, incidents: readonly IncidentSample[]) {
  let number = 0;
  for (const incident of incidents) {
    const steps = [
      { kind: 'INITIAL', toLevel: 'COUNTY', after: random.integer(10, 75) },
      { kind: 'FOLLOW_UP', toLevel: 'CITY', after: random.integer(80, 170) },
      ...(incident.closedAt ? [{ kind: 'VERIFIED', toLevel: 'CITY', after: 3000 }] : []),
    ];
    for (const { kind, toLevel, after } of steps) {
      yield {
        ...ofIncident(random, 'incident-report', number++, incident),
        kind,
        toLevel,
        reportedAt: later(incident.occurredAt, after),
        content: `${incident.title}：现场情况、伤亡情况和已采取措施的报告（合成数据）`,
        dead: incident.dead ?? 0,
        missing: incident.missing ?? 0,
        seriouslyInjured: incident.seriouslyInjured ?? 0,
        slightlyInjured: incident.slightlyInjured ?? 0,
        trapped: incident.trapped ?? 0,
      };
    }
  }
}

const wanted = [
  { categoryCode: '1010101', name: '救灾单帐篷', unit: '顶', most: 60 },
  { categoryCode: '1010201', name: '棉被', unit: '床', most: 400 },
  { categoryCode: '1020101', name: '瓶装饮用水', unit: '箱', most: 300 },
] as const;

const flooded = (incidents: readonly IncidentSample[]) =>
  incidents.filter(({ disasterType, closedAt }) => disasterType === 'FLOOD' && !closedAt);

/** Needs of the divisions that a flood hit, one of them reported too late. */
export function* sampleReliefNeeds(random: Random, incidents: readonly IncidentSample[]) {
  let number = 0;
  for (const incident of flooded(incidents)) {
    for (const divisionCode of incident.affectedDivisions) {
      for (const { most, ...goods } of wanted) {
        const late = number === 1;
        yield {
          ...ofIncident(random, 'relief-need', number++, incident),
          divisionCode,
          ...goods,
          quantity: random.integer(5, most),
          reportedAt: later(incident.occurredAt, late ? 200 : random.integer(30, 110)),
        };
      }
    }
  }
}

/** People moved to shelters of the county. */
export function* sampleEvacuations(
  random: Random,
  incidents: readonly IncidentSample[],
  shelters: readonly { readonly id: string; readonly divisionCode: string }[],
) {
  let number = 0;
  for (const incident of flooded(incidents)) {
    const county = incident.divisionCode.slice(0, 6);
    const near = shelters.filter(({ divisionCode }) => divisionCode.startsWith(county));
    for (const divisionCode of incident.affectedDivisions) {
      const startedAt = later(incident.occurredAt, random.integer(15, 60));
      const over = number % 2 === 0;
      yield {
        ...ofIncident(random, 'evacuation', number++, incident),
        divisionCode,
        warningId: null,
        shelterId: near.length > 0 ? random.pick(near).id : null,
        headcount: random.integer(20, 240),
        startedAt,
        completedAt: later(startedAt, 90),
        returnedAt: over ? later(startedAt, 36 * 60) : null,
      };
    }
  }
}

/** A consultation on every open incident. */
export function* sampleConsultations(random: Random, incidents: readonly IncidentSample[]) {
  let number = 0;
  for (const incident of incidents.filter(({ closedAt }) => !closedAt)) {
    const county = incident.divisionCode.slice(0, 6);
    yield {
      ...ofIncident(random, 'consultation', number++, incident),
      topic: `${incident.title}趋势研判`,
      heldAt: later(incident.occurredAt, 100),
      attendees: [demoUscc('EMERGENCY', county), demoUscc('WATER', county), demoUscc('FIRE', county)],
      conclusion: '风险总体可控，需防范次生灾害',
      actions: ['加密监测频次', '预置救援力量', '落实转移避险责任人'],
    };
  }
}

/** An assessment of every natural disaster that is over. */
export function* sampleAssessments(random: Random, incidents: readonly IncidentSample[]) {
  let number = 0;
  for (const incident of incidents) {
    if (!incident.closedAt || incident.kind !== 'NATURAL_DISASTER') continue;
    yield {
      ...ofIncident(random, 'disaster-assessment', number++, incident),
      assessedAt: later(incident.closedAt, 7 * 24 * 60),
      affectedPopulation: random.integer(100, 4000),
      relocatedPopulation: random.integer(0, 300),
      collapsedHouses: random.integer(0, 12),
      damagedHouses: random.integer(0, 80),
      cropAreaHectares: random.decimal(0, 120),
      directLossWanYuan: random.decimal(20, 900),
      conclusion: '灾害评估结论（合成数据）',
    };
  }
}
