import type { MaskKind } from '@huitong/contract';

const keep = (text: string, head: number, tail: number) => {
  const characters = [...text];
  if (characters.length <= head + tail) return '*'.repeat(characters.length);
  const hidden = '*'.repeat(characters.length - head - tail);
  return characters.slice(0, head).join('') + hidden + characters.slice(characters.length - tail).join('');
};

const stars = (text: string) => '*'.repeat([...text].length);

const maskers: Record<MaskKind, (value: string) => string> = {
  // The customary forms hold for the customary lengths; of anything else nothing is shown.
  PHONE: (value) => (/^1\d{10}$/.test(value) ? keep(value, 3, 4) : stars(value)),
  ID_NUMBER: (value) => (/^(\d{15}|\d{17}[\dXx])$/.test(value) ? keep(value, 6, 4) : stars(value)),
  NAME: (value) => `${[...value][0] ?? ''}*`,
  // To the township: the first 镇, 乡 or 街道 that can end a name. Those behind it stand in the names of villages,
  // roads and houses (乡政府家属院); where one stands in a county's own name (乡宁县), less is shown, never more.
  ADDRESS: (value) => /^.+?(?:街道|[镇乡])/u.exec(value)?.[0]?.concat('***') ?? '***',
  COORDINATE: () => '***',
};

/** Latitude or longitude to two decimals, about one kilometre. */
const roundCoordinate = (value: number) => Math.round(value * 100) / 100;

/**
 * Masks one value of personal data (个人信息保护法 art. 51; the forms of DOMAIN §3.2). Strings, lists of
 * strings, coordinates and points are masked; anything else of a masked field becomes null rather than leak.
 */
export function maskValue(kind: MaskKind, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value === 'string') return maskers[kind](value);
  if (Array.isArray(value)) return value.map((item) => maskValue(kind, item));
  if (kind !== 'COORDINATE') return null;
  if (typeof value === 'number') return roundCoordinate(value);
  if (typeof value !== 'object' || !('lat' in value) || !('lon' in value)) return null;
  return { ...value, lat: maskValue(kind, value.lat), lon: maskValue(kind, value.lon) };
}
