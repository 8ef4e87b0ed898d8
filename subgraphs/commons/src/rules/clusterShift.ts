import { type BoundingBox, finestZoom } from '@huitong/kit';

/** A cell is a quarter of a tile of 256 pixels: 64 pixels on the screen. */
const cellsPerTile = 2;
/** Most cells that a box is divided into, both ways together. */
export const mostCells = 2500;

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** Web mercator position, 0 to 1, of a longitude and a latitude in degrees. */
const across = (lon: number) => (lon + 180) / 360;
const down = (lat: number) => {
  const phi = (clamp(lat, -85.05, 85.05) * Math.PI) / 180;
  return (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2;
};

/**
 * By how many bits the tile integers of the index are shifted, so that objects are counted in cells of about 64
 * pixels at the map's zoom, and never in more than {@link mostCells} cells however large the box.
 * @param zoom web mercator zoom, 0 to 22; null takes the finest that the bound allows.
 */
export function clusterShift(box: BoundingBox, zoom: number | null): number {
  const side = 2 ** finestZoom;
  const width = (across(box.maxLon) - across(box.minLon)) * side;
  const height = (down(box.minLat) - down(box.maxLat)) * side;
  const cells = (shift: number) => (width / 2 ** shift + 2) * (height / 2 ** shift + 2);
  let shift = clamp(finestZoom - (clamp(zoom ?? 22, 0, 22) + cellsPerTile), 0, finestZoom);
  while (shift < finestZoom && cells(shift) > mostCells) shift += 1;
  return shift;
}
