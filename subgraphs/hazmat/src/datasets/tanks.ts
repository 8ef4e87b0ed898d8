import { defineDataset } from '@huitong/kit';
import { Chemical } from '../entities/chemical.js';
import { StorageUnit } from '../entities/storageUnit.js';
import { Tank } from '../entities/tank.js';
import { regrade } from '../regrade.js';
import { mostTonnes } from '../rules/unitInputs.js';

/**
 * 储罐 in the units of the major hazards. After every batch the hazards that gained, changed or lost a tank are graded
 * anew in the same transaction, so that no grade is ever seen beside tanks it was not made of.
 */
export const tanks = defineDataset<Tank>({
  name: 'hazmat.tanks',
  title: { zh: '重大危险源储罐', en: 'Tanks of major hazards' },
  entity: Tank,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '储罐编号', synonyms: ['罐号'], kind: 'code', longest: 200, required: true },
    storageUnitId: {
      header: '单元编号',
      synonyms: ['储存单元编号'],
      kind: 'reference',
      required: true,
      // Never by a column of the file: a tank stands where its unit stands.
      parent: {
        entity: StorageUnit,
        title: '重大危险源单元',
        inherits: { divisionCode: 'divisionCode', majorHazardId: 'majorHazardId' },
      },
    },
    name: {
      header: '储罐名称',
      synonyms: ['名称'],
      kind: 'text',
      required: true,
      example: '示例1号液氨储罐',
    },
    chemicalNo: {
      header: '介质',
      synonyms: ['化学品', '介质名称', 'GB18218序号'],
      kind: 'reference',
      required: true,
      note: 'GB 18218-2018 表1 的序号或名称；一个CAS号可能对应多个序号，故不用CAS号',
      parent: {
        entity: Chemical,
        title: 'GB 18218-2018 表1 化学品',
        by: ['gb18218No', 'name'],
        takes: 'gb18218No',
      },
      example: '氨',
    },
    capacityTonnes: {
      header: '设计容量(吨)',
      kind: 'number',
      unit: '吨',
      above: 0,
      most: mostTonnes,
      example: '50',
    },
    designMaximumTonnes: {
      header: '设计最大量(吨)',
      synonyms: ['设计最大储量(吨)'],
      kind: 'number',
      unit: '吨',
      above: 0,
      most: mostTonnes,
      required: true,
      example: '42.5',
    },
    levelPercent: { header: '当前液位(%)', kind: 'number', unit: '%', least: 0, most: 100, example: '60' },
    bund: { header: '围堰', synonyms: ['防火堤'], kind: 'text', example: '防火堤高1.2米' },
  },
  afterBatch: async (manager, ids, before) => {
    const now = await manager.query<{ id: string }[]>(
      'select distinct major_hazard_id as id from tank where id = any($1::uuid[])',
      [ids],
    );
    const left = before.map(({ majorHazardId }) => majorHazardId as string);
    await regrade(manager, [...new Set([...now.map(({ id }) => id), ...left])]);
  },
});
