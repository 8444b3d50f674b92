import type { Position } from 'geojson';
import { metresBetween, boundsOf, boundsAround, type Bounds } from '../map/geometry';
import { readGridReference, writeGridReference } from '../places/gridReference';
import { fromGrid, toGrid } from '../places/nationalGrid';
import type { Corner } from '../spaces/corners';
import type { PlanDrawing } from './drawnPlan';

/** A place that a form was told: easting and northing in metres (EPSG:27700), how it was placed, and within how many metres it holds. */
export interface Spot { corner: Corner; by: 'pin' | 'grid_ref' | 'place'; metres: number | null }

/** A point as the wire has it, EPSG:4326. */
export interface WirePoint { type: 'Point'; coordinates: number[] }

/** A spot as the wire's location. */
export const locationOf = ({ corner, by, metres }: Spot): { point: WirePoint; placedBy: Spot['by']; accuracyMetres: number | null; crs: string } =>
  ({ point: { type: 'Point', coordinates: [...corner] }, placedBy: by, accuracyMetres: metres, crs: 'EPSG:27700' });

/** The whole metres of a point on the wire. */
export function cornerOf({ coordinates: [lon = 0, lat = 0] }: { coordinates: number[] }): Corner {
  const [easting, northing] = toGrid([lon, lat]);
  return [Math.round(easting), Math.round(northing)];
}

/** A spot as the wire has points. */
export const locationPoint = ({ corner }: Spot): WirePoint => wirePoint(corner);

/** A corner as the wire has points. */
export const wirePoint = (corner: Corner): WirePoint => ({ type: 'Point', coordinates: fromGrid(...corner).map((degrees) => Number(degrees.toFixed(7))) });

export const lonLatOf = ({ coordinates: [lon = 0, lat = 0] }: { coordinates: number[] }): [number, number] => [lon, lat];

/** A corner as a grid reference of ten metres, as people write it on paper. */
export const reference = (corner: Corner): string => writeGridReference(corner[0], corner[1], 10);

/** What was typed as a spot; null for what is no grid reference, or one too coarse to stand at. */
export function readSpot(typed: string): Spot | null {
  const square = readGridReference(typed);
  return square && square.sizeMetres <= 100 ? { corner: [Math.floor(square.easting), Math.floor(square.northing)], by: 'grid_ref', metres: square.radiusMetres } : null;
}

/** The box around all that is drawn; null where nothing is. */
export function boundsOfDrawing({ marks = [], way = [], ways = [], areas = [] }: PlanDrawing): Bounds | null {
  const points = [...marks.map(({ lonLat }) => lonLat), ...way, ...ways.flat()].map(([lon, lat]): Bounds => [lon, lat, lon, lat]);
  return boundsAround([...points, ...areas.map(({ area }) => boundsOf(area))]);
}

/** The greatest distance between two of several points in metres; null for fewer than two. */
export function farthestApart(points: Position[]): number | null {
  const all = points.flatMap((one, at) => points.slice(at + 1).map((other) => metresBetween(one, other)));
  return all.length === 0 ? null : Math.max(...all);
}

/** Metres along a line of points. */
export const lengthOf = (line: readonly (readonly [number, number])[]): number => line.slice(1).reduce((sum, one, at) => sum + metresBetween([...line[at]!], [...one]), 0);
