import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson';

export type Bounds = [west: number, south: number, east: number, north: number];
export type Area = Polygon | MultiPolygon;

export const features = (items: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features: items });

export const feature = (geometry: Geometry, properties: Record<string, unknown>, id?: number): Feature =>
  ({ type: 'Feature', geometry, properties, ...(id === undefined ? {} : { id }) });

/** The corners of an area, degrees. */
export function boundsOf(area: Area): Bounds {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = 0, lat = 0] of positions(area)) {
    bounds[0] = Math.min(bounds[0], lon);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lon);
    bounds[3] = Math.max(bounds[3], lat);
  }
  return bounds;
}

/** The corners of several areas together; null for none. */
export function boundsAround(boxes: Bounds[]): Bounds | null {
  return boxes.reduce<Bounds | null>((all, [west, south, east, north]) => !all ? [west, south, east, north]
    : [Math.min(all[0], west), Math.min(all[1], south), Math.max(all[2], east), Math.max(all[3], north)], null);
}

/** The middle of an area's corners: good enough to hang a sign on, never a statement of where something happened. */
export function middleOf(area: Area): [number, number] {
  const [west, south, east, north] = boundsOf(area);
  return [(west + east) / 2, (south + north) / 2];
}

/** Widens bounds outwards to whole steps, so that the address of a request does not tell where somebody looks exactly. */
export function coarse(bounds: Bounds, stepDegrees = 0.05): Bounds {
  const [west, south, east, north] = bounds;
  const down = (value: number): number => Number((Math.floor(value / stepDegrees) * stepDegrees).toFixed(2));
  const up = (value: number): number => Number((Math.ceil(value / stepDegrees) * stepDegrees).toFixed(2));
  return [down(west), down(south), up(east), up(north)];
}

/** Metres between two positions on the sphere; for "near …" only. */
export function metresBetween([lonA = 0, latA = 0]: Position, [lonB = 0, latB = 0]: Position): number {
  const radians = Math.PI / 180;
  const x = (lonB - lonA) * radians * Math.cos(((latA + latB) / 2) * radians);
  return Math.hypot(x, (latB - latA) * radians) * 6_371_000;
}

function* positions(area: Area): Generator<Position> {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  for (const polygon of polygons) for (const ring of polygon) yield* ring;
}
