import { defineDataset, telephone } from '@huitong/kit';
import { Shelter } from '../entities/shelter.js';
import { divisionCode, location, sourceId } from './columns.js';
import {
  disasterType,
  shelterDuration,
  shelterFacility,
  shelterFunction,
  shelterLevel,
  shelterSpace,
  shelterStatus,
} from './spellings.js';

/** 应急避难场所, DOMAIN §2.6. Bounds are those of the mutation `upsertShelter` and of the table. */
export const shelters = defineDataset<Shelter>({
  name: 'emergency.shelters',
  title: { zh: '应急避难场所', en: 'Emergency shelters' },
  entity: Shelter,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '名称', kind: 'text', required: true, example: '示例广场避难场所' },
    level: { header: '级别', kind: 'enum', values: shelterLevel, required: true, example: '县级' },
    space: { header: '空间类型', kind: 'enum', values: shelterSpace, example: '室外' },
    function: { header: '功能类型', kind: 'enum', values: shelterFunction },
    duration: { header: '避难时长', kind: 'enum', values: shelterDuration },
    hazardTypes: { header: '适用灾种', kind: 'list', values: disasterType, whenEmpty: [] },
    facilities: { header: '避难设施', kind: 'list', values: shelterFacility, whenEmpty: [] },
    effectiveAreaSquareMetres: {
      header: '有效避难面积(平方米)',
      kind: 'number',
      unit: '平方米',
      least: 0,
      most: 10_000_000,
      example: '6000',
    },
    capacity: {
      header: '设计容量(人)',
      kind: 'integer',
      unit: '人',
      least: 0,
      most: 1_000_000,
      example: '3000',
    },
    occupied: {
      header: '已安置人数(人)',
      kind: 'integer',
      unit: '人',
      least: 0,
      most: 1_000_000,
      example: '0',
    },
    accessible: { header: '无障碍', kind: 'boolean' },
    status: { header: '状态', kind: 'enum', values: shelterStatus, required: true },
    managerName: { header: '管理人', kind: 'text', longest: 50, example: '示例姓名' },
    managerPhone: {
      header: '管理人电话',
      kind: 'code',
      longest: 30,
      pattern: telephone,
      example: '0356-0000000',
    },
  },
  location,
});
