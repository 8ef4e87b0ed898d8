import type { DemoRequest } from './applications.js';

const review = ['PASS_REVIEW', 0] as const;
const reviewed = (days: number) => [review[0], days] as const;

/** Applications in every state; those that are approved have their grants in grants.ts, by name. */
export const demoRequests: readonly DemoRequest[] = [
  {
    ...{ name: 'tanks', from: 'ECOLOGY', to: 'EMERGENCY', purpose: 'ECOLOGY', divisions: ['140500'] },
    coordinates: ['Tank.chemical', 'Tank.levelPercent'],
    scenario: '流域水环境风险评估，掌握储罐介质与液位（示例）',
    ...{ submitted: 60, wanted: [55, -300], steps: [reviewed(59), ['APPROVE', 54]] },
  },
  {
    ...{ name: 'river', from: 'ECOLOGY', to: 'EMERGENCY', purpose: 'ECOLOGY', divisions: ['140581'] },
    ...{ coordinates: ['MajorHazard.r', 'StorageUnit.s'], river: true },
    scenario: '丹河沿线 1 公里内重大危险源辨识（示例）',
    ...{ submitted: 90, wanted: [80, -200], steps: [reviewed(89), ['APPROVE', 85]] },
  },
  {
    ...{ name: 'plans', from: 'FIRE', to: 'EMERGENCY', purpose: 'PRE_PLANNING', divisions: ['140500'] },
    ...{ coordinates: ['MajorHazard.emergencyContactPhone', 'Tank'], unmask: true },
    scenario: '化工企业灭火救援预案编制（示例）',
    ...{ submitted: 200, wanted: [190, -100], steps: [reviewed(199), ['APPROVE', 195]] },
  },
  {
    ...{ name: 'units', from: 'ECOLOGY', to: 'EMERGENCY', purpose: 'ECOLOGY', divisions: ['140581'] },
    coordinates: ['Tank.capacityTonnes'],
    scenario: '环境应急物资配置测算（示例）',
    ...{ submitted: 400, wanted: [390, 60], steps: [reviewed(399), ['APPROVE', 395]] },
  },
  {
    ...{ name: 'census', from: 'ECOLOGY', to: 'EMERGENCY', purpose: 'ECOLOGY', divisions: ['140525'] },
    coordinates: ['Tank.designMaximumTonnes'],
    scenario: '重点企业环境风险普查（示例）',
    ...{ submitted: 120, wanted: [110, 10], steps: [reviewed(119), ['APPROVE', 112]] },
  },
  {
    ...{ name: 'next-year', from: 'FIRE', to: 'ENERGY', purpose: 'PRE_PLANNING', divisions: ['140500'] },
    coordinates: ['CoalMine.undergroundNow'],
    scenario: '矿山救援联动演练（示例）',
    ...{ submitted: 20, wanted: [-40, -400], steps: [reviewed(19), ['APPROVE', 15]] },
  },
  {
    ...{ name: 'waiting', from: 'WATER', to: 'EMERGENCY', purpose: 'RISK_CONTROL', divisions: ['140581'] },
    coordinates: ['Shelter.capacity', 'Shelter.name'],
    scenario: '山洪灾害转移安置方案（示例）',
    ...{ submitted: 0, wanted: [-10, -300], steps: [] },
  },
  {
    ...{ name: 'late', from: 'FIRE', to: 'EMERGENCY', purpose: 'PRE_PLANNING', divisions: ['140581'] },
    coordinates: ['StorageUnit.s'],
    scenario: '泡沫灭火剂储备测算（示例）',
    ...{ submitted: 50, wanted: [-5, -200] },
    steps: [
      reviewed(49),
      ['EXTEND', 47, { workingDays: 10, reason: '涉及多个数源单位，需统一口径（示例）' }],
    ],
  },
  {
    ...{ name: 'returned', from: 'FIRE', to: 'ENERGY', purpose: 'PRE_PLANNING', divisions: ['140500'] },
    coordinates: ['CoalMine.explosivesStore'],
    scenario: '涉爆场所灭火预案（示例）',
    ...{ submitted: 4, wanted: [-10, -300] },
    steps: [reviewed(3), ['RETURN', 1, { missing: '1. 使用依据未列明条款；2. 使用范围未说明到县（示例）' }]],
  },
  {
    ...{ name: 'expired', from: 'WATER', to: 'ENERGY', purpose: 'RISK_CONTROL', divisions: ['140500'] },
    coordinates: ['CoalMine.status'],
    scenario: '矿井涌水影响分析（示例）',
    ...{ submitted: 100, wanted: [90, -200] },
    steps: [
      ['RETURN', 98, { missing: '使用场景不明确（示例）' }],
      ['EXPIRE', 60],
    ],
  },
  {
    ...{ name: 'refused', from: 'WATER', to: 'EMERGENCY', purpose: 'RISK_CONTROL', divisions: ['140500'] },
    coordinates: ['TailingsPond.name'],
    scenario: '下游水源地保护（示例）',
    ...{ submitted: 45, wanted: [40, -200] },
    steps: [['REFUSE', 43, { reasons: '所需数据已在目录中无条件共享，无需授权（示例）' }]],
  },
  {
    ...{ name: 'withdrawn', from: 'ECOLOGY', to: 'EMERGENCY', purpose: 'ECOLOGY', divisions: ['140500'] },
    coordinates: ['MajorHazard.s'],
    scenario: '与另一申请合并（示例）',
    ...{ submitted: 30, wanted: [20, -200], steps: [['WITHDRAW', 28]] },
  },
];
