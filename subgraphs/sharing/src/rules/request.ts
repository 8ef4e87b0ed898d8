import type { MaskKind, ShareAttribute } from '@huitong/contract';

/** A coordinate of an application as the catalogue had it; the schema's `RequestedCoordinate`. */
export interface RequestedCoordinate {
  readonly coordinate: string;
  readonly entry: string;
  readonly attribute: ShareAttribute;
  readonly basis: string | null;
  readonly mask: MaskKind | null;
}

/** A point of an area given by points, WGS-84, degrees. */
export interface ScopePoint {
  readonly lat: number;
  readonly lon: number;
}
