import {
  demoEnterprise,
  demoPerson,
  demoPlace,
  demoTownships,
  demoUscc,
  type Division,
  divisionByCode,
  type Random,
  type SampleSize,
} from '@huitong/kit';
import { type VillagePlans, villagePlans } from '../src/rules/planCompleteness.js';
import {
  beijing,
  later,
  ownedSample,
  sampleCounties,
  scenarioTownship,
  villageName,
  villagesOf,
} from './owned.js';

const pilotCounty = '140581';

/** Who reports for a village: 水峪贯镇 does so itself, elsewhere the county. */
const reporterOf = (divisionCode: string): string =>
  divisionCode.startsWith(scenarioTownship)
    ? demoUscc('TOWNSHIP', scenarioTownship)
    : demoUscc('EMERGENCY', divisionCode.slice(0, 6));

/** The 14 villages of 水峪贯镇, then those of 高平. */
const reportedVillages = (): readonly Division[] => [
  ...villagesOf(scenarioTownship),
  ...demoTownships()
    .filter(({ county }) => county.code === pilotCounty)
    .flatMap(({ township }) => villagesOf(township.code)),
];

/** Plan sets: every fourth village lacks a plan, every ninth has none recorded. */
export function* samplePlanSets(random: Random) {
  for (const [number, village] of reportedVillages().entries()) {
    if (number % 9 === 8) continue;
    const lacks = number % 4 === 3 ? villagePlans[number % villagePlans.length] : undefined;
    const plans = Object.fromEntries(villagePlans.map((plan) => [plan, plan !== lacks])) as VillagePlans;
    const owner = reporterOf(village.code);
    yield {
      ...ownedSample(random, { kind: 'village-plan-set', number, divisionCode: village.code, owner }),
      ...plans,
      responsibleName: demoPerson(random).name,
      reviewedOn: `2026-0${random.integer(1, 4)}-15`,
    };
  }
}

/** An informant in every village, a second in some. */
export function* sampleInformants(random: Random) {
  let number = 0;
  for (const village of reportedVillages()) {
    for (const role of random.chance(0.2) ? (['PRIMARY', 'DEPUTY'] as const) : (['PRIMARY'] as const)) {
      const person = demoPerson(random);
      const owner = reporterOf(village.code);
      yield {
        ...ownedSample(random, {
          kind: 'disaster-informant',
          number: number++,
          divisionCode: village.code,
          owner,
        }),
        name: person.name,
        phone: person.phone,
        role,
        fullTime: random.chance(0.1),
        trainedOn: random.chance(0.8) ? `2025-${random.pick(['05', '09', '11'])}-20` : null,
      };
    }
  }
}

const planKinds = [
  'OVERALL',
  'WORK_SAFETY',
  'FIRE',
  'EARTHQUAKE',
  'GEOLOGICAL',
  'SNOW_AND_FREEZING',
  'SUPPLIES',
  'RELIEF',
] as const;
const planNames: Readonly<Record<string, string>> = {
  OVERALL: '突发事件总体应急预案',
  WORK_SAFETY: '生产安全事故应急预案',
  FIRE: '火灾事故应急预案',
  EARTHQUAKE: '地震应急预案',
  GEOLOGICAL: '突发地质灾害应急预案',
  SNOW_AND_FREEZING: '低温雨雪冰冻灾害应急预案',
  SUPPLIES: '应急物资保障预案',
  RELIEF: '自然灾害救助应急预案',
};

