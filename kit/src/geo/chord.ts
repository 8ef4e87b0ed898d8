import { chordMetres, type Ecef } from './ecef.js';
import { WGS84 } from './ellipsoid.js';

/** Slack for rounding: 1 µm plus one part in 10⁹, far below what any coordinate carries. */
const SLACK_METRES = 1e-6;
const SLACK_RATIO = 1e-9;

/**
 * A straight-line distance no point within `metres` over the ground exceeds, metres.
 *
 * The flatter the ground, the longer the chord of an arc; the ellipsoid is nowhere flatter than at its poles, so
 * the chord on a sphere of that radius bounds every chord. An index search by this chord never misses a point
 * within the radius; it may return a few too many (at most 3 m beyond at 500 km), which
 * {@link arcFromEcefMetres} sorts out.
 */
export function chordForArc(metres: number): number {
  const chord = sphereChord(metres, WGS84.largestRadius);
  return Math.min(metres, chord * (1 + SLACK_RATIO) + SLACK_METRES);
}

/**
 * A straight-line distance within which every point is surely within `metres` over the ground, metres.
 *
 * No arc on the ellipsoid is bent more sharply than at the equator across the meridian; by Schur's comparison
 * theorem a chord on that sphere is the shortest an arc of this length can have.
 */
export function chordSurelyWithinArc(metres: number): number {
  const chord = sphereChord(metres, WGS84.smallestRadius);
  return Math.max(0, chord * (1 - SLACK_RATIO) - SLACK_METRES);
}

/**
 * Distance over the ground between two points given by earth-centred coordinates, metres, without iteration.
 *
 * The chord is bent to the ellipsoid's normal curvature in its direction at its middle. Within 1 mm of the
 * geodesic up to 500 km, not meant for more than 1,000 km. `kit_arc_metres` in SQL computes the same.
 */
export function arcFromEcefMetres(p: Ecef, q: Ecef): number {
  const chord = chordMetres(p, q);
  // Below a micrometre the squares underflow, and the arc is the chord.
  if (chord < SLACK_METRES) return chord;
  const a2 = WGS84.a ** 2;
  const b2 = WGS84.b ** 2;
  const [mx, my, mz] = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2];
  const [dx, dy, dz] = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
  const inside = Math.sqrt((mx * mx + my * my) / a2 + (mz * mz) / b2);
  const gradient = Math.sqrt((mx * mx + my * my) / (a2 * a2) + (mz * mz) / (b2 * b2));
  const curvature = (((dx * dx + dy * dy) / a2 + (dz * dz) / b2) * inside) / (chord * chord * gradient);
  return (2 / curvature) * Math.asin(Math.min(1, (curvature * chord) / 2));
}

function sphereChord(arc: number, radius: number): number {
  return 2 * radius * Math.sin(Math.min(arc / (2 * radius), Math.PI / 2));
}
