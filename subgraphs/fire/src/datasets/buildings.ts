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
    name: text('建筑名称', 'name', '楼栋名称'),
    heightMetres: numbers('建筑高度', 'number', numberBounds.heightMetres),
    use: { header: '建筑用途', synonyms: ['使用性质'], kind: 'enum', values: buildingUse },
    storeysAboveGround: numbers('地上层数', 'integer', numberBounds.storeysAboveGround),
    storeysBelowGround: numbers('地下层数', 'integer', numberBounds.storeysBelowGround),
    floorAreaSquareMetres: numbers('建筑面积', 'number', numberBounds.floorAreaSquareMetres),
    hasDormitory: { header: '是否住宿', synonyms: ['住宿'], kind: 'boolean' },
    insulationGrade: {
      header: '外墙保温材料燃烧性能',
      synonyms: ['保温材料等级'],
      kind: 'enum',
      values: combustibilityGrade,
    },
  },
});
