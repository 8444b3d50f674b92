import { metresBetween } from '../map/geometry';
import type { PickedPoint } from '../map/PickPoint';
import type { Fix } from './fix';
import { readGridReference } from './gridReference';
import { fromGrid } from './nationalGrid';
import { readPostcode, type PostcodeMiddle } from './postcode';

export interface ChosenPlace { id: string; nameEn: string; nameCy: string; point: [number, number]; townEn?: string | null; townCy?: string | null; reachMetres?: number | null }

/** A place on the way of a route: one with a name, or a point of the map. */
export interface Stop { place: ChosenPlace | null; lonLat: [number, number] }

/** The ways of saying where. A postcode is an area: with its middle known it is stored as one, else it only leads to another way. */
export const ways = ['pin', 'gps', 'place', 'space', 'grid_ref', 'route', 'postcode'] as const;
export type Way = (typeof ways)[number];

/** Where something happened, as it is being answered. Each way keeps its own answer, so that changing the way loses nothing. */
export interface WhereDraft {
  by: Way | 'recorded';
  pin: PickedPoint | null;
  gps: Fix | null;
  place: ChosenPlace | null;
  placeTyped: string;
  /** A space of the partnership. It goes with the record as a point and its reach, never as the space: its readers may not know of spaces. */
  space: ChosenPlace | null;
  spaceTyped: string;
  gridReference: string;
  postcode: string;
  /** Where the postcode lies, once it is found on the list that this device holds. */
  postcodeMiddle: PostcodeMiddle | null;
  route: Stop[];
  /** The place in the writer's words. It goes with the record as text and moves no point. */
  note: string;
}

export const emptyWhere = (): WhereDraft =>
  ({ by: 'pin', pin: null, gps: null, place: null, placeTyped: '', space: null, spaceTyped: '', gridReference: '', postcode: '', postcodeMiddle: null, route: [], note: '' });

/** A point as it is stored: where, how it was placed, and within how many metres it holds (null: not known). */
export interface PlacedPoint { lonLat: [number, number]; placedBy: 'pin' | 'gps' | 'place' | 'grid_ref' | 'postcode'; accuracyMetres: number | null }

/** The point of an answer; null while there is none. */
export function pointOf(where: WhereDraft): PlacedPoint | null {
  const { by, pin, gps, gridReference, route } = where;
  if (by === 'pin') return pin && { lonLat: pin.lonLat, placedBy: 'pin', accuracyMetres: pin.accuracyMetres };
  if (by === 'gps') return gps && { ...gps, placedBy: 'gps' };
  const named = by === 'place' ? where.place : by === 'space' ? where.space : null;
  if (named) return { lonLat: named.point, placedBy: 'place', accuracyMetres: named.reachMetres ?? null };
  const area = by === 'postcode' ? middleOf(where) : null;
  if (area) return { lonLat: fromGrid(area.easting, area.northing), placedBy: 'postcode', accuracyMetres: area.reachMetres };
  if (by === 'route') return middleOfRoute(route);
  const square = by === 'grid_ref' ? readGridReference(gridReference) : null;
  return square && { lonLat: fromGrid(square.easting, square.northing), placedBy: 'grid_ref', accuracyMetres: square.radiusMetres };
}

// The middle of the postcode that stands there now, whatever was found before.
const middleOf = ({ postcode, postcodeMiddle }: WhereDraft): PostcodeMiddle | null =>
  (postcodeMiddle && readPostcode(postcode) === postcodeMiddle.postcode ? postcodeMiddle : null);

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
export const whereFields = 'where-|pick-point|gps|place|space|grid-reference|route|postcode';

/** What is missing or wrong: the field, and the key of the sentence that says so. */
export function faultInWhere(where: WhereDraft): { field: 'pick-point' | 'gps' | 'place' | 'space' | 'grid-reference' | 'postcode' | 'route'; key: string } | null {
  if (where.by === 'recorded' || pointOf(where)) return null;
  switch (where.by) {
    case 'pin': return { field: 'pick-point', key: 'where.pin_missing' };
    case 'gps': return { field: 'gps', key: 'where.gps_missing' };
    case 'place': return { field: 'place', key: 'where.place_missing' };
    case 'space': return { field: 'space', key: 'where.space_missing' };
    case 'grid_ref': return { field: 'grid-reference', key: 'where.grid_reference_wrong' };
    case 'route': return { field: 'route', key: 'where.route_missing' };
    case 'postcode': return { field: 'postcode', key: readPostcode(where.postcode) ? 'where.postcode_needs_place' : 'where.postcode_wrong' };
  }
}

/** The answer as the API takes it; null while there is none. A grid reference or postcode goes as the metres of its middle. */
export function locationOf(where: WhereDraft): { location: object; placeId?: string } | null {
  const point = pointOf(where);
  if (!point) return null;
  const square = where.by === 'grid_ref' ? readGridReference(where.gridReference) : where.by === 'postcode' ? middleOf(where) : null;
  const [coordinates, crs] = square ? [[square.easting, square.northing], 'EPSG:27700'] : [point.lonLat, 'EPSG:4326'];
  return {
    location: { point: { type: 'Point', coordinates }, placedBy: point.placedBy, accuracyMetres: point.accuracyMetres, crs },
    ...(where.by === 'place' && where.place ? { placeId: where.place.id } : {}),
  };
}
