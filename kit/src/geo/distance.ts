import { chordMetres, toEcef } from './ecef.js';
import { radians, WGS84, type GeoPoint } from './ellipsoid.js';

const { a, b, f } = WGS84;

/**
 * Length of the shortest way over the WGS-84 ellipsoid between two points, metres.
 *
 * T. Vincenty's inverse formula (Survey Review XXIII 176, 1975): better than 0.1 mm up to 500 km and below a
 * millimetre elsewhere. Its iteration fails between nearly antipodal points; there the shortest way is found
 * through the great circle half way, see {@link throughHalfWay}.
 *
 * @param from degrees, WGS-84
 * @param to degrees, WGS-84
 * @returns metres, 0 for the same place, at most about 20,003,931
 */
export function geodesicMetres(from: GeoPoint, to: GeoPoint): number {
  return vincenty(from, to) ?? throughHalfWay(from, to);
}

/** The inverse problem by iteration on the longitude difference; undefined where it does not converge. */
function vincenty(from: GeoPoint, to: GeoPoint): number | undefined {
  const difference = longitudeDifference(from.lon, to.lon);
  const [sinU1, cosU1] = reducedLatitude(from.lat);
  const [sinU2, cosU2] = reducedLatitude(to.lat);

  let lambda = difference;
  for (let round = 0; round < 100; round++) {
    const sinLambda = Math.sin(lambda);
    const cosLambda = Math.cos(lambda);
    const sinSigma = Math.hypot(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda);
    if (sinSigma === 0) return cosLambda > 0 ? 0 : undefined;
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma;
    const cos2Alpha = 1 - sinAlpha * sinAlpha;
    // Along the equator cos²α is 0 and the middle point is everywhere: its terms vanish.
    const cos2Middle = cos2Alpha > 1e-15 ? cosSigma - (2 * sinU1 * sinU2) / cos2Alpha : 0;
    const c = (f / 16) * cos2Alpha * (4 + f * (4 - 3 * cos2Alpha));
    const next =
      difference +
      (1 - c) *
        f *
        sinAlpha *
        (sigma + c * sinSigma * (cos2Middle + c * cosSigma * (2 * cos2Middle * cos2Middle - 1)));
    // Beyond half a turn the formula describes a longer way round.
    if (Math.abs(next) > Math.PI) return undefined;
    if (Math.abs(next - lambda) < 1e-13)
      return arcLength({ sigma, sinSigma, cosSigma, cos2Alpha, cos2Middle });
    lambda = next;
  }
  return undefined;
}

function arcLength(arc: {
  sigma: number;
  sinSigma: number;
  cosSigma: number;
  cos2Alpha: number;
  cos2Middle: number;
}): number {
  const { sigma, sinSigma, cosSigma, cos2Alpha, cos2Middle } = arc;
  const root = Math.sqrt(1 + (cos2Alpha * (a * a - b * b)) / (b * b));
  const k = (root - 1) / (root + 1);
  const large = (1 + (k * k) / 4) / (1 - k);
  const small = k * (1 - (3 / 8) * k * k);
  const squared = 2 * cos2Middle * cos2Middle - 1;
  const correction =
    small *
    sinSigma *
    (cos2Middle +
      (small / 4) *
        (cosSigma * squared -
          (small / 6) * cos2Middle * (4 * sinSigma * sinSigma - 3) * (4 * cos2Middle * cos2Middle - 3)));
  return b * large * (sigma - correction);
}

/**
 * Every way between two nearly antipodal points crosses the circle of places about 90° from `from`, so the
 * shortest way is the smallest sum of two quarter ways over the places of that circle; quarter ways converge.
 */
function throughHalfWay(from: GeoPoint, to: GeoPoint): number {
  const [x, y, z] = toEcef(from);
  const horizontal = Math.hypot(x, y);
  const east = horizontal > 1e-6 ? [-y / horizontal, x / horizontal, 0] : [0, 1, 0];
  const north = [y * 0 - z * east[1]!, z * east[0]! - x * 0, x * east[1]! - y * east[0]!];
  const length = Math.hypot(north[0]!, north[1]!, north[2]!);

  const via = (angle: number): number => {
    const [px, py, pz] = [0, 1, 2].map(
      (axis) => Math.cos(angle) * east[axis]! + (Math.sin(angle) * north[axis]!) / length,
    ) as [number, number, number];
    const half = {
      lat: (Math.atan2(pz, Math.hypot(px, py)) * 180) / Math.PI,
      lon: (Math.atan2(py, px) * 180) / Math.PI,
    };
    return (
      (vincenty(from, half) ?? chordMetres(toEcef(from), toEcef(half))) + (vincenty(half, to) ?? Infinity)
    );
  };
  const step = Math.PI / 36;
  let best = Infinity;
  let bestAngle = 0;
  for (let angle = 0; angle < 2 * Math.PI; angle += step) {
    const metres = via(angle);
    if (metres < best) [best, bestAngle] = [metres, angle];
  }
  return smallestBetween(via, bestAngle - step, bestAngle + step);
}

/** Golden-section search; the sum of ways has one smallest value within two grid steps. */
function smallestBetween(valueAt: (angle: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  for (let round = 0; round < 40; round++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (valueAt(left) <= valueAt(right)) high = right;
    else low = left;
  }
  return valueAt((low + high) / 2);
}

function reducedLatitude(lat: number): [sine: number, cosine: number] {
  const phi = radians(lat);
  const sine = (1 - f) * Math.sin(phi);
  const cosine = Math.cos(phi);
  const length = Math.hypot(sine, cosine);
  return [sine / length, cosine / length];
}

/** The shorter way round, radians, −π..π. */
function longitudeDifference(from: number, to: number): number {
  const degrees = (((to - from) % 360) + 540) % 360;
  return Math.abs(to - from) <= 180 ? radians(to - from) : radians(degrees - 180);
}
