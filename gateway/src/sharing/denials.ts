import type { Denials, Unauthorized } from '@huitong/engine';
import type { DeniedCoordinate, SharingDenials } from './policy.js';

/** What is kept from a caller: by the sharing rules, or by directives of federation's own. */
export type GatewayDenied = DeniedCoordinate | Unauthorized;

/** What two sets of rules keep from one caller. */
export interface CallerDenials {
  /** Null where no sharing rules are enforced or nobody is asked who he is. */
  readonly sharing: SharingDenials | null;
  /** By `@authenticated`, `@requiresScopes` and `@policy`; null where the supergraph has none of them. */
  readonly directives: Denials<Unauthorized> | null;
}

export const isUnauthorized = (denied: GatewayDenied): denied is Unauthorized => 'by' in denied;

/** Both kinds of denials live long and are few, so their unions are kept. */
const unions = new WeakMap<SharingDenials, WeakMap<Denials<Unauthorized>, Denials<GatewayDenied>>>();

/**
 * What both together keep from a caller. Of a coordinate that both deny the sharing rules speak: they say where to
 * apply. Null where there are no rules at all.
 */
export function together({ sharing, directives }: CallerDenials): Denials<GatewayDenied> | null {
  if (!sharing || !directives) return sharing ?? directives;
  let known = unions.get(sharing);
  if (!known) unions.set(sharing, (known = new WeakMap()));
  let union = known.get(directives);
  if (!union) {
    union = {
      signature: `${sharing.signature} ${directives.signature}`,
      fields: new Map<string, GatewayDenied>([...directives.fields, ...sharing.fields]),
      rows: new Map<string, GatewayDenied>([...directives.rows, ...sharing.rows]),
    };
    known.set(directives, union);
  }
  return union;
}
