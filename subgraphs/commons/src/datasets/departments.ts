import { defineDataset } from '@huitong/kit';
import { Department } from '../entities/department.js';
import type { DepartmentLine } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';

const line: Spellings<DepartmentLine> = {
  SAFETY_COMMITTEE: ['安全生产委员会办公室', '安委办', '安委会办公室'],
  EMERGENCY: ['应急管理', '应急', '应急局', '应急管理局'],
  ENERGY: ['能源', '能源局'],
  FIRE: ['消防救援', '消防', '消防救援支队', '消防救援大队'],
  WATER: ['水务', '水利', '水务局', '水利局'],
  ECOLOGY: ['生态环境', '生态环境局'],
  NATURAL_RESOURCES: ['规划和自然资源', '自然资源', '规划和自然资源局', '自然资源局'],
  CIVIL_AFFAIRS: ['民政', '民政局'],
  PUBLIC_SECURITY: ['公安', '公安局'],
  FORESTRY: ['林业', '林业局'],
  DATA: ['数据', '数据局', '大数据局'],
  AUDIT: ['审计', '审计局'],
  TOWNSHIP: ['乡镇街道', '乡镇', '街道', '乡镇人民政府'],
};

/** 部门, DOMAIN §1.9. Bounds are those of the mutation `upsertDepartment` and of the table. */
export const departments = defineDataset<Department>({
  name: 'commons.departments',
  title: { zh: '政务部门名录', en: 'Departments' },
  entity: Department,
  line: 'SAFETY_COMMITTEE',
  columns: {
    sourceId: { header: '编号', synonyms: ['部门编号'], kind: 'code', longest: 100, required: true },
    uscc: {
      header: '统一社会信用代码',
      synonyms: ['社会信用代码', '信用代码'],
      kind: 'uscc',
      required: true,
      example: '11140581992283954R',
    },
    name: {
      header: '部门名称',
      synonyms: ['单位名称', '名称'],
      kind: 'text',
      required: true,
      example: '示例市应急管理局',
    },
    line: {
      header: '条线',
      synonyms: ['部门类别', '所属条线'],
      kind: 'enum',
      values: line,
      required: true,
      example: '应急管理',
    },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    parentUscc: {
      header: '上级部门统一社会信用代码',
      synonyms: ['上级部门信用代码'],
      kind: 'uscc',
      example: '11140500996444495G',
    },
    sharingOfficerPhone: {
      header: '共享专员电话',
      synonyms: ['共享专员联系电话', '联系电话'],
      kind: 'code',
      longest: 30,
      example: '0356-0000000',
    },
  },
});
