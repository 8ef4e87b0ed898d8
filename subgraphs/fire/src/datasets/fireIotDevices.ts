import { defineDataset, today } from '@huitong/kit';
import { FireIotDevice } from '../entities/fireIotDevice.js';
import { isComponentType } from '../rules/codes.js';
import { fireUnitId, sourceId, text } from './columns.js';
import { statusLevel, systemType } from './spellings.js';

/** 消防物联网设备, DOMAIN item 74. Its status comes by `ingestFireStatus`, not by file. */
export const fireIotDevices = defineDataset<FireIotDevice>({
  name: 'fire.fire-iot-devices',
  title: { zh: '消防物联网设备', en: 'Fire monitoring devices' },
  entity: FireIotDevice,
  line: 'FIRE',
  columns: {
    sourceId: sourceId('设备编号', '设备地址'),
    fireUnitId,
    name: { ...text('设备名称', 'name', '名称'), required: true, example: '一层烟感' },
    level: {
      header: '状态层级',
      kind: 'enum',
      values: statusLevel,
      whenEmpty: 'COMPONENT',
      note: '空为部件',
      example: '部件',
    },
    system: {
      header: '系统类型',
      synonyms: ['系统类型代码'],
      kind: 'enum',
      values: systemType,
      required: true,
      note: 'GB/T 26875.3-2011 的系统类型名称或代码',
      example: '火灾报警系统',
    },
    componentType: {
      header: '部件类型代码(代码)',
      synonyms: ['部件类型代码', '部件类型'],
      kind: 'integer',
      unit: '代码',
      least: 0,
      most: 255,
      note: 'GB/T 26875.3-2011 的部件类型代码; 128—255 用户自定义',
      example: '42',
    },
    placedAt: { ...text('安装位置', 'placedAt', '位置'), example: '一层大厅' },
    installedOn: { header: '安装日期', kind: 'date' },
  },
  check: ({ componentType, installedOn }) => [
    ...(typeof componentType === 'number' && !isComponentType(componentType)
      ? [
          {
            columns: ['componentType'] as const,
            message: `GB/T 26875.3-2011 has no component type ${componentType}.`,
          },
        ]
      : []),
    ...(installedOn && installedOn > today()
      ? [{ columns: ['installedOn'] as const, message: `${installedOn} is after today, ${today()}.` }]
      : []),
  ],
});
