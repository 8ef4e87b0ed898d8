import { type Refusal, refusal } from '@huitong/contract';
import type { DeniedCoordinate } from './policy.js';

/** The refusal of a coordinate: under which entry of the catalogue, to whom and how to apply. */
export function denialRefusal({ coordinate, attribute, catalog }: DeniedCoordinate): Refusal {
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
