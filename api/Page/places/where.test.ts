import { describe, expect, it } from 'vitest';
import { metresBetween } from '../map/geometry';
import { emptyWhere, faultInWhere, locationOf, middleOfRoute, pointOf, type Stop, type WhereDraft } from './where';

const where = (part: Partial<WhereDraft>): WhereDraft => ({ ...emptyWhere(), ...part });
const place = { id: 'p', nameEn: 'Park', nameCy: 'Parc', point: [-4.9, 52.4] as [number, number] };
const stop = (lon: number, lat: number, named = true): Stop => ({ place: named ? place : null, lonLat: [lon, lat] });

describe('where it happened', () => {
  it('by a place under the cross keeps the point and how it was placed', () =>
    expect(locationOf(where({ pin: { lonLat: [-4.9, 52.4], accuracyMetres: 12 } })))
      .toEqual({ location: { point: { type: 'Point', coordinates: [-4.9, 52.4] }, placedBy: 'pin', accuracyMetres: 12, crs: 'EPSG:4326' } }));
  it('by the device keeps its accuracy, however poor', () =>
    expect(locationOf(where({ by: 'gps', gps: { lonLat: [-4.9, 52.4], accuracyMetres: 3000 } })))
      .toMatchObject({ location: { placedBy: 'gps', accuracyMetres: 3000 } }));
  it('by a named place says which', () => expect(locationOf(where({ by: 'place', place }))).toMatchObject({ placeId: 'p', location: { placedBy: 'place' } }));
  it('by a grid reference goes as the metres that it names, with the radius of its square', () =>
    expect(locationOf(where({ by: 'grid_ref', gridReference: 'so 035 615' })))
      .toMatchObject({ location: { placedBy: 'grid_ref', crs: 'EPSG:27700', accuracyMetres: 71, point: { coordinates: [303_550, 261_550] } } }));
  it('by a space goes as a point that reaches all of it, and never says that it is a space', () => {
    const space = { ...place, id: 's', reachMetres: 145 };
    expect(locationOf(where({ by: 'space', space, place })))
      .toEqual({ location: { point: { type: 'Point', coordinates: [-4.9, 52.4] }, placedBy: 'place', accuracyMetres: 145, crs: 'EPSG:4326' } });
  });
  it('by a named place that reaches far says how far', () =>
    expect(pointOf(where({ by: 'place', place: { ...place, reachMetres: 900 } }))).toMatchObject({ placedBy: 'place', accuracyMetres: 900 }));
  it('by a postcode goes as the middle of its area with how far it reaches, while it is the one that stands there', () => {
    const postcodeMiddle = { postcode: 'LD1 5AA', easting: 303_500, northing: 261_500, reachMetres: 2_400 };
    expect(locationOf(where({ by: 'postcode', postcode: 'ld15aa', postcodeMiddle })))
      .toMatchObject({ location: { placedBy: 'postcode', crs: 'EPSG:27700', accuracyMetres: 2_400, point: { coordinates: [303_500, 261_500] } } });
    expect(faultInWhere(where({ by: 'postcode', postcode: 'ld15aa', postcodeMiddle }))).toBeNull();
    expect(pointOf(where({ by: 'postcode', postcode: 'ld15ab', postcodeMiddle }))).toBeNull();
  });
  it('by a postcode whose middle is not known is no place', () => {
    const typed = where({ by: 'postcode', postcode: 'ld1 5aa' });
    expect([pointOf(typed), locationOf(typed), faultInWhere(typed)?.key]).toEqual([null, null, 'where.postcode_needs_place']);
    expect(faultInWhere(where({ by: 'postcode', postcode: 'Bala' }))?.key).toBe('where.postcode_wrong');
  });
  it('names what is missing for each way', () =>
    expect((['pin', 'gps', 'place', 'space', 'grid_ref', 'route', 'postcode'] as const).map((by) => faultInWhere(where({ by }))?.field))
      .toEqual(['pick-point', 'gps', 'place', 'space', 'grid-reference', 'route', 'postcode']));
  it('of a form that an earlier page wrote, without spaces and middles, is read as before', () => {
    const { space: _space, spaceTyped: _typed, postcodeMiddle: _middle, ...earlier } = where({ by: 'postcode', postcode: 'LD1 5AA' });
    expect([pointOf(earlier as WhereDraft), pointOf({ ...earlier, by: 'space' } as WhereDraft)]).toEqual([null, null]);
  });
  it('keeps the answer of each way when the way changes', () =>
    expect(pointOf(where({ by: 'pin', pin: { lonLat: [-4.8, 52.3], accuracyMetres: 9 }, place }))?.lonLat).toEqual([-4.8, 52.3]));
});

describe('somewhere on a route', () => {
  it('of two places is halfway, and reaches both', () => {
    const found = middleOfRoute([stop(-4.9, 52.4), stop(-4.9, 52.42)]);
    expect(found).toMatchObject({ lonLat: [-4.9, 52.41], placedBy: 'place' });
    expect(found?.accuracyMetres).toBe(Math.ceil(metresBetween([-4.9, 52.41], [-4.9, 52.4])));
  });
  it('there and back has its middle at the turning point', () =>
    expect(middleOfRoute([stop(-4.9, 52.4), stop(-4.9, 52.42), stop(-4.9, 52.4)])?.lonLat).toEqual([-4.9, 52.42]));
  it('counts the way walked, leg by leg', () =>
    expect(middleOfRoute([stop(-4.9, 52.4), stop(-4.9, 52.41), stop(-4.9, 52.44)])?.lonLat).toEqual([-4.9, 52.42]));
  it('reaches every stop, wherever they lie', () => {
    const stops = Array.from({ length: 7 }, (_, at) => stop(-4.9 + 0.03 * Math.sin(at * 2.1), 52.4 + 0.02 * Math.cos(at * 3.7), at % 2 === 0));
    const found = middleOfRoute(stops);
    expect(found?.placedBy).toBe('pin');
    for (const { lonLat } of stops) expect(metresBetween(found?.lonLat ?? [0, 0], lonLat)).toBeLessThanOrEqual(found?.accuracyMetres ?? 0);
  });
  it('needs two places', () => expect([middleOfRoute([]), middleOfRoute([stop(-4.9, 52.4)])]).toEqual([null, null]));
  it('of one place twice is that place', () => expect(middleOfRoute([stop(-4.9, 52.4), stop(-4.9, 52.4)])).toMatchObject({ lonLat: [-4.9, 52.4], accuracyMetres: 1 }));
});
