import type { Polygon, Position } from 'geojson';
import { readGridReference } from '../places/gridReference';
import { fromGrid } from '../places/nationalGrid';

const corners = 32;

/** A circle on the ground as an area; null where the reference or the radius is none. */
export function circleOf(reference: string, radiusMetres: string): Polygon | null {
  const middle = readGridReference(reference);
  const radius = Number(radiusMetres);
  if (!middle || !(radius >= 20 && radius <= 1200)) return null;
  const ring: Position[] = Array.from({ length: corners }, (_, at) => {
    const turn = (at / corners) * 2 * Math.PI;
    return fromGrid(middle.easting + radius * Math.cos(turn), middle.northing + radius * Math.sin(turn));
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] };
}

/** A day that is so many days from now, as a form writes it. */
export const inDays = (days: number, now = new Date()): string => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
