import { defineDataset } from '@huitong/kit';
import { FireBrigade } from '../entities/fireBrigade.js';
import { numberBounds } from '../rules/bounds.js';
import { brigadeFaults } from '../rules/brigade.js';
import { divisionCode, location, numbers, sourceId, text } from './columns.js';
import { brigadeKind, stationClass } from './spellings.js';

/** 消防队伍, DOMAIN §2.5. Bounds are those of the mutation `upsertFireBrigade` and of the table. */
export const fireBrigades = defineDataset<FireBrigade>({
  name: 'fire.fire-brigades',
  title: { zh: '消防队伍', en: 'Fire brigades' },
  entity: FireBrigade,
  line: 'FIRE',
  columns: {
    sourceId: sourceId('队伍编号', '消防站编号'),
    name: {
      ...text('队伍名称', 'name', '名称', '消防站名称'),
      required: true,
      example: '示例煤业专职消防队',
    },
    divisionCode,
    kind: {
      header: '队伍种类',
      synonyms: ['队伍类型'],
      kind: 'enum',
      values: brigadeKind,
      required: true,
      example: '企业专职消防队',
    },
    enterpriseUscc: { header: '主办企业统一社会信用代码', kind: 'uscc' },
    address: { ...text('地址', 'address', '驻地地址'), example: '示例市示例镇示例路1号' },
    stationClass: {
      header: '消防站类别',
      synonyms: ['站级'],
      kind: 'enum',
      values: stationClass,
      example: '',
    },
    serviceAreaSquareKilometres: {
      ...numbers('辖区面积', 'number', numberBounds.serviceAreaSquareKilometres),
      example: '15',
    },
    foamTonnes: { ...numbers('泡沫液储量', 'number', numberBounds.storedFoamTonnes), example: '1.5' },
    headcount: { ...numbers('人数', 'integer', numberBounds.headcount), example: '12' },
    onDuty: { ...numbers('执勤人数', 'integer', numberBounds.onDuty), example: '4' },
    contactPhone: { header: '联系电话', kind: 'code', longest: 30, example: '0356-0000000' },
  },
  location,
  check: (row) => brigadeFaults(row).map(({ at, message }) => ({ columns: [at], message })),
});
