import type { Feature, Position } from 'geojson';
import { feature } from '../map/geometry';
import { readGridReference } from './gridReference';
import { fromGrid } from './nationalGrid';
import { pointOf, type WhereDraft } from './where';

const corners = 48;
const metresOfADegree = 111_320;

/** What an answer says, as it is drawn: its point, with the square of a grid reference or the circle within which it holds. */
export function featuresOf(where: WhereDraft): Feature[] {
  const point = pointOf(where);
  if (!point) return [];
  const ring = where.by === 'grid_ref' ? squareRing(where.gridReference) : circleRing(point.lonLat, point.accuracyMetres ?? 0);
  return [
    ...(ring ? [feature({ type: 'Polygon', coordinates: [ring] }, {})] : []),
    feature({ type: 'Point', coordinates: point.lonLat }, {}),
  ];
}

function squareRing(reference: string): Position[] | null {
  const square = readGridReference(reference);
  if (!square) return null;
  const half = square.sizeMetres / 2;
  return [[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]].map(([x = 0, y = 0]) => fromGrid(square.easting + x * half, square.northing + y * half));
}

function circleRing([lon, lat]: [number, number], metres: number): Position[] | null {
  if (metres <= 0) return null;
  const east = metresOfADegree * Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: corners + 1 }, (_, at) => {
    const turn = (at / corners) * 2 * Math.PI;
    return [lon + (metres * Math.cos(turn)) / east, lat + (metres * Math.sin(turn)) / metresOfADegree];
  });
}
