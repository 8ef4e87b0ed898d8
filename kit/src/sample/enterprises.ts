import { syntheticUscc } from '../validators/index.js';
import { type DemoPlace, demoPlace } from './places.js';
import { Random } from './random.js';

/** What an invented enterprise does. */
export type DemoTrade = 'COAL' | 'CHEMICAL' | 'COMMERCE';

export interface DemoEnterprise {
  readonly uscc: string;
  readonly name: string;
  readonly trade: DemoTrade;
  readonly place: DemoPlace;
}

const trades: Record<DemoTrade, { count: number; seed: number; names: readonly string[]; suffix: string }> = {
  COAL: {
    count: 60,
    seed: 11,
    names: ['晋岭', '泽源', '丹河', '太行', '沁兴', '凤台', '长平', '古矿', '云峰', '恒泰'],
    suffix: '煤业有限公司',
  },
  CHEMICAL: {
    count: 60,
    seed: 12,
    names: ['华丰', '泽化', '天脊源', '兴晋', '安泰', '润泽', '鑫海', '金象', '同辉', '康达'],
    suffix: '化工有限公司',
  },
  COMMERCE: {
    count: 120,
    seed: 13,
    names: ['万汇', '金鼎', '凤鸣', '丹苑', '星河', '和谐', '泰和', '景西', '文昌', '红星'],
    suffix: '商贸有限公司',
  },
};

/** How many enterprises of a trade the demonstration has. */
export const demoEnterpriseCount = (trade: DemoTrade): number => trades[trade].count;

/** An invented enterprise near a real seat; the same for the same number, which wraps around. */
export function demoEnterprise(trade: DemoTrade, number: number): DemoEnterprise {
  const { count, seed, names, suffix } = trades[trade];
  const index = number % count;
  const random = new Random(seed * 1_000_003 + index);
  const place = demoPlace(random);
  const name = `${place.countyName.replace(/[市县区]$/, '')}${names[index % names.length]}${'甲乙丙丁戊己'[Math.floor(index / names.length) % 6]}号${suffix}`;
  const uscc = syntheticUscc({
    authority: '9',
    category: '1',
    divisionCode: place.countyCode,
    seed: `${trade}-${index}`,
  });
  return { uscc, name, trade, place };
}

/** 水峪贯镇 in 吕梁's 交城县, the township of DOMAIN §5 scenario 9. */
export const demoTownship = '141122103';
/** Enterprises of each trade in 水峪贯镇. */
export const demoTownshipEnterpriseCount = 4;

/** An invented enterprise of 水峪贯镇; the same for the same number, which wraps around. */
export function demoTownshipEnterprise(trade: DemoTrade, number: number): DemoEnterprise {
  const { seed, names, suffix } = trades[trade];
  const index = number % demoTownshipEnterpriseCount;
  const place = demoPlace(new Random(seed * 2_000_003 + index), demoTownship);
  const uscc = syntheticUscc({
    authority: '9',
    category: '1',
    divisionCode: place.countyCode,
    seed: `${trade}-${demoTownship}-${index}`,
  });
  return { uscc, name: `交城${names[index] ?? ''}${suffix}`, trade, place };
}

/** Every enterprise of the demonstration: those of 晋城, then those of 水峪贯镇. */
export function demoEnterprises(): DemoEnterprise[] {
  const kinds = Object.keys(trades) as DemoTrade[];
  const numbered = (length: number) => Array.from({ length }, (_, index) => index);
  return [
    ...kinds.flatMap((trade) => numbered(trades[trade].count).map((index) => demoEnterprise(trade, index))),
    ...kinds.flatMap((trade) =>
      numbered(demoTownshipEnterpriseCount).map((index) => demoTownshipEnterprise(trade, index)),
    ),
  ];
}

/** USCC of {@link demoEnterprise}. */
export const demoEnterpriseUscc = (trade: DemoTrade, number: number): string =>
  demoEnterprise(trade, number).uscc;
