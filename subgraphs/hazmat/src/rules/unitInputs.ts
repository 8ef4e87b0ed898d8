import { refusal } from '@huitong/contract';
import { textWithin, within } from '@huitong/kit';
import type { StorageUnitInput } from '../generated/resolvers.js';

const mostUnits = 50;
const mostTanks = 200;
/** Most tonnes of one tank. */
export const mostTonnes = 1_000_000;

/**
 * Checks the units of a hazard as they are handed in: how many, names, quantities, and that nothing is named
 * twice. Throws Refusal BAD_INPUT naming the place.
 */
export function checkUnits(units: readonly StorageUnitInput[]): void {
  within(units.length, { at: 'input.units', least: 1, most: mostUnits });
  const tanks = units.reduce((sum, unit) => sum + unit.tanks.length, 0);
  within(tanks, { at: 'input.units.tanks', least: 1, most: mostTanks });
  const unitIds = new Set<string>();
  const tankIds = new Set<string>();
  units.forEach((unit, index) => {
    const at = `input.units[${index}]`;
    within(unit.tanks.length, { at: `${at}.tanks`, least: 1, most: mostTanks });
    textWithin(unit.name, { at: `${at}.name`, most: 200 });
    once(unitIds, unit.sourceId, `${at}.sourceId`);
    unit.tanks.forEach((tank, place) => {
      once(tankIds, tank.sourceId, `${at}.tanks[${place}].sourceId`);
      checkTank(tank, `${at}.tanks[${place}]`);
    });
  });
}

function checkTank(tank: StorageUnitInput['tanks'][number], at: string): void {
  textWithin(tank.name, { at: `${at}.name`, most: 200 });
  textWithin(tank.bund, { at: `${at}.bund`, most: 200 });
  within(tank.capacityTonnes, { at: `${at}.capacityTonnes`, above: 0, most: mostTonnes });
  within(tank.designMaximumTonnes, { at: `${at}.designMaximumTonnes`, above: 0, most: mostTonnes });
  within(tank.levelPercent, { at: `${at}.levelPercent`, least: 0, most: 100 });
}

function once(seen: Set<string>, id: string, at: string): void {
  textWithin(id, { at, most: 200 });
  if (seen.has(id)) throw refusal('BAD_INPUT', { at, message: `${id} stands in the hazard twice.` });
  seen.add(id);
}
