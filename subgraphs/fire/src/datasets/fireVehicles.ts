import { defineDataset } from '@huitong/kit';
import { FireBrigade } from '../entities/fireBrigade.js';
import { FireVehicle } from '../entities/fireVehicle.js';
import { numberBounds } from '../rules/bounds.js';
import { numbers, sourceId, text } from './columns.js';
import { vehicleStatus, vehicleType } from './spellings.js';

/** 消防车, DOMAIN §2.5. Where a vehicle is comes live, not by file. */
export const fireVehicles = defineDataset<FireVehicle>({
  name: 'fire.fire-vehicles',
  title: { zh: '消防车辆', en: 'Fire vehicles' },
  entity: FireVehicle,
  line: 'FIRE',
  columns: {
    sourceId: sourceId('车辆编号'),
    fireBrigadeId: {
      header: '队伍编号',
      synonyms: ['消防站编号', '所属队伍编号'],
      kind: 'reference',
      required: true,
      parent: { entity: FireBrigade, title: '消防队伍', inherits: { divisionCode: 'divisionCode' } },
    },
    designation: {
      ...text('车辆代号', 'designation', '编队号', '呼号'),
      required: true,
      note: '队内编号或呼号, 不填车牌号',
      example: '示例01号车',
    },
    type: { header: '车辆类型', synonyms: ['车型'], kind: 'enum', values: vehicleType, required: true },
    waterTonnes: { ...numbers('载水量', 'number', numberBounds.carriedTonnes), example: '8' },
    foamTonnes: { ...numbers('载泡沫液量', 'number', numberBounds.carriedTonnes), example: '2' },
    workingHeightMetres: {
      ...numbers('最大工作高度', 'number', numberBounds.workingHeightMetres),
      example: '',
    },
    status: { header: '车辆状态', synonyms: ['状态'], kind: 'enum', values: vehicleStatus },
  },
  check: ({ type, workingHeightMetres }) =>
    workingHeightMetres && type !== 'AERIAL'
      ? [
          {
            columns: ['workingHeightMetres', 'type'],
            message: 'Only an aerial appliance has a working height.',
          },
        ]
      : [],
});
