import { type Refusal, refusal } from '@huitong/contract';
import { type GatewayDenied, isUnauthorized } from './denials.js';
import type { DeniedCoordinate } from './policy.js';

/** The refusal of a coordinate, by whichever rules deny it. */
export function denialRefusal(denied: GatewayDenied): Refusal {
  if (!isUnauthorized(denied)) {
    const { join } = denied;
    return join ? joinRefusal({ ...denied, join }) : sharingRefusal(denied);
  }
  const { coordinate } = denied;
  return refusal('UNAUTHORIZED_FIELD_OR_TYPE', {
    message: `${coordinate} needs rights that this caller does not have.`,
    facts: { coordinate },
  });
}

/** The refusal of a field for those that it is asked beside (art. 25: 汇聚、关联). */
function joinRefusal({
  coordinate,
  catalog,
  join,
}: DeniedCoordinate & Required<Pick<DeniedCoordinate, 'join'>>): Refusal {
  const provider = catalog?.provider.join(', ') ?? null;
  return refusal('JOIN_RISK', {
    message: `${coordinate} is not read together with ${join.together.filter((one) => one !== coordinate).join(', ') || 'what it is computed from'} (${join.group}).`,
    facts: {
      coordinate,
      group: join.group,
      together: join.together.join(', '),
      entry: catalog?.entry ?? null,
      provider,
    },
  });
}

/** The refusal of the sharing rules: under which entry of the catalogue, to whom and how to apply. */
function sharingRefusal({ coordinate, attribute, catalog }: DeniedCoordinate): Refusal {
  const provider = catalog?.provider.join(', ') ?? null;
  const apply =
    attribute === 'NOT_SHARED'
      ? 'Not shared by law (不予共享); only its source department reads it.'
      : catalog
        ? `Apply to ${provider} under catalogue entry ${catalog.entry} (${catalog.name}), 政务数据共享条例 art. 20.`
        : 'Apply to its provider, 政务数据共享条例 art. 20.';
  return refusal('FIELD_NOT_SHARED', {
    message: `${coordinate} is not shared with this caller.`,
    facts: { coordinate, entry: catalog?.entry ?? null, provider, apply },
  });
}