/** Eight plans of every county of 晋城 and of 交城县, and the plans of 24 enterprises. */
export function samplePlans(random: Random, size: SampleSize) {
  const counties = [...sampleCounties, '141122'];
  const ofCounties = counties.flatMap((county, at) =>
    planKinds.map((kind, index) => ({
      ...ownedSample(random, {
        kind: 'emergency-plan',
        number: at * planKinds.length + index,
        divisionCode: county,
      }),
      title: `${divisionByCode(county)?.name ?? county}${planNames[kind]}`,
      kind,
      level: 'COUNTY' as const,
      enterpriseUscc: null,
      version: '2025年版',
      approvedOn: kind === 'RELIEF' && at % 3 === 0 ? null : '2025-09-10',
      nextReviewOn: at % 4 === 3 ? '2026-03-31' : '2028-09-10',
      // 自然灾害救助预案 published by 2025-10-31 (DOMAIN item 23).
      deadline: kind === 'RELIEF' ? '2025-10-31' : null,
    })),
  );
  const ofEnterprises = Array.from({ length: size.count(24, 6) }, (_, index) => {
    const enterprise = demoEnterprise('CHEMICAL', index);
    const { divisionCode } = enterprise.place;
    return {
      ...ownedSample(random, { kind: 'emergency-plan', number: ofCounties.length + index, divisionCode }),
      title: `${enterprise.name}生产安全事故综合应急预案`,
      kind: 'HAZARDOUS_CHEMICALS' as const,
      level: null,
      enterpriseUscc: enterprise.uscc,
      version: 'V3',
      approvedOn: '2024-06-01',
      nextReviewOn: '2027-06-01',
      deadline: null,
    };
  });
  return [...ofCounties, ...ofEnterprises];
}
type PlanSample = ReturnType<typeof samplePlans>[number];

/** A card for the duty officer and one for the site under every plan of an enterprise. */
export function* sampleCards(random: Random, plans: readonly PlanSample[]) {
  let number = 0;
  for (const plan of plans.filter(({ enterpriseUscc }) => enterpriseUscc)) {
    for (const post of ['当班班长', '中控室操作员']) {
      yield {
        ...ownedSample(random, { kind: 'response-card', number: number++, divisionCode: plan.divisionCode }),
        post,
        hazard: 'HAZARDOUS_CHEMICALS' as const,
        planId: plan.id,
        enterpriseUscc: plan.enterpriseUscc,
        steps: ['立即报警并切断物料', '佩戴防护装备', '组织人员向上风向撤离', '向值班领导报告'],
        contactPhone: demoPerson(random).phone,
      };
    }
  }
}

interface DrillFacts {
  readonly divisionCode: string;
  readonly level: 'COUNTY' | 'TOWNSHIP' | 'VILLAGE' | 'ENTERPRISE' | 'HIGH_RISK_ENTERPRISE';
  readonly kind: 'COMPREHENSIVE' | 'SPECIAL' | 'TABLETOP' | 'EVACUATION';
  readonly title: string;
  readonly day: string;
  readonly owner?: string;
  readonly enterpriseUscc?: string;
  readonly planId?: string;
}

function drill(random: Random, number: number, facts: DrillFacts) {
  const { divisionCode, level, kind, title, day, owner, enterpriseUscc, planId } = facts;
  const byEnterprise = enterpriseUscc !== undefined;
  const claimed = byEnterprise ? random.chance(0.6) : null;
  const assessed = claimed === true && random.chance(0.8);
  return {
    ...ownedSample(random, { kind: 'drill', number, divisionCode, ...(owner ? { owner } : {}) }),
    title,
    kind,
    level,
    hazard: random.pick(['FLOOD', 'FOREST_FIRE', 'EARTHQUAKE', 'FIRE', 'GEOLOGICAL'] as const),
    heldAt: beijing(day, 9 + random.integer(0, 6)),
    enterpriseUscc: enterpriseUscc ?? null,
    planId: planId ?? null,
    participants: random.integer(20, 300),
    unannouncedClaimed: claimed,
    unannouncedAssessedBy: assessed ? demoUscc('EMERGENCY', divisionCode.slice(0, 6)) : null,
    unannouncedAssessedOn: assessed ? '2026-04-01' : null,
    unannouncedAccepted: assessed ? random.chance(0.7) : null,
    evaluation: '程序基本规范，通信保障有待加强（合成数据）',
  };
}

