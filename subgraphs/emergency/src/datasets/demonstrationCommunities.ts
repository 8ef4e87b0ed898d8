import { comesAfter, defineDataset } from '@huitong/kit';
import { DemonstrationCommunity } from '../entities/demonstrationCommunity.js';
import { divisionCode, sourceId } from './columns.js';
import { administrativeLevel } from './spellings.js';

/** 综合减灾示范社区, DOMAIN §2.6. Bounds are those of the mutation `upsertDemonstrationCommunity` and of the table. */
export const demonstrationCommunities = defineDataset<DemonstrationCommunity>({
  name: 'emergency.demonstration-communities',
  title: { zh: '综合减灾示范社区', en: 'Demonstration communities' },
  entity: DemonstrationCommunity,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '名称', kind: 'text', required: true, example: '示例社区' },
    level: { header: '级别', kind: 'enum', values: administrativeLevel, required: true, example: '省级' },
    namedOn: { header: '命名日期', kind: 'date', example: '2023-10-13' },
    reviewedOn: { header: '复核日期', kind: 'date', example: '2026-04-20' },
    revokedOn: { header: '撤销日期', kind: 'date', example: '' },
  },
  check: comesAfter('revokedOn', 'namedOn'),
});
