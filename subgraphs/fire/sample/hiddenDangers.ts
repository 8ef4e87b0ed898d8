import { type DemoDanger, demoHiddenDanger } from '@huitong/kit';
import { rowRandom } from './places.js';
import { unitOf } from './units.js';

const seed = 20_260_740;

const findings = [
  '消防车道被占用',
  '安全出口锁闭',
  '火灾自动报警系统主机故障',
  '违规使用易燃可燃保温材料',
  '电动自行车在楼道内充电',
  '疏散指示标志损坏',
  '室内消火栓无水',
];

/** Dangers of a number of units; their states come round, so that every one is met. */
export function* hiddenDangers(count: number, units: number): Iterable<DemoDanger> {
  for (let index = 0; index < count; index += 1) {
    const object = unitOf((index * 11) % units).row;
    yield demoHiddenDanger(rowRandom(seed, index), {
      type: 'FireHiddenDanger',
      objectType: 'FIRE_UNIT',
      object,
      index,
      descriptions: findings,
    });
  }
}

/** The histories of those dangers, made anew rather than kept. */
export function* hiddenDangerEvents(count: number, units: number): Iterable<object> {
  for (const { events } of hiddenDangers(count, units)) yield* events;
}

/** The dangers themselves. */
export function* hiddenDangerRows(count: number, units: number): Iterable<object> {
  for (const { danger } of hiddenDangers(count, units)) yield danger;
}
