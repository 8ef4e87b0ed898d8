import { defineDataset } from '@huitong/kit';
import { Shelter } from '../entities/shelter.js';
import { divisionCode, location, sourceId, telephone } from './columns.js';
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
    name: { header: '名称', kind: 'text', required: true },
    level: { header: '级别', kind: 'enum', values: shelterLevel, required: true },
    space: { header: '空间类型', kind: 'enum', values: shelterSpace },
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
    },
    capacity: { header: '设计容量(人)', kind: 'integer', unit: '人', least: 0, most: 1_000_000 },
    occupied: { header: '已安置人数(人)', kind: 'integer', unit: '人', least: 0, most: 1_000_000 },
    accessible: { header: '无障碍', kind: 'boolean' },
    status: { header: '状态', kind: 'enum', values: shelterStatus, required: true },
    managerName: { header: '管理人', kind: 'text', longest: 50 },
    managerPhone: { header: '管理人电话', kind: 'code', longest: 30, pattern: telephone },
  },
  location,
});