/** Drills of 2026 of 水峪贯镇 and its villages. */
const scenarioDrills = (): DrillFacts[] => [
  {
    divisionCode: scenarioTownship,
    level: 'TOWNSHIP',
    kind: 'COMPREHENSIVE',
    title: '水峪贯镇防汛综合应急演练',
    day: '2026-04-20',
    owner: reporterOf(scenarioTownship),
  },
  ...villagesOf(scenarioTownship)
    .slice(0, 4)
    .map(({ code, name }) => ({
      divisionCode: code,
      level: 'VILLAGE' as const,
      kind: 'EVACUATION' as const,
      title: `${villageName(name)}转移避险演练`,
      day: '2026-03-18',
      owner: reporterOf(code),
    })),
];

/** Drills of governments: most counties and townships have held theirs in 2026, some have not. */
const governmentDrills = (plans: readonly PlanSample[]): DrillFacts[] => [
  ...[...sampleCounties.slice(0, 5), '141122'].map((county) => {
    const plan = plans.find(({ divisionCode, kind }) => divisionCode === county && kind === 'OVERALL');
    return {
      divisionCode: county,
      level: 'COUNTY' as const,
      kind: 'COMPREHENSIVE' as const,
      title: `${divisionByCode(county)?.name ?? county}综合应急演练`,
      day: '2026-04-12',
      ...(plan ? { planId: plan.id } : {}),
    };
  }),
  ...demoTownships()
    .filter((_, index) => index % 4 !== 0)
    .map(({ township }) => ({
      divisionCode: township.code,
      level: 'TOWNSHIP' as const,
      kind: 'SPECIAL' as const,
      title: `${township.name}应急演练`,
      day: '2026-04-16',
    })),
];

/** Drills of 水峪贯镇, of governments, and 200 of enterprises. */
export function* sampleDrills(random: Random, plans: readonly PlanSample[], size: SampleSize) {
  const governments = [...scenarioDrills(), ...governmentDrills(plans)];
  const count = governments.length + size.count(200, 30);
  for (let number = 0; number < count; number += 1) {
    const given = governments[number];
    if (given) {
      yield drill(random, number, given);
      continue;
    }
    const enterprise = demoEnterprise(number % 2 === 0 ? 'COAL' : 'CHEMICAL', number);
    yield drill(random, number, {
      divisionCode: enterprise.place.divisionCode,
      level: 'HIGH_RISK_ENTERPRISE',
      kind: 'EVACUATION',
      title: `${enterprise.name}疏散逃生演练`,
      day: `2026-0${random.integer(1, 4)}-${10 + random.integer(0, 15)}`,
      enterpriseUscc: enterprise.uscc,
    });
  }
}

/** Shifts of the week from 27 April 2026: a leader and an officer a day in every county, and in 水峪贯镇. */
export function* sampleRoster(random: Random) {
  let number = 0;
  for (const divisionCode of [...sampleCounties, '141122', scenarioTownship]) {
    const owner =
      divisionCode === scenarioTownship ? reporterOf(divisionCode) : demoUscc('EMERGENCY', divisionCode);
    for (let day = 0; day < 7; day += 1) {
      const startsAt = later(beijing('2026-04-27', 8), day * 24 * 60);
      for (const post of ['LEADER', 'DUTY_OFFICER'] as const) {
        const person = demoPerson(random);
        yield {
          ...ownedSample(random, { kind: 'duty-roster', number: number++, divisionCode, owner }),
          startsAt,
          endsAt: later(startsAt, 24 * 60),
          post,
          personName: person.name,
          personPhone: person.phone,
          officePhone: '0356-0000000',
        };
      }
    }
  }
}

/** Demonstration communities: named, reviewed, one that lost its name. */
export function* sampleCommunities(random: Random, size: SampleSize) {
  const count = size.count(30, 6);
  for (let number = 0; number < count; number += 1) {
    const place = demoPlace(random);
    yield {
      ...ownedSample(random, { kind: 'demonstration-community', number, divisionCode: place.divisionCode }),
      name: `${place.townshipName}综合减灾示范社区`,
      level: random.pick(['NATIONAL', 'PROVINCIAL', 'CITY'] as const),
      namedOn: number % 7 === 6 ? null : '2023-12-20',
      reviewedOn: number % 3 === 0 ? '2025-12-01' : null,
      revokedOn: number === 1 ? '2025-12-20' : null,
    };
  }
}
