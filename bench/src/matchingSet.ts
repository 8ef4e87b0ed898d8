import type { Random } from '@huitong/kit';
import { demoTownships, demoUscc, type GeoPoint, syntheticUscc, toWgs84 } from '@huitong/kit';

/** An enterprise of the generated register. */
export interface Registered {
  readonly uscc: string;
  readonly name: string;
  /** What sets its name apart, for making noise. */
  readonly core: string;
  readonly trade: Trade;
  /** Place or group that its name begins with; empty for none. */
  readonly prefix: string;
  readonly township: string;
  readonly county: string;
  readonly point: GeoPoint;
}

/** An object that lacks a code, and the enterprise it belongs to; null when the register does not have it. */
export interface Lacking {
  readonly id: string;
  readonly name: string;
  readonly divisionCode: string;
  readonly point: GeoPoint | null;
  readonly truth: string | null;
  readonly noise: readonly string[];
}

interface Trade {
  readonly key: 'COAL' | 'CHEMICALS' | 'COMMERCE';
  readonly words: readonly string[];
  readonly type: 'CoalMine' | 'MajorHazard' | 'FireUnit';
}

const trades: readonly Trade[] = [
  { key: 'COAL', words: ['煤业', '煤矿', '煤炭', '矿业'], type: 'CoalMine' },
  { key: 'CHEMICALS', words: ['化工', '化学', '石化'], type: 'MajorHazard' },
  { key: 'COMMERCE', words: ['商贸', '贸易', '百货', '酒店'], type: 'FireUnit' },
];
/** What names are made of; not many, so that they come close to each other. */
const characters = [
  ...'晋岭泽源丹河太行沁兴凤台长平古云峰恒泰华丰天脊安润鑫海金象同辉康达万汇鼎鸣星和景文昌红',
];
const forms = ['有限公司', '有限责任公司', '股份有限公司'];
const groups = ['山西煤炭运销集团', '晋能控股集团', '兰花集团'];

/** How the type of an object follows from its trade, for asking the graph. */
export const typeOf = (trade: Trade['key']): Trade['type'] =>
  trades.find(({ key }) => key === trade)?.type ?? 'CoalMine';

const townships = demoTownships();
const around = (random: Random, seat: GeoPoint, degrees: number): GeoPoint => ({
  lat: seat.lat + random.decimal(-degrees, degrees, 5),
  lon: seat.lon + random.decimal(-degrees, degrees, 5),
});

function invent(random: Random, index: number, core?: string, number = ''): Registered {
  const { township, county } = random.pick(townships);
  const trade = random.pick(trades);
  const own =
    core ?? Array.from({ length: random.chance(0.8) ? 2 : 3 }, () => random.pick(characters)).join('');
  const place = random.pick([
    '',
    '',
    '山西',
    `山西${county.name.replace(/[市县区]$/u, '')}`,
    county.name,
    county.name.slice(0, 2),
  ]);
  const group = trade.key === 'COAL' && random.chance(0.1) ? random.pick(groups) : '';
  const prefix = group === '' ? place : group;
  return {
    uscc: syntheticUscc({ authority: '9', category: '1', divisionCode: county.code, seed: `bench-${index}` }),
    name: `${prefix}${own}${trade.words[0] ?? ''}${number}${random.pick(forms)}`,
    core: own,
    trade,
    prefix,
    township: township.code,
    county: county.code,
    point: around(random, township.seat as GeoPoint, 0.03),
  };
}

/** A register with homonyms in other counties (one in twelve) and groups of several numbered units (one in twenty). */
export function inventRegister(random: Random, size: number): Registered[] {
  const register: Registered[] = [];
  while (register.length < size) {
    const one = invent(random, register.length);
    register.push(one);
    if (random.chance(1 / 12)) register.push(invent(random, register.length, one.core));
    if (random.chance(1 / 20)) {
      for (const number of ['一号', '二号', '三号']) {
        const unit = invent(random, register.length, one.core, number);
        register.push({
          ...unit,
          trade: one.trade,
          prefix: one.prefix,
          name: one.name.replace(/(?=(股份)?有限)/u, number),
        });
      }
    }
  }
  return register.slice(0, size);
}

