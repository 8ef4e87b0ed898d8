import type { EnumSpellings } from '@huitong/kit';
import type { MineStatus, MiningMethod } from '../generated/resolvers.js';

/** How a value is spelt in files; each enum must list all of its values. */
export type Spellings<Value extends string> = EnumSpellings & Readonly<Record<Value, readonly string[]>>;

/** 生产状态 of every kind of mine. */
export const mineStatus: Spellings<MineStatus> = {
  PRODUCING: ['生产', '正常生产', '生产矿井'],
  CONSTRUCTION: ['建设', '在建', '建设矿井'],
  STOPPED: ['停产'],
  CONSTRUCTION_STOPPED: ['停建', '停缓建'],
  CLOSED: ['关闭', '已关闭'],
};

/** 开采方式 of every kind of mine. */
export const miningMethod: Spellings<MiningMethod> = {
  UNDERGROUND: ['井工', '地下', '井工开采', '地下开采'],
  SURFACE: ['露天', '露天开采'],
};
