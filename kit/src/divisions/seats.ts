import { geodesicMetres } from '../geo/distance.js';
import { chordMetres, toEcef, type Ecef } from '../geo/ecef.js';
import type { GeoPoint } from '../geo/ellipsoid.js';
import { divisionByCode, loadDivisions, type Division } from './table.js';

/** A division found by seats alone. */
export interface NearestSeat {
  readonly division: Division;
  /** Metres over the ground from the point to the seat that decided: of the division, or of one of its townships. */
  readonly metres: number;
  /** Always: the nearest seat is a guess at the division until boundaries are imported. */
  readonly approximate: true;
}

interface SeatedDivision {
  readonly division: Division;
  readonly position: Ecef;
}

let seated:
  { readonly deciding: readonly SeatedDivision[]; readonly townships: readonly SeatedDivision[] } | undefined;

/**
 * The division whose seat is nearest to a point: the fallback when a source declares no division code.
 *
 * A county is found by its own seat or that of one of its townships, as far as these are known: a county seat
 * alone often lies farther than the neighbour's. A township is the nearest of that county; undefined when the
 * table has none there. Development zones with pseudo codes are never answered.
 */
export function nearestSeat(point: GeoPoint, of: { level: 'COUNTY' | 'TOWNSHIP' }): NearestSeat | undefined {
  const position = toEcef(point);
  const { deciding, townships } = seats();
  const decided = nearestOf(position, deciding);
  if (decided === undefined) return undefined;
  const county = decided.level === 'COUNTY' ? decided : divisionByCode(decided.parentCode!)!;
  if (of.level === 'COUNTY') return found(point, county, decided);
  const township = nearestOf(
    position,
    townships.filter(({ division }) => division.parentCode === county.code),
  );
  return township && found(point, township, township);
}

function found(point: GeoPoint, division: Division, decided: Division): NearestSeat {
  return { division, metres: geodesicMetres(point, decided.seat!), approximate: true };
}

function nearestOf(position: Ecef, candidates: readonly SeatedDivision[]): Division | undefined {
  let best: Division | undefined;
  let bestChord = Infinity;
  for (const candidate of candidates) {
    const chord = chordMetres(position, candidate.position);
    if (chord < bestChord) [best, bestChord] = [candidate.division, chord];
  }
  return best;
}

function seats() {
  if (seated) return seated;
  const all = loadDivisions().flatMap((division) =>
    division.seat && !division.pseudo ? [{ division, position: toEcef(division.seat) }] : [],
  );
  const townships = all.filter(({ division }) => division.level === 'TOWNSHIP');
  seated = {
    townships,
    deciding: [
      ...all.filter(({ division }) => division.level === 'COUNTY'),
      ...townships.filter(({ division }) => division.seat!.basis !== 'derived'),
    ],
  };
  return seated;
}
