import { defineDataset } from '@huitong/kit';
import { VillagePlanSet } from '../entities/villagePlanSet.js';
import { divisionCode, faultIf, sourceId } from './columns.js';

/** 村（社区）一制四案, DOMAIN §2.6. Bounds are those of the mutation `upsertVillagePlanSet` and of the table. */
export const villagePlanSets = defineDataset<VillagePlanSet>({
  name: 'emergency.village-plan-sets',
  title: { zh: '村（社区）一制四案', en: 'Village plan sets' },
  entity: VillagePlanSet,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode: { ...divisionCode, example: '140581102225' },
    responsibility: { header: '包保责任制', kind: 'boolean', whenEmpty: false },
    fire: { header: '防火预案', kind: 'boolean', whenEmpty: false },
    flood: { header: '防汛预案', kind: 'boolean', whenEmpty: false },
    quake: { header: '地震预案', kind: 'boolean', whenEmpty: false },
    geo: { header: '地质灾害预案', kind: 'boolean', whenEmpty: false },
    responsibleName: { header: '包保责任人', kind: 'text', longest: 50, example: '示例姓名' },
    reviewedOn: { header: '核查日期', kind: 'date' },
  },
  check: ({ divisionCode }) =>
    faultIf(
      typeof divisionCode === 'string' && divisionCode.length !== 12,
      ['divisionCode'],
      '一制四案 belong to a village, whose code has 12 digits.',
    ),
});
