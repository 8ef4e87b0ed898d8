import { defineDataset, notInFuture } from '@huitong/kit';
import { WaterSource } from '../entities/waterSource.js';
import { numberBounds } from '../rules/bounds.js';
import { divisionCode, location, numbers, sourceId, text } from './columns.js';
import { waterSourceKind } from './spellings.js';

/** 消防水源, DOMAIN §2.5. Bounds are those of the mutation `upsertWaterSource` and of the table. */
export const waterSources = defineDataset<WaterSource>({
  name: 'fire.water-sources',
  title: { zh: '消防水源', en: 'Water sources for fire fighting' },
  entity: WaterSource,
  line: 'FIRE',
  columns: {
    sourceId: sourceId('水源编号', '消火栓编号'),
    name: { ...text('水源名称', 'name', '名称'), required: true, example: '示例1号消火栓' },
    divisionCode,
    kind: {
      header: '水源种类',
      synonyms: ['水源类型', '类型'],
      kind: 'enum',
      values: waterSourceKind,
      required: true,
    },
    flowLitresPerSecond: { ...numbers('流量', 'number', numberBounds.flowLitresPerSecond), example: '15' },
    pressureMegapascals: { ...numbers('压力', 'number', numberBounds.pressureMegapascals), example: '0.3' },
    volumeCubicMetres: { ...numbers('容积', 'number', numberBounds.volumeCubicMetres), example: '' },
    pipeDiameterMillimetres: {
      ...numbers('管径', 'number', numberBounds.pipeDiameterMillimetres),
      example: '100',
    },
    address: { ...text('地址', 'address', '位置描述'), example: '示例路与示例街交叉口' },
    enterpriseUscc: { header: '所属企业统一社会信用代码', kind: 'uscc', example: '' },
    usable: { header: '是否完好可用', synonyms: ['完好', '可用'], kind: 'boolean' },
    lastCheckedOn: { header: '最近检查日期', synonyms: ['检查日期'], kind: 'date' },
  },
  location,
  check: notInFuture('lastCheckedOn'),
});
