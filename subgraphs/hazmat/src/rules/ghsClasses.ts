import type { ClassSymbol } from './gb18218.js';

/** Hazard class (GB 30000 series) by the group of the symbol in table 2 of GB 18218-2018. */
const classes: Readonly<Record<string, string>> = {
  J: '急性毒性',
  W1: '爆炸物',
  W2: '易燃气体',
  W3: '气溶胶',
  W4: '氧化性气体',
  W5: '易燃液体',
  W6: '自反应物质和混合物',
  W7: '有机过氧化物',
  W8: '自燃液体和自燃固体',
  W9: '氧化性固体和液体',
  W10: '易燃固体',
  W11: '遇水放出易燃气体的物质和混合物',
};

/**
 * GHS hazard classes that a class symbol of GB 18218-2018 table 2 stands for, in Chinese; empty without a symbol. The
 * class that decides β, not every class of the substance.
 */
export function ghsClassesOf(symbol: ClassSymbol | null): string[] {
  if (symbol === null) return [];
  const group = symbol.startsWith('J') ? 'J' : (symbol.split('.')[0] as string);
  const found = classes[group];
  return found ? [found] : [];
}