/** What happens to a name or a place on its way into a department's workbook, and how often. */
const noises: readonly {
  readonly name: string;
  readonly chance: number;
  readonly change: (row: Draft, random: Random) => Draft;
}[] = [
  {
    name: 'no suffix',
    chance: 0.5,
    change: (row) => ({ ...row, name: row.name.replace(/(股份)?有限(责任)?公司/u, '') }),
  },
  {
    name: 'no place',
    chance: 0.4,
    change: (row) => ({ ...row, name: row.name.slice(row.of.prefix.length) }),
  },
  {
    name: 'other word of the trade',
    chance: 0.3,
    change: (row, random) => ({
      ...row,
      name: row.name.replace(row.of.trade.words[0] ?? '', random.pick(row.of.trade.words)),
    }),
  },
  {
    name: 'a part of it',
    chance: 0.15,
    change: (row, random) => ({
      ...row,
      name: `${row.name}${random.pick(['一分厂', '办公楼', '厂区', '（东区）'])}`,
    }),
  },
  {
    name: 'typo',
    chance: 0.12,
    change: (row, random) => ({
      ...row,
      name: row.name.replace(row.of.core, replaceOne(row.of.core, random)),
    }),
  },
  {
    name: 'swapped',
    chance: 0.05,
    change: (row) => ({ ...row, name: row.name.replace(row.of.core, [...row.of.core].reverse().join('')) }),
  },
  {
    name: 'old name',
    chance: 0.05,
    change: (row, random) => ({
      ...row,
      name: row.name.replace(row.of.core, `${random.pick(characters)}${random.pick(characters)}`),
    }),
  },
  {
    name: 'full-width and brackets',
    chance: 0.1,
    change: (row) => ({
      ...row,
      name: ` ${row.name.replace('有限', '（有限）').replace(/^山西/u, '（山西）')}　`,
    }),
  },
  {
    name: 'neighbouring township',
    chance: 0.15,
    change: (row, random) => ({
      ...row,
      divisionCode: random.pick(townships.filter(({ county }) => county.code === row.of.county)).township
        .code,
    }),
  },
  {
    name: 'wrong county',
    chance: 0.05,
    change: (row, random) => ({ ...row, divisionCode: random.pick(townships).township.code }),
  },
  {
    name: 'site away from the office',
    chance: 0.3,
    change: (row, random) => ({ ...row, point: row.point && around(random, row.point, 0.02) }),
  },
  {
    name: 'GCJ-02 taken for WGS-84',
    chance: 0.15,
    change: (row) => ({ ...row, point: row.point && shifted(row.point) }),
  },
  { name: 'no point', chance: 0.3, change: (row) => ({ ...row, point: null }) },
];

/** The point that GCJ-02 gives a place: the shift back, the other way. */
function shifted(point: GeoPoint): GeoPoint {
  const back = toWgs84(point, 'GCJ02');
  return { lat: 2 * point.lat - back.lat, lon: 2 * point.lon - back.lon };
}

interface Draft {
  readonly of: Registered;
  readonly name: string;
  readonly divisionCode: string;
  readonly point: GeoPoint | null;
}

function replaceOne(text: string, random: Random): string {
  const at = random.integer(0, text.length - 1);
  return [...text].map((one, index) => (index === at ? random.pick(characters) : one)).join('');
}

/** An object of an enterprise as a department wrote it down; noises come together as they do in files. */
function lacking(random: Random, of: Registered, index: number, truth: string | null): Lacking {
  let draft: Draft = { of, name: of.name, divisionCode: of.township, point: of.point };
  const noise: string[] = [];
  for (const one of noises) {
    if (!random.chance(one.chance)) continue;
    draft = one.change(draft, random);
    noise.push(one.name);
  }
  const { name, divisionCode, point } = draft;
  return { id: `${of.trade.key}-${index}`, name, divisionCode, point, truth, noise };
}

/**
 * Objects without a code: four in five of an enterprise of the register, one in five of one that it does not have,
 * a third of these called like a registered one in another county.
 */
export function inventLacking(random: Random, register: readonly Registered[], size: number): Lacking[] {
  return Array.from({ length: size }, (_, index) => {
    const one = random.pick(register);
    if (index % 5 !== 4) return lacking(random, one, index, one.uscc);
    const stranger = invent(random, register.length + index, index % 15 === 4 ? one.core : undefined);
    return lacking(random, stranger, index, null);
  });
}

/** The department whose register it is. */
export const registrar = demoUscc('SAFETY_COMMITTEE', '140500');
