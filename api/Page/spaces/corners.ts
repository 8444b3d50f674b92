import type { Polygon, Position } from 'geojson';
import type { Area } from '../map/geometry';
import { readGridReference, writeGridReference } from '../places/gridReference';
import { fromGrid, toGrid } from '../places/nationalGrid';

/** A corner of an outline: easting and northing in metres, EPSG:27700. */
export type Corner = readonly [easting: number, northing: number];

/** What is wrong with an outline, by the problem code with which the server refuses the same. */
export type OutlineFault = 'polygon_too_few_corners' | 'polygon_too_many_vertices' | 'polygon_crosses_itself' | 'polygon_too_large' | 'outside_area';

/** The largest area of a space in square metres, and the most corners of one that is drawn: the ring's last repeats its first. */
export const [largestSquareMetres, mostCorners] = [5_000_000, 1_999];

/** The area inside in square metres, whichever way round it was drawn. */
export function squareMetres(corners: readonly Corner[]): number {
  const twice = corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** What keeps an outline from being one, `within` being the lines around the ground that it must lie in; null where it may be sent. The server looks again. */
export function outlineFault(corners: readonly Corner[], within?: readonly (readonly Corner[])[]): OutlineFault | null {
  if (new Set(corners.map(([x, y]) => `${x} ${y}`)).size < 3) return 'polygon_too_few_corners';
  if (corners.length > mostCorners) return 'polygon_too_many_vertices';
  if (crossesItself(corners) || squareMetres(corners) < 1) return 'polygon_crosses_itself';
  if (squareMetres(corners) > largestSquareMetres) return 'polygon_too_large';
  if (within && !liesIn(corners, within)) return 'outside_area';
  return null;
}

/** True where a whole outline lies in the ground between these lines, a hole of which is a line as well. */
export function liesIn(corners: readonly Corner[], lines: readonly (readonly Corner[])[]): boolean {
  const [west, east] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))];
  const sides = sidesOf(corners);
  const borders = lines.flatMap((line) => sidesOf(line));
  // A border that lies quite to the west or the east of the outline meets none of its sides.
  const near = borders.filter(([[ax], [bx]]) => Math.max(ax, bx) >= west && Math.min(ax, bx) <= east);
  return corners.every(([x, y]) => borders.filter(([[ax, ay], [bx, by]]) => (ay > y) !== (by > y) && x < ax + ((y - ay) / (by - ay)) * (bx - ax)).length % 2 === 1)
    && !sides.some(([a, b]) => near.some(([c, d]) => meet(a, b, c, d)));
}

const sidesOf = (corners: readonly Corner[]) => corners.map((corner, at) => [corner, corners[(at + 1) % corners.length] ?? corner] as const);

/** True where two of the lines between corners meet anywhere but in the corner that they share. */
export function crossesItself(corners: readonly Corner[]): boolean {
  const sides = sidesOf(corners);
  return sides.some(([a, b], i) => sides.some(([c, d], j) => {
    if (j <= i) return false;
    const neighbours = j === i + 1 || (i === 0 && j === sides.length - 1);
    // Neighbours share a corner; they meet elsewhere only where one runs back over the other.
    if (!neighbours) return meet(a, b, c, d);
    const [shared, before, after] = j === i + 1 ? [b, a, d] : [a, b, c];
    return turn(before, shared, after) === 0 && (before[0] - shared[0]) * (after[0] - shared[0]) + (before[1] - shared[1]) * (after[1] - shared[1]) > 0;
  }));
}

const turn = ([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): number => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

const between = ([ax, ay]: Corner, [bx, by]: Corner, [px, py]: Corner): boolean =>
  px >= Math.min(ax, bx) && px <= Math.max(ax, bx) && py >= Math.min(ay, by) && py <= Math.max(ay, by);

function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (abc === 0 && between(a, b, c)) || (abd === 0 && between(a, b, d)) || (cda === 0 && between(c, d, a)) || (cdb === 0 && between(c, d, b));
}

/** The outline as it is sent: longitude and latitude, its last position the first. */
export function polygonOf(corners: readonly Corner[]): Polygon {
  const ring = corners.map((corner): Position => fromGrid(...corner).map((degrees) => Number(degrees.toFixed(8))));
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
}

/** The parts of an area, each with its holes. */
export const partsOf = (area: Area): Polygon[] =>
  (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).map((coordinates) => ({ type: 'Polygon', coordinates }));

/** The corners of the line around a part, without those on a straight side. */
export const cornersAround = (part: Polygon): Corner[] => withoutStraight((part.coordinates[0] ?? []).slice(0, -1).map(([lon = 0, lat = 0]) => toGrid([lon, lat])));

/** An area with another line around one of its parts; the other parts stay, and the holes of this one. */
export function withPart(area: Area, at: number, corners: readonly Corner[]): Area {
  const parts = partsOf(area).map(({ coordinates: [ring, ...holes] }, i) => [i === at ? polygonOf(corners).coordinates[0]! : ring!, ...holes]);
  return parts.length === 1 ? { type: 'Polygon', coordinates: parts[0]! } : { type: 'MultiPolygon', coordinates: parts };
}

// A tenth of a metre beside the line is on it.
const straightMetres = 0.1;

function withoutStraight(corners: readonly Corner[]): Corner[] {
  const kept = corners.filter((corner, at) => {
    const [before, after] = [corners.at(at - 1) ?? corner, corners[(at + 1) % corners.length] ?? corner];
    const along = Math.hypot(after[0] - before[0], after[1] - before[1]);
    const ahead = (corner[0] - before[0]) * (after[0] - corner[0]) + (corner[1] - before[1]) * (after[1] - corner[1]) > 0;
    return !ahead || Math.abs((after[0] - before[0]) * (corner[1] - before[1]) - (after[1] - before[1]) * (corner[0] - before[0])) > straightMetres * along;
  });
  return kept.length >= 3 ? kept : [...corners];
}

/** Every line around an area and its holes, to be drawn within. */
export const linesOf = (area: Area): Corner[][] => (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).flat()
  .map((ring) => ring.slice(0, -1).map(([lon = 0, lat = 0]): Corner => toGrid([lon, lat])));

/** A corner under the hand, to the metre. */
export const cornerAt = (lonLat: readonly [number, number]): Corner => {
  const [easting, northing] = toGrid(lonLat);
  return [Math.round(easting), Math.round(northing)];
};

/** Reads a grid reference or an easting and a northing; a square of one metre stands for its south-west corner, a larger one for its middle. */
export function readCorner(typed: string): Corner | null {
  const square = readGridReference(typed);
  return square && [Math.floor(square.easting), Math.floor(square.northing)];
}

/** A corner as it is written in the list: a grid reference to the metre. */
export const writeCorner = ([easting, northing]: Corner): string => writeGridReference(Math.round(easting), Math.round(northing), 1);

/** The middle of the line from a corner to the next. */
export function middleAfter(corners: readonly Corner[], at: number): Corner {
  const [[ax, ay], [bx, by]] = [corners[at] ?? [0, 0], corners[(at + 1) % corners.length] ?? [0, 0]];
  return [Math.round((ax + bx) / 2), Math.round((ay + by) / 2)];
}
