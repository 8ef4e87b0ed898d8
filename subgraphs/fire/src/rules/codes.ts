import type { FireSystemType } from '../generated/resolvers.js';
import { gbt26875 } from '../../reference/index.js';

const systemCodes = new Map(gbt26875.systemTypes.map(({ value, code }) => [value, code]));
const componentNames = new Map(gbt26875.componentTypes.map(({ code, name }) => [code, name]));
/** Component types from here on are left to the user, GB/T 26875.3-2011. */
const firstOfUser = 128;

/** Code of a system of fire protection, GB/T 26875.3-2011. */
export function systemCode(system: FireSystemType): number {
  const code = systemCodes.get(system);
  if (code === undefined) throw new Error(`gbt26875-3.json lacks the system ${system}`);
  return code;
}

/** Name of a component type, GB/T 26875.3-2011; null for a code that the standard does not name. */
export const componentTypeName = (code: number | null): string | null =>
  code === null ? null : (componentNames.get(code) ?? null);

/** Whether a code may stand for a component type: one that the standard names, or one left to the user. */
export const isComponentType = (code: number): boolean =>
  Number.isInteger(code) && (componentNames.has(code) || (code >= firstOfUser && code <= 255));
