import type { MatchEvidence } from '@huitong/kit';
import type { MatchReason } from '../generated/resolvers.js';

/** Hundredths, as a person reads them. */
const rounded = (value: number) => Math.round(value * 100) / 100;

const divisionText = (likeness: number) => {
  if (likeness === 1) return '同一区划';
  if (likeness >= 0.8) return '同县不同乡镇';
  return likeness > 0 ? '同市不同县' : '不在同一市';
};

/** The evidence on a candidate as a person reads it, the weightiest first; nothing of what is unknown. */
export function matchReasons(
  evidence: MatchEvidence,
  former: { readonly name: string; readonly validTo: string | null } | null = null,
): MatchReason[] {
  const { name, numbersDiffer, tradesDiffer, division, metres, distance } = evidence;
  const reasons: MatchReason[] = [
    { kind: 'NAME', value: rounded(name), text: `名称相似度 ${rounded(name).toFixed(2)}` },
  ];
  if (former) {
    const until = former.validTo ? `，用至 ${former.validTo}` : '';
    reasons.push({ kind: 'FORMER_NAME', value: rounded(name), text: `曾用名“${former.name}”${until}` });
  }
  if (numbersDiffer) reasons.push({ kind: 'NUMBERS_DIFFER', value: 0, text: '名称中的编号不同' });
  if (tradesDiffer) reasons.push({ kind: 'TRADES_DIFFER', value: 0, text: '名称中的行业不同' });
  if (distance !== null && metres !== null) {
    const far = metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`;
    reasons.push({ kind: 'DISTANCE', value: rounded(distance), text: `相距 ${far}` });
  }
  if (division !== null) {
    reasons.push({ kind: 'DIVISION', value: rounded(division), text: divisionText(division) });
  }
  return reasons;
}
