import { defineDataset, notInFuture } from '@huitong/kit';
import { FillingStation } from '../entities/fillingStation.js';
import type {
  FillingStationClass,
  FillingStationKind,
  HazmatStandardizationGrade,
} from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';

const fillingStationClass: Spellings<FillingStationClass> = {
  CLASS_1: ['一级', '一级站'],
  CLASS_2: ['二级', '二级站'],
  CLASS_3: ['三级', '三级站'],
};
const fillingStationKind: Spellings<FillingStationKind> = {
  FUEL: ['加油站', '加油'],
  GAS: ['加气站', '加气'],
  HYDROGEN: ['加氢站', '加氢'],
  COMBINED: ['合建站', '油气合建站', '综合站'],
};
const hazmatStandardizationGrade: Spellings<HazmatStandardizationGrade> = {
  GRADE_1: ['一级'],
  GRADE_2: ['二级'],
  GRADE_3: ['三级'],
  NONE: ['未达标', '未定级'],
};

/** 加油加气站. Bounds are those of the mutation `upsertFillingStation`, which reads them here, and of the table. */
export const fillingStations = defineDataset<FillingStation>({
  name: 'hazmat.filling-stations',
  title: { zh: '加油加气站', en: 'Filling stations' },
  entity: FillingStation,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    name: {
      header: '站点名称',
      synonyms: ['加油站名称', '名称'],
      kind: 'text',
      required: true,
      example: '示例加油站',
    },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    kind: { header: '站点种类', synonyms: ['种类'], kind: 'enum', values: fillingStationKind },
    stationClass: {
      header: '站级',
      synonyms: ['加油站等级'],
      kind: 'enum',
      values: fillingStationClass,
      example: '三级站',
    },
    petrolVolumeCubicMetres: {
      header: '汽油罐总容积(立方米)',
      kind: 'number',
      unit: '立方米',
      least: 0,
      most: 1000,
      example: '60',
    },
    dieselVolumeCubicMetres: {
      header: '柴油罐总容积(立方米)',
      kind: 'number',
      unit: '立方米',
      least: 0,
      most: 1000,
      example: '30',
    },
    standardizationGrade: {
      header: '标准化等级',
      synonyms: ['安全生产标准化等级'],
      kind: 'enum',
      values: hazmatStandardizationGrade,
      example: '三级',
    },
    standardizedOn: { header: '标准化定级日期', kind: 'date' },
    doubleWallTanks: { header: '双层罐', kind: 'boolean' },
    leakDetection: { header: '渗漏检测', kind: 'boolean' },
    vapourRecovery: { header: '油气回收', kind: 'boolean' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
  check: notInFuture('standardizedOn'),
});
