import { type Dataset, hiddenDangerDataset } from '@huitong/kit';
import { FillingStation } from '../entities/fillingStation.js';
import { GasFillingStation } from '../entities/gasFillingStation.js';
import { HazmatHiddenDanger } from '../entities/hazmatHiddenDanger.js';
import { IndustrialRiskUnit } from '../entities/industrialRiskUnit.js';
import { MajorHazard } from '../entities/majorHazard.js';

const common = { entity: HazmatHiddenDanger, line: 'EMERGENCY' } as const;

/** 危险化学品和工贸事故隐患, DOMAIN §1.7: one file for each kind of object, whose ids its parent column holds. */
export const hiddenDangers: readonly Dataset[] = [
  hiddenDangerDataset<HazmatHiddenDanger>({
    ...common,
    name: 'hazmat.hidden-dangers',
    title: { zh: '重大危险源事故隐患', en: 'Hidden dangers of major hazards' },
    object: { type: 'MAJOR_HAZARD', entity: MajorHazard, title: '重大危险源' },
  }),
  hiddenDangerDataset<HazmatHiddenDanger>({
    ...common,
    name: 'hazmat.filling-station-dangers',
    title: { zh: '加油加气站事故隐患', en: 'Hidden dangers of filling stations' },
    object: { type: 'FILLING_STATION', entity: FillingStation, title: '加油加气站' },
  }),
  hiddenDangerDataset<HazmatHiddenDanger>({
    ...common,
    name: 'hazmat.gas-filling-station-dangers',
    title: { zh: '气体充装站事故隐患', en: 'Hidden dangers of gas filling stations' },
    object: { type: 'GAS_FILLING_STATION', entity: GasFillingStation, title: '气体充装站' },
  }),
  hiddenDangerDataset<HazmatHiddenDanger>({
    ...common,
    name: 'hazmat.industrial-dangers',
    title: { zh: '冶金工贸事故隐患', en: 'Hidden dangers of industrial risk units' },
    object: { type: 'INDUSTRIAL_RISK_UNIT', entity: IndustrialRiskUnit, title: '风险单元' },
  }),
];
