import { defineDataset } from '@huitong/kit';
import { FireUnit } from '../entities/fireUnit.js';
import { isNineSmallPlace } from '../rules/nineSmallPlaces.js';
import { divisionCode, location, sourceId, text } from './columns.js';
import { unitCategory, unitKind } from './spellings.js';

/** 消防对象, DOMAIN §2.5. Bounds are those of the mutation `upsertFireUnit` and of the table. */
export const fireUnits = defineDataset<FireUnit>({
  name: 'fire.fire-units',
  title: { zh: '消防对象', en: 'Fire units' },
  entity: FireUnit,
  line: 'FIRE',
  columns: {
    sourceId: sourceId('单位编号', '消防对象编号', '序列号'),
    name: { ...text('单位名称', 'name', '名称', '场所名称'), required: true, example: '示例煤业办公楼' },
    divisionCode,
    kind: { header: '对象种类', kind: 'enum', values: unitKind, example: '建筑' },
    category: {
      header: '场所类别',
      synonyms: ['类别', '单位类别'],
      kind: 'enum',
      values: unitCategory,
      example: '工矿企业办公楼',
    },
    isKeyUnit: { header: '消防安全重点单位', synonyms: ['是否重点单位', '重点单位'], kind: 'boolean' },
    definitionSource: {
      ...text('九小场所认定依据', 'definitionSource', '认定依据'),
      note: '类别为九小场所时必填: 各地规模标准不同',
      example: '',
    },
    uscc: { header: '统一社会信用代码', synonyms: ['单位统一社会信用代码'], kind: 'uscc', example: '' },
    enterpriseUscc: {
      header: '所属企业统一社会信用代码',
      synonyms: ['上级企业统一社会信用代码'],
      kind: 'uscc',
      note: '办公楼、浴室、宿舍等填所属矿山或工厂',
    },
    address: { ...text('地址', 'address', '单位地址', '详细地址'), example: '示例市示例镇示例路1号' },
    responsiblePersonName: {
      ...text('消防安全责任人', 'responsiblePersonName', '责任人'),
      example: '示例姓名',
    },
    responsiblePersonPhone: {
      header: '消防安全责任人电话',
      synonyms: ['责任人电话', '联系电话'],
      kind: 'code',
      longest: 30,
      example: '0356-0000000',
    },
  },
  location,
  check: ({ category, definitionSource }) =>
    isNineSmallPlace(category ?? null) === true && !definitionSource
      ? [
          {
            columns: ['definitionSource', 'category'],
            message: 'One of the nine small places needs the rule by which it counts as one.',
            code: 'VALUE_MISSING',
          },
        ]
      : [],
});
