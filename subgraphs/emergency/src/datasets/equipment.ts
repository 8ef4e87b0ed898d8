import { defineDataset } from '@huitong/kit';
import { Equipment } from '../entities/equipment.js';
import { RescueTeam } from '../entities/rescueTeam.js';
import { Warehouse } from '../entities/warehouse.js';
import { divisionCode, faultIf, given, location, sourceId } from './columns.js';
import { equipmentKind, equipmentStatus, uavCapability } from './spellings.js';

/** 应急装备, DOMAIN §2.6. Bounds are those of the mutation `upsertEquipment` and of the table. */
export const equipment = defineDataset<Equipment>({
  name: 'emergency.equipment',
  title: { zh: '应急装备', en: 'Equipment' },
  entity: Equipment,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '名称', kind: 'text', required: true, example: '示例无人机' },
    kind: { header: '类别', kind: 'enum', values: equipmentKind, required: true },
    model: { header: '型号', kind: 'text', longest: 100, example: '示例型号' },
    quantity: { header: '数量(件)', kind: 'integer', unit: '件', least: 0, most: 1_000_000, example: '2' },
    status: { header: '状态', kind: 'enum', values: equipmentStatus, required: true },
    capabilities: { header: '无人机能力', kind: 'list', values: uavCapability, whenEmpty: [] },
    teamId: {
      header: '使用队伍编号',
      kind: 'reference',
      parent: { entity: RescueTeam, title: '应急救援队伍' },
      example: '',
    },
    warehouseId: {
      header: '存放仓库编号',
      kind: 'reference',
      parent: { entity: Warehouse, title: '应急物资储备库' },
    },
    custodianUscc: { header: '受托保养单位统一社会信用代码', kind: 'uscc', example: '' },
    acquiredOn: { header: '购置日期', kind: 'date', example: '2025-05-01' },
    maintenanceDueOn: { header: '下次保养日期', kind: 'date', example: '2027-05-01' },
  },
  location,
  check: ({ kind, capabilities, teamId, warehouseId }) => [
    ...faultIf(
      kind !== 'UAV' && Array.isArray(capabilities) && capabilities.length > 0,
      ['capabilities', 'kind'],
      'Only an unmanned aircraft (UAV) has capabilities.',
    ),
    ...faultIf(
      given(teamId) && given(warehouseId),
      ['warehouseId', 'teamId'],
      'Equipment is with a team or in a warehouse, not in both places.',
    ),
  ],
});
