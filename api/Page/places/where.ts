import { metresBetween } from '../map/geometry';
import type { PickedPoint } from '../map/PickPoint';
import type { Fix } from './fix';
import { readGridReference } from './gridReference';
import { fromGrid } from './nationalGrid';
import { readPostcode } from './postcode';

export interface ChosenPlace { id: string; nameEn: string; nameCy: string; point: [number, number]; townEn?: string | null; townCy?: string | null }

/** A place on the way of a route: one with a name, or a point of the map. */
export interface Stop { place: ChosenPlace | null; lonLat: [number, number] }

/** The ways of saying where. A postcode alone is none: it only leads to another. */
export const ways = ['pin', 'gps', 'place', 'grid_ref', 'route', 'postcode'] as const;
export type Way = (typeof ways)[number];

/** Where something happened, as it is being answered. Each way keeps its own answer, so that changing the way loses nothing. */
export interface WhereDraft {
  by: Way | 'recorded';
  pin: PickedPoint | null;
  gps: Fix | null;
  place: ChosenPlace | null;
  placeTyped: string;
  gridReference: string;
  postcode: string;
  route: Stop[];
  /** The place in the writer's words. It goes with the record as text and moves no point. */
  note: string;
}

export const emptyWhere = (): WhereDraft =>
  ({ by: 'pin', pin: null, gps: null, place: null, placeTyped: '', gridReference: '', postcode: '', route: [], note: '' });

/** A point as it is stored: where, how it was placed, and within how many metres it holds (null: not known). */
export interface PlacedPoint { lonLat: [number, number]; placedBy: 'pin' | 'gps' | 'place' | 'grid_ref'; accuracyMetres: number | null }

/** The point of an answer; null while there is none. */
export function pointOf({ by, pin, gps, place, gridReference, route }: WhereDraft): PlacedPoint | null {
  if (by === 'pin') return pin && { lonLat: pin.lonLat, placedBy: 'pin', accuracyMetres: pin.accuracyMetres };
  if (by === 'gps') return gps && { ...gps, placedBy: 'gps' };
  if (by === 'place') return place && { lonLat: place.point, placedBy: 'place', accuracyMetres: null };
  if (by === 'route') return middleOfRoute(route);
  const square = by === 'grid_ref' ? readGridReference(gridReference) : null;
  return square && { lonLat: fromGrid(square.easting, square.northing), placedBy: 'grid_ref', accuracyMetres: square.radiusMetres };
}

/** "Somewhere on this route": the middle of the way, and the distance from it that reaches every place of the route. */
export function middleOfRoute(route: Stop[]): PlacedPoint | null {
  const points = route.map(({ lonLat }) => lonLat);
  if (points.length < 2) return null;
  const legs = points.slice(1).map((to, at) => metresBetween(points[at] ?? to, to));
  let left = legs.reduce((sum, leg) => sum + leg, 0) / 2;
  let middle = points[0] ?? [0, 0];
  for (const [at, leg] of legs.entries()) {
    const [from, to] = [points[at] ?? middle, points[at + 1] ?? middle];
    const share = leg === 0 ? 0 : Math.min(1, left / leg);
    middle = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    if (left <= leg) break;
    left -= leg;
  }
  middle = [Number(middle[0].toFixed(6)), Number(middle[1].toFixed(6))];
  return {
    lonLat: middle, placedBy: route.every(({ place }) => place) ? 'place' : 'pin',
    accuracyMetres: Math.max(1, Math.ceil(Math.max(...points.map((point) => metresBetween(middle, point))))),
  };
}

/** How the ids of the fields of this question begin, behind a form's own prefix, as alternatives of a regular expression. */
export const whereFields = 'where-|pick-point|gps|place|grid-reference|route|postcode';

/** What is missing or wrong: the field, and the key of the sentence that says so. */
export function faultInWhere(where: WhereDraft): { field: 'pick-point' | 'gps' | 'place' | 'grid-reference' | 'postcode' | 'route'; key: string } | null {
  if (where.by === 'recorded' || (where.by !== 'postcode' && pointOf(where))) return null;
  switch (where.by) {
    case 'pin': return { field: 'pick-point', key: 'where.pin_missing' };
    case 'gps': return { field: 'gps', key: 'where.gps_missing' };
    case 'place': return { field: 'place', key: 'where.place_missing' };
    case 'grid_ref': return { field: 'grid-reference', key: 'where.grid_reference_wrong' };
    case 'route': return { field: 'route', key: 'where.route_missing' };
    case 'postcode': return { field: 'postcode', key: readPostcode(where.postcode) ? 'where.postcode_needs_place' : 'where.postcode_wrong' };
  }
}

/** The answer as the API takes it; null while there is none. A grid reference goes as the metres that it names. */
export function locationOf(where: WhereDraft): { location: object; placeId?: string } | null {
  const point = pointOf(where);
  if (!point) return null;
  const square = where.by === 'grid_ref' ? readGridReference(where.gridReference) : null;
  const [coordinates, crs] = square ? [[square.easting, square.northing], 'EPSG:27700'] : [point.lonLat, 'EPSG:4326'];
  return {
    location: { point: { type: 'Point', coordinates }, placedBy: point.placedBy, accuracyMetres: point.accuracyMetres, crs },
    ...(where.by === 'place' && where.place ? { placeId: where.place.id } : {}),
  };
}
