/** 应急物资分类及编码: seven digits, 大类 1, 中类 2, 小类 2, 细类 2 (GB/T 38565-2020). */
export const stockCodeSystem = 'GB/T 38565-2020';

const majorCategories: Readonly<Record<string, 'BASIC_LIVING' | 'EQUIPMENT' | 'ENGINEERING'>> = {
  1: 'BASIC_LIVING',
  2: 'EQUIPMENT',
  3: 'ENGINEERING',
};

/** Whether a code has the shape of GB/T 38565-2020. Only the major categories are known here, not the full table. */
export const isStockCode = (code: string): boolean => /^[123][0-9]{6}$/.test(code);

/** 大类 of a code; null under another code system, or when the code is none of GB/T 38565-2020. */
export function majorCategory({ codeSystem, categoryCode }: { codeSystem: string; categoryCode: string }) {
  if (codeSystem !== stockCodeSystem || !isStockCode(categoryCode)) return null;
  return majorCategories[categoryCode.charAt(0)] ?? null;
}

/**
 * The codes below a prefix, as a range of whole codes: `101` is 1010000 to 1019999.
 * @param prefix one to seven digits; null is returned for anything else.
 */
export function codesBelow(prefix: string): { readonly first: string; readonly last: string } | null {
  if (!/^[0-9]{1,7}$/.test(prefix)) return null;
  return { first: prefix.padEnd(7, '0'), last: prefix.padEnd(7, '9') };
}
