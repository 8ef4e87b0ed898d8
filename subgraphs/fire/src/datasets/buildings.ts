import { defineDataset } from '@huitong/kit';
import { Building } from '../entities/building.js';
import { numberBounds } from '../rules/bounds.js';
import { fireUnitId, numbers, sourceId, text } from './columns.js';
import { buildingUse, combustibilityGrade } from './spellings.js';

/** 建筑 of fire units, DOMAIN §2.5. Bounds are those of the mutation `upsertBuilding` and of the table. */
export const buildings = defineDataset<Building>({
  name: 'fire.buildings',
  title: { zh: '消防对象建筑', en: 'Buildings of fire units' },
  entity: Building,
  line: 'FIRE',
  columns: {
    sourceId: sourceId('建筑编号', '楼栋编号'),
    fireUnitId,
    name: { ...text('建筑名称', 'name', '楼栋名称'), example: '示例主楼' },
    heightMetres: { ...numbers('建筑高度', 'number', numberBounds.heightMetres), example: '30.5' },
    use: {
      header: '建筑用途',
      synonyms: ['使用性质'],
      kind: 'enum',
      values: buildingUse,
      example: '公共建筑',
    },
    storeysAboveGround: { ...numbers('地上层数', 'integer', numberBounds.storeysAboveGround), example: '9' },
    storeysBelowGround: { ...numbers('地下层数', 'integer', numberBounds.storeysBelowGround), example: '1' },
    floorAreaSquareMetres: {
      ...numbers('建筑面积', 'number', numberBounds.floorAreaSquareMetres),
      example: '5200',
    },
    hasDormitory: { header: '是否住宿', synonyms: ['住宿'], kind: 'boolean', example: '否' },
    insulationGrade: {
      header: '外墙保温材料燃烧性能',
      synonyms: ['保温材料等级'],
      kind: 'enum',
      values: combustibilityGrade,
    },
  },
});
