import { defineDataset } from '@huitong/kit';
import { Drill } from '../entities/drill.js';
import { divisionCode, faultIf, given, sourceId } from './columns.js';
import { disasterType, drillKind, drillLevel } from './spellings.js';

/** 应急演练, DOMAIN §2.6. Bounds are those of the mutation `upsertDrill` and of the table. */
export const drills = defineDataset<Drill>({
  name: 'emergency.drills',
  title: { zh: '应急演练', en: 'Drills' },
  entity: Drill,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    title: { header: '名称', kind: 'text', required: true, example: '示例市防汛综合演练' },
    kind: { header: '类别', kind: 'enum', values: drillKind, required: true },
    heldAt: {
      header: '演练日期',
      synonyms: ['演练时间'],
      kind: 'instant',
      required: true,
      example: '2026-05-12 09:00',
    },
    level: { header: '组织层级', kind: 'enum', values: drillLevel, required: true, example: '县级' },
    hazard: { header: '灾种', kind: 'enum', values: disasterType, example: '洪涝' },
    enterpriseUscc: { header: '演练企业统一社会信用代码', kind: 'uscc', example: '' },
    participants: {
      header: '参演人数(人)',
      kind: 'integer',
      unit: '人',
      least: 0,
      most: 1_000_000,
      example: '120',
    },
    unannouncedClaimed: { header: '四不演练(自报)', kind: 'boolean' },
    unannouncedAssessedBy: {
      header: '评定部门统一社会信用代码',
      kind: 'uscc',
      example: '11140500996444495G',
    },
    unannouncedAssessedOn: { header: '评定日期', kind: 'date', example: '2026-05-20' },
    unannouncedAccepted: { header: '评定结果', kind: 'boolean' },
    evaluation: { header: '演练评估', kind: 'text', longest: 4000, example: '响应及时，通信保障需加强' },
  },
  check: ({ level, enterpriseUscc, unannouncedAccepted, unannouncedAssessedBy }) => [
    ...faultIf(
      String(level).endsWith('ENTERPRISE') !== given(enterpriseUscc),
      ['enterpriseUscc', 'level'],
      'A drill of an enterprise names it, and a drill of a government names none.',
    ),
    ...faultIf(
      given(unannouncedAccepted) !== given(unannouncedAssessedBy),
      ['unannouncedAssessedBy', 'unannouncedAccepted'],
      'The result of an assessment and the department that assessed stand together.',
    ),
  ],
});
