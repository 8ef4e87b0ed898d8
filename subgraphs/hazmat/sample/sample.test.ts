import { describe, expect, it } from '@jest/globals';
import type { MajorHazard } from '../src/entities/majorHazard.js';
import type { StorageUnit } from '../src/entities/storageUnit.js';
import type { Tank } from '../src/entities/tank.js';
import { readChemicals } from '../reference/index.js';
import { grade, type Quantity } from '../src/rules/gb18218.js';
import { sample } from './index.js';

const rows = sample();
const [hazards, units, tanks] = [
  rows[0]?.rows as MajorHazard[],
  rows[1]?.rows as StorageUnit[],
  rows[2]?.rows as Tank[],
];
const chemicals = new Map(readChemicals().map((one) => [one.no, one]));

const quantitiesOf = (unit: StorageUnit): Quantity[] =>
  tanks
    .filter((tank) => tank.storageUnitId === unit.id)
    .map((tank) => {
      const { criticalQuantityTonnes, beta } = chemicals.get(tank.chemicalNo)!;
      return { tonnes: tank.designMaximumTonnes, criticalTonnes: criticalQuantityTonnes, beta };
    });

describe('the sample', () => {
  it('has 60 hazards in 晋城 and 3 in 交城 with 1 to 3 units and 1 to 6 tanks, at least 3 hazards of each level', () => {
    expect(hazards.map((one) => one.divisionCode.startsWith('1405')).filter(Boolean)).toHaveLength(60);
    expect(hazards).toHaveLength(63);
    const levels = new Map<string | null, number>();
    for (const hazard of hazards) {
      levels.set(hazard.level, (levels.get(hazard.level) ?? 0) + 1);
      const own = units.filter((unit) => unit.majorHazardId === hazard.id);
      const ownTanks = tanks.filter((tank) => tank.majorHazardId === hazard.id);
      expect(own.length >= 1 && own.length <= 3).toBe(true);
      expect(ownTanks.length >= 1 && ownTanks.length <= 6).toBe(true);
    }
    expect([...levels.keys()].map(String).sort()).toEqual(['LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'LEVEL_4']);
    expect(Math.min(...levels.values())).toBeGreaterThanOrEqual(3);
  });

  it('stores with every hazard and unit what the rule makes of its tanks', () => {
    for (const hazard of hazards) {
      const own = units.filter((unit) => unit.majorHazardId === hazard.id);
      const graded = grade(own.map(quantitiesOf), hazard.exposedPersons);
      const { s, r, alpha, level } = hazard;
      expect({ s, r, alpha, level, unitS: own.map((unit) => unit.s) }).toEqual(graded);
    }
  });

  it('is the same each time', () => {
    expect(sample()).toEqual(rows);
  });
});
