import { defineDataset } from '@huitong/kit';
import { MajorHazard } from '../entities/majorHazard.js';
import { StorageUnit } from '../entities/storageUnit.js';
import type { StorageUnitKind } from '../generated/resolvers.js';
import { regrade } from '../regrade.js';
import type { Spellings } from './spellings.js';

const kind: Spellings<StorageUnitKind> = {
  PRODUCTION: ['生产单元', '生产'],
  STORAGE: ['储存单元', '储存', '罐区', '库房'],
};

/** 生产单元/储存单元 of the major hazards; they come after the hazards and before their tanks. */
export const storageUnits = defineDataset<StorageUnit>({
  name: 'hazmat.storage-units',
  title: { zh: '重大危险源单元', en: 'Units of major hazards' },
  entity: StorageUnit,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '单元编号', kind: 'code', longest: 200, required: true },
    majorHazardId: {
      header: '重大危险源编号',
      kind: 'reference',
      required: true,
      parent: { entity: MajorHazard, title: '重大危险源', inherits: { divisionCode: 'divisionCode' } },
    },
    name: { header: '单元名称', synonyms: ['名称'], kind: 'text', required: true, example: '示例液氨罐区' },
    kind: {
      header: '单元种类',
      synonyms: ['种类'],
      kind: 'enum',
      values: kind,
      required: true,
      example: '储存单元',
    },
  },
  afterBatch: async (manager, ids, before) => {
    const now = await manager.query<{ id: string }[]>(
      'select distinct major_hazard_id as id from storage_unit where id = any($1::uuid[])',
      [ids],
    );
    const left = before.map(({ majorHazardId }) => majorHazardId as string);
    await regrade(manager, [...new Set([...now.map(({ id }) => id), ...left])]);
  },
});
