import { defineDataset, telephone } from '@huitong/kit';
import { RescueBase } from '../entities/rescueBase.js';
import { RescueTeam } from '../entities/rescueTeam.js';
import { divisionCode, faultIf, given, location, sourceId } from './columns.js';
import { rescueSpecialty, rescueTeamCategory, rescueTeamReadiness } from './spellings.js';

/** 应急救援队伍, DOMAIN §2.6. Bounds are those of the mutation `upsertRescueTeam` and of the table. */
export const rescueTeams = defineDataset<RescueTeam>({
  name: 'emergency.rescue-teams',
  title: { zh: '应急救援队伍', en: 'Rescue teams' },
  entity: RescueTeam,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '名称', kind: 'text', required: true, example: '示例煤业专职救护队' },
    category: {
      header: '队伍类别',
      synonyms: ['类别'],
      kind: 'enum',
      values: rescueTeamCategory,
      required: true,
      example: '单位专职应急救援队伍',
    },
    nationalLevel: { header: '国家级', synonyms: ['是否国家级'], kind: 'boolean', example: '否' },
    sponsorEnterpriseUscc: { header: '建队企业统一社会信用代码', kind: 'uscc' },
    sponsorDepartmentUscc: { header: '建队部门统一社会信用代码', kind: 'uscc', example: '' },
    headcount: {
      header: '人数(人)',
      synonyms: ['人数'],
      kind: 'integer',
      unit: '人',
      least: 0,
      most: 100_000,
      example: '30',
    },
    onDuty: {
      header: '值班人数(人)',
      synonyms: ['值班人数'],
      kind: 'integer',
      unit: '人',
      least: 0,
      most: 100_000,
      example: '8',
    },
    specialties: {
      header: '专长',
      kind: 'list',
      values: rescueSpecialty,
      whenEmpty: [],
      example: '矿山救护',
    },
    baseId: {
      header: '驻训基地编号',
      kind: 'reference',
      parent: { entity: RescueBase, title: '应急救援基地' },
    },
    readiness: { header: '战备状态', kind: 'enum', values: rescueTeamReadiness },
    contactName: { header: '联系人', kind: 'text', longest: 100, example: '示例姓名' },
    contactPhone: {
      header: '联系电话',
      kind: 'code',
      longest: 24,
      pattern: telephone,
      example: '0356-0000000',
    },
  },
  location,
  check: ({ headcount, onDuty, sponsorEnterpriseUscc, sponsorDepartmentUscc }) => [
    ...faultIf(
      typeof onDuty === 'number' && typeof headcount === 'number' && onDuty > headcount,
      ['onDuty', 'headcount'],
      'More people are on duty than the team has.',
    ),
    ...faultIf(
      given(sponsorEnterpriseUscc) && given(sponsorDepartmentUscc),
      ['sponsorDepartmentUscc', 'sponsorEnterpriseUscc'],
      'A team is kept by an enterprise or by a department, not by both.',
    ),
  ],
});
