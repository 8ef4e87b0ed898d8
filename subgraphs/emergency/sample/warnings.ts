import { demoPerson, demoPlace, demoUscc, divisionByCode, type Random, type SampleSize } from '@huitong/kit';
import type { Warning } from '../src/entities/warning.js';
import { later, ownedSample, scenarioTownship, villagesOf } from './owned.js';

type Words = Pick<
  Warning,
  'kind' | 'notice' | 'measures' | 'category' | 'urgency' | 'certainty' | 'responseTypes'
> & { readonly word: string };

const kinds: readonly Words[] = [
  {
    kind: 'RAINSTORM',
    word: '暴雨',
    notice: '未来6小时降雨量将达50毫米以上，山洪和地质灾害风险高',
    measures: '暂停户外作业；低洼和隐患点群众转移；责任人上岗到位',
    category: 'MET',
    urgency: 'EXPECTED',
    certainty: 'LIKELY',
    responseTypes: ['PREPARE', 'EVACUATE'],
  },
  {
    kind: 'FOREST_FIRE_DANGER',
    word: '森林火险',
    notice: '林区干燥大风，极易发生森林火灾',
    measures: '严禁野外用火；护林员加密巡查；队伍靠前驻防',
    category: 'FIRE',
    urgency: 'FUTURE',
    certainty: 'POSSIBLE',
    responseTypes: ['AVOID', 'MONITOR'],
  },
  {
    kind: 'SNOW',
    word: '暴雪',
    notice: '未来12小时降雪量将达6毫米以上，道路结冰',
    measures: '做好除雪铲冰；加固大棚；保障供暖供电',
    category: 'MET',
    urgency: 'EXPECTED',
    certainty: 'LIKELY',
    responseTypes: ['PREPARE', 'SHELTER'],
  },
];

interface Facts {
  readonly number: number;
  readonly divisionCode: string;
  readonly words: Words;
  readonly colour: Warning['colour'];
  readonly publishedAt: string;
  /** It holds until it is lifted; otherwise it is over. */
  readonly holds: boolean;
  readonly affectedDivisions: readonly string[];
}

function warning(random: Random, facts: Facts) {
  const { number, divisionCode, words, colour, publishedAt, holds, affectedDivisions } = facts;
  const { word, ...content } = words;
  const county = divisionByCode(divisionCode)?.name ?? divisionCode;
  const colours = { RED: '红色', ORANGE: '橙色', YELLOW: '黄色', BLUE: '蓝色' };
  return {
    ...ownedSample(random, { kind: 'warning', number, divisionCode }),
    title: `${county}${word}${colours[colour]}预警`,
    ...content,
    colour,
    startsAt: publishedAt,
    // The one of the scenario has no end: it is in force whenever the demonstration is looked at, until it is lifted.
    expiresAt: holds ? null : later(publishedAt, 24 * 60),
    liftedAt: holds || number % 2 === 0 ? null : later(publishedAt, 12 * 60),
    affectedArea: `${county}全境，重点为沿河和山区村庄`,
    publisher: `${county}应急管理局`,
    publishedAt,
    affectedDivisions,
    capStatus: 'ACTUAL' as const,
    messageType: 'ALERT' as const,
    scope: 'PUBLIC' as const,
  };
}
export type WarningSample = ReturnType<typeof warning>;

/**
 * An orange rainstorm warning of 交城县 that names 水峪贯镇, and one of the whole city of 晋城, both in force; 60 that
 * are over.
 */
export function sampleWarnings(random: Random, size: SampleSize): WarningSample[] {
  const [rain, fire] = kinds as [Words, Words, Words];
  const first: Omit<Facts, 'number'>[] = [
    {
      divisionCode: '141122',
      words: rain,
      colour: 'ORANGE',
      publishedAt: '2026-04-30T08:00:00Z',
      holds: true,
      affectedDivisions: [scenarioTownship],
    },
    {
      divisionCode: '140581',
      words: fire,
      colour: 'YELLOW',
      publishedAt: '2026-04-29T02:00:00Z',
      holds: true,
      affectedDivisions: [],
    },
  ];
  const count = first.length + size.count(60, 10);
  return Array.from({ length: count }, (_, number) => {
    const given = first[number];
    if (given) return warning(random, { ...given, number });
    const place = demoPlace(random);
    return warning(random, {
      number,
      divisionCode: place.countyCode,
      words: random.pick(kinds),
      colour: random.pick(['BLUE', 'BLUE', 'YELLOW', 'ORANGE', 'RED'] as const),
      publishedAt: later('2025-06-01T00:00:00Z', random.integer(0, 300 * 24 * 60)),
      holds: false,
      affectedDivisions: random.chance(0.5) ? [place.divisionCode] : [],
    });
  });
}

/** Calls to the villages of 水峪贯镇, three of them unanswered, and to the townships of the other warnings. */
export function* sampleCallouts(random: Random, warnings: readonly WarningSample[]) {
  const township = demoUscc('TOWNSHIP', scenarioTownship);
  let number = 0;
  const call = (warning: WarningSample, divisionCode: string, answered: boolean, owner: string) => {
    const person = demoPerson(random);
    const calledAt = later(warning.publishedAt, random.integer(2, 15));
    const acknowledgedAt = answered ? later(calledAt, random.integer(1, 20)) : null;
    return {
      ...ownedSample(random, { kind: 'warning-callout', number: number++, divisionCode, owner }),
      warningId: warning.id,
      post: '村（社区）包保责任人',
      personName: person.name,
      personPhone: person.phone,
      channel: random.pick(['PHONE', 'SMS', 'BROADCAST', 'APP'] as const),
      calledAt,
      acknowledgedAt,
      feedback: answered ? '已通知隐患点住户，人员在岗' : null,
      feedbackAt: acknowledgedAt && later(acknowledgedAt, 15),
    };
  };
  for (const [index, warning] of warnings.entries()) {
    if (index === 0) {
      for (const [at, village] of villagesOf(scenarioTownship).entries()) {
        yield call(warning, village.code, at % 5 !== 2, township);
      }
    } else {
      yield call(warning, warning.divisionCode, random.chance(0.8), warning.ownerDepartment);
    }
  }
}

/** The response that the rain called for: weather first (以气象预警为先导的联动). */
export function* sampleLinkedResponses(random: Random, [rain]: readonly WarningSample[]) {
  if (!rain) return;
  yield {
    ...ownedSample(random, { kind: 'linked-response', number: 0, divisionCode: rain.divisionCode }),
    incidentId: null,
    warningId: rain.id,
    item: '防汛应急响应',
    level: 'LEVEL_3',
    activatedAt: later(rain.publishedAt, 30),
    expectedUntil: later(rain.publishedAt, 72 * 60),
    measures: '水务、自然资源、应急联合会商；巡查人员上岗；预置抢险队伍',
    endedAt: null,
  };
}
