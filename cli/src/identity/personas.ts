import type { DepartmentLine, Purpose } from '@huitong/contract';
import { demoIncidentId, demoLine, demoUscc } from '@huitong/kit';

/** A persona of DOMAIN §5: who asks in the scenarios. */
export interface Persona {
  readonly role: string;
  readonly line: DepartmentLine;
  /** Division of the department and root of the scope. */
  readonly division: string;
  readonly purpose: Purpose;
  readonly kind: 'OFFICER' | 'SYSTEM';
  /** Id of the incident in which he acts; null for none. */
  readonly incident: string | null;
}

const persona = (
  role: string,
  line: DepartmentLine,
  division: string,
  purpose: Purpose,
  kind: Persona['kind'] = 'OFFICER',
): Persona => ({ role, line, division, purpose, kind, incident: null });

/** The personas by the name that `huitong token --as` takes. */
export const personas: Readonly<Record<string, Persona>> = {
  'duty-officer': persona('DUTY_OFFICER', 'EMERGENCY', '140581', 'INCIDENT_RESPONSE'),
  'incident-duty-officer': {
    ...persona('DUTY_OFFICER', 'EMERGENCY', '140581', 'INCIDENT_RESPONSE'),
    incident: demoIncidentId,
  },
  'map-viewer': persona('MAP_VIEWER', 'EMERGENCY', '140500', 'SITUATION_DISPLAY', 'SYSTEM'),
  'civil-relief': persona('CIVIL_RELIEF', 'CIVIL_AFFAIRS', '140581', 'RELIEF'),
  'mine-regulator': persona('MINE_REGULATOR', 'ENERGY', '140500', 'SUPERVISION'),
  'inspection-coordinator': persona('INSPECTION_COORDINATOR', 'EMERGENCY', '140581', 'JOINT_INSPECTION'),
  'safety-committee': persona('SAFETY_COMMITTEE_OFFICE', 'SAFETY_COMMITTEE', '140581', 'RISK_CONTROL'),
  'water-bureau': persona('WATER_BUREAU', 'WATER', '140500', 'RISK_CONTROL'),
  'fire-planner': persona('FIRE_PLANNER', 'FIRE', '140400', 'PRE_PLANNING'),
  'township-officer': persona('TOWNSHIP_OFFICER', 'TOWNSHIP', '141122103', 'SUPERVISION'),
  'ecology-bureau': persona('ECOLOGY_BUREAU', 'ECOLOGY', '140500', 'ECOLOGY', 'SYSTEM'),
  'sharing-officer': persona('SHARING_OFFICER', 'DATA', '140500', 'SHARING_ADMINISTRATION'),
  'ecology-sharing-officer': persona('SHARING_OFFICER', 'ECOLOGY', '140500', 'SHARING_ADMINISTRATION'),
  'emergency-sharing-officer': persona('SHARING_OFFICER', 'EMERGENCY', '140500', 'SHARING_ADMINISTRATION'),
  auditor: persona('AUDITOR', 'AUDIT', '140500', 'AUDIT'),
  administrator: persona('ADMINISTRATOR', 'DATA', '140500', 'ADMINISTRATION'),
};

/** The token's `huitong` claim for a persona of the demonstration. */
export function personaClaim({ role, line, division, purpose, kind, incident }: Persona) {
  return {
    kind,
    department: demoUscc(line, division),
    line,
    departments: [...new Set([demoUscc(line, division), ...demoLine(line, division)])],
    scope: [division],
    role,
    purpose,
    incident,
  };
}
