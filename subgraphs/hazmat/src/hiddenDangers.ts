import { defineHiddenDangers } from '@huitong/kit';
import { FillingStation } from './entities/fillingStation.js';
import { GasFillingStation } from './entities/gasFillingStation.js';
import { HazmatHiddenDanger } from './entities/hazmatHiddenDanger.js';
import { HazmatHiddenDangerEvent } from './entities/hazmatHiddenDangerEvent.js';
import { IndustrialRiskUnit } from './entities/industrialRiskUnit.js';
import { MajorHazard } from './entities/majorHazard.js';

/** 危险化学品和工贸事故隐患; a new kind of object is one more line here and one more value in the table. */
export const hazmatDangers = defineHiddenDangers<HazmatHiddenDanger>({
  entity: HazmatHiddenDanger,
  event: HazmatHiddenDangerEvent,
  objects: {
    MAJOR_HAZARD: MajorHazard,
    FILLING_STATION: FillingStation,
    GAS_FILLING_STATION: GasFillingStation,
    INDUSTRIAL_RISK_UNIT: IndustrialRiskUnit,
  },
});
