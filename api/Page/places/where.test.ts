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
  it('by a postcode is never a place', () => {
    const typed = where({ by: 'postcode', postcode: 'ld1 5aa' });
    expect([pointOf(typed), locationOf(typed), faultInWhere(typed)?.key]).toEqual([null, null, 'where.postcode_needs_place']);
    expect(faultInWhere(where({ by: 'postcode', postcode: 'Bala' }))?.key).toBe('where.postcode_wrong');
  });
  it('names what is missing for each way', () =>
    expect((['pin', 'gps', 'place', 'grid_ref', 'route', 'postcode'] as const).map((by) => faultInWhere(where({ by }))?.field))
      .toEqual(['pick-point', 'gps', 'place', 'grid-reference', 'route', 'postcode']));
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
