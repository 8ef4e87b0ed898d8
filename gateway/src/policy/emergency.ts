import { createHash } from 'node:crypto';
import {
  emergencyGrantId,
  freezeGrants,
  type Grant,
  type OpenIncident,
  type PolicyEmergencyRule,
  type VerifiedCaller,
} from '@huitong/contract';
import type { SharingPolicy } from '../sharing/policy.js';

/** Whose rules an opening is held against; null where no supergraph is at hand. */
type Rules = Pick<SharingPolicy, 'ruleOf' | 'rowAttributeOf'> | null;

/** A rule that an incident holds open. */
export interface Opening {
  /** Of the grant that it makes, the same at every gateway. */
  readonly id: string;
  readonly rule: PolicyEmergencyRule;
  readonly incident: OpenIncident;
  /** Digest of what it opens: where it differs, the providers are told anew. */
  readonly terms: string;
}

/**
 * A grant of an emergency lives three to four minutes and is renewed while its incident is open: a subgraph that lost
 * the gateway, or an envelope that was kept, ends it too.
 */
const renewedSeconds = 60;
const livesSeconds = 180;

const termsOf = (rule: PolicyEmergencyRule, { level, divisions }: OpenIncident): string =>
  createHash('sha256')
    .update(JSON.stringify([level, divisions, rule.coordinates, rule.unmask]))
    .digest('hex');

interface Made {
  readonly rules: Rules;
  readonly expiresAt: number;
  readonly grants: readonly Grant[];
}

const none = freezeGrants([]);

const grantOf = ({ id, rule, incident }: Opening, rules: Rules, expiresAt: number): Grant => ({
  ...{ id, incident: incident.id, divisions: incident.divisions, unmask: rule.unmask, expiresAt },
  coordinates: rule.coordinates.filter((coordinate) => mayOpen(rules, coordinate)),
});

/** What emergency rules open while incidents are: one state of both, laid out for looking up. */
export class EmergencyBook {
  readonly openings: readonly Opening[];
  readonly #byIncident = new Map<string, Opening[]>();
  /** One list for all whom the same rules fit, until it is renewed: what follows from it is kept by the list. */
  readonly #made = new Map<string, Made>();

  constructor(rules: readonly PolicyEmergencyRule[], incidents: readonly OpenIncident[]) {
    this.openings = incidents.flatMap((incident) =>
      rules
        .filter(({ incidentLevelAtLeast }) => incident.level <= incidentLevelAtLeast)
        .map((rule) => ({
          ...{ id: emergencyGrantId(rule.id, incident.id), rule, incident },
          terms: termsOf(rule, incident),
        })),
    );
    for (const opening of this.openings) {
      const others = this.#byIncident.get(opening.incident.id);
      if (others) others.push(opening);
      else this.#byIncident.set(opening.incident.id, [opening]);
    }
  }

  /**
   * What a caller may read because he acts in an incident that is open (突发事件应对法 arts 83–85): role and line are
   * the rule's, the purpose is the response, and his token names the incident.
   */
  grantsOf(
    { incident, purpose, role, line }: VerifiedCaller,
    { rules, nowSeconds }: { readonly rules: Rules; readonly nowSeconds: number },
  ): readonly Grant[] {
    if (incident === null || purpose !== 'INCIDENT_RESPONSE') return none;
    const openings = (this.#byIncident.get(incident) ?? []).filter(
      ({ rule }) => rule.roles.includes(role) && rule.lines.includes(line),
    );
    if (openings.length === 0) return none;
    const expiresAt = (Math.floor(nowSeconds / renewedSeconds) + 1) * renewedSeconds + livesSeconds;
    const key = openings.map(({ id }) => id).join(' ');
    const known = this.#made.get(key);
    if (known?.rules === rules && known.expiresAt === expiresAt) return known.grants;
    const grants = freezeGrants(openings.map((opening) => grantOf(opening, rules, expiresAt)));
    this.#made.set(key, { rules, expiresAt, grants });
    return grants;
  }
}

/** What is not shared by law, or not for the response, no rule opens: whatever the rule says, and wherever it came from. */
function mayOpen(rules: Rules, coordinate: string): boolean {
  if (!rules) return true;
  if (!coordinate.includes('.')) return rules.rowAttributeOf(coordinate) !== 'NOT_SHARED';
  const rule = rules.ruleOf(coordinate);
  if (rule?.attribute === 'CONDITIONAL') return rule.purposes.includes('INCIDENT_RESPONSE');
  return rule?.attribute !== 'NOT_SHARED';
}
