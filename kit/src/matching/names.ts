import { readFileSync } from 'node:fs';
import { loadDivisions } from '../divisions/index.js';
import { searchText } from '../search/index.js';

/** Words of enterprise names, as data: what is stripped, and what is kept apart. */
interface NameWords {
  readonly variants: Readonly<Record<string, string>>;
  readonly legalForms: readonly string[];
  readonly groups: readonly string[];
  readonly trades: Readonly<Record<string, readonly string[]>>;
  readonly generic: readonly string[];
  readonly numerals: Readonly<Record<string, number>>;
  readonly ordinalUnits: readonly string[];
}

const words = JSON.parse(
  readFileSync(new URL('../../assets/enterprise-names.json', import.meta.url), 'utf8'),
) as NameWords;

/** A name taken apart for comparison. */
export interface NameParts {
  /** The name without its legal form, place and punctuation: 晋岭煤业一号井. */
  readonly plain: string;
  /** What sets the name apart, without trade and number: 晋岭. */
  readonly core: string;
  /** Numbers that tell units of one group apart, 甲 to 癸 as they are: `1` for 一号井. */
  readonly ordinal: string | null;
  /** Sector that a word of the name speaks of; null when none does. */
  readonly trade: string | null;
}

const byLength = (list: readonly string[]) => [...list].sort((one, other) => other.length - one.length);
const anyOf = (list: readonly string[]) => new RegExp(byLength(list).join('|'), 'gu');

const legalForms = anyOf(words.legalForms);
const fillers = anyOf([...Object.values(words.trades).flat(), ...words.generic]);
const tradeWords = byLength(Object.values(words.trades).flat());
const tradeOf = new Map(
  Object.entries(words.trades).flatMap(([trade, list]) => list.map((word) => [word, trade] as const)),
);
/** Words of two characters that names of a trade have: 煤业, 煤矿 for COAL; none for null. */
export const tradeWordsOf = (trade: string | null): readonly string[] =>
  trade === null ? [] : (words.trades[trade] ?? []).filter((word) => [...word].length === 2);

const stems = '甲乙丙丁戊己庚辛壬癸';
const numeral = `[0-9${Object.keys(words.numerals).join('')}${stems}]`;
const units = byLength(words.ordinalUnits).join('|');
/** A number before its unit, or at the end of a name: 第一分, 二号井, 甲号, …3. */
const ordinals = new RegExp(`第?(${numeral}{1,3})(?:${units})(?:${units})?|第?(${numeral}{1,3})$`, 'u');

/** Names of provinces, cities and counties, in full and without their last word, the longest first. */
let places: readonly string[] | undefined;
function placeNames(): readonly string[] {
  if (places) return places;
  const upper = loadDivisions().filter(({ level }) => ['PROVINCE', 'CITY', 'COUNTY'].includes(level));
  const names = upper.flatMap(({ name }) => {
    const short = name.replace(/(省|市|县|区)$/u, '');
    return short.length >= 2 ? [name, short] : [name];
  });
  places = byLength([...new Set(names)]);
  return places;
}

/** Shortest name that is left when a place is taken off; 阳城煤矿 would otherwise be nothing but a trade. */
const leastLeft = 2;

function withoutPlaces(text: string): string {
  for (let rest = text; ;) {
    const place = placeNames().find((one) => rest.startsWith(one));
    if (!place || [...rest].length - [...place].length < leastLeft) return rest;
    rest = rest.slice(place.length);
  }
}

/** 一 to 十 and digits as one number, 甲 to 癸 as they are. */
function ordinalValue(text: string): string {
  return [...text].map((one) => String(words.numerals[one] ?? one)).join('');
}

const variant = (text: string) => [...text].map((one) => words.variants[one] ?? one).join('');
const lastPart = (text: string) =>
  text
    .split(anyOf(words.groups))
    .filter((part) => part !== '')
    .at(-1) ?? text;

/** A text taken off unless nothing would be left. */
const unlessEmpty = (stripped: string, otherwise: string) => (stripped === '' ? otherwise : stripped);

const known = new Map<string, NameParts>();
/** Names kept taken apart; the same few come again for every row of a request. */
const mostKnown = 20_000;

/**
 * Takes the name of an enterprise, or of a mine, hazard, pond or unit that may belong to one, apart for comparison:
 * full-width forms, traditional characters, brackets and blanks unified; legal form (有限公司 …), group (集团) and
 * place words stripped; trade and number apart from what makes the name its own.
 */
export function nameParts(name: string): NameParts {
  const found = known.get(name);
  if (found) return found;
  const text = variant(searchText(name)).replace(/[\p{P}\p{S}]/gu, '');
  const formless = unlessEmpty(text.replace(legalForms, ''), text);
  const plain = withoutPlaces(unlessEmpty(withoutPlaces(lastPart(formless)), formless));
  const number = ordinals.exec(plain);
  const numberless = number ? unlessEmpty(plain.replace(number[0], ''), plain) : plain;
  // 阳城煤矿 is nothing but a place and a trade: then the place is what it has of its own.
  const own = unlessEmpty(numberless.replace(fillers, ''), formless.replace(fillers, ''));
  const core = unlessEmpty(own, numberless);
  const word = tradeWords.find((one) => plain.includes(one));
  const parts = {
    plain,
    core,
    ordinal: number ? ordinalValue(number[1] ?? number[2] ?? '') : null,
    trade: word === undefined ? null : (tradeOf.get(word) ?? null),
  };
  if (known.size >= mostKnown) known.clear();
  known.set(name, parts);
  return parts;
}
