import { defineDataset } from '@huitong/kit';
import { RescueTeam } from '../entities/rescueTeam.js';
import { TeamCensus } from '../entities/teamCensus.js';
import { sourceId } from './columns.js';

/** 队伍年度普查, DOMAIN §1.1 item 12: censuses of teams that are there already, whose division they take. */
export const teamCensuses = defineDataset<TeamCensus>({
  name: 'emergency.team-censuses',
  title: { zh: '应急救援队伍年度普查', en: 'Yearly censuses of rescue teams' },
  entity: TeamCensus,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    teamId: {
      header: '队伍编号',
      kind: 'reference',
      required: true,
      parent: { entity: RescueTeam, title: '应急救援队伍', inherits: { divisionCode: 'divisionCode' } },
    },
    year: {
      header: '年度',
      kind: 'integer',
      unit: '年',
      least: 2000,
      most: 2100,
      required: true,
      example: '2026',
    },
    headcount: { header: '人数(人)', kind: 'integer', unit: '人', least: 0, most: 100_000, example: '30' },
    vehicles: { header: '车辆数(辆)', kind: 'integer', unit: '辆', least: 0, most: 10_000, example: '4' },
    verifiedAt: { header: '核实时间', kind: 'instant', past: true },
  },
});
