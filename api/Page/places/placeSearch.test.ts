import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lettersBetween } from './folding';
import { readGridReference, spelled, writeGridReference } from './gridReference';
import { fromGrid, toGrid } from './nationalGrid';
import { placeIndex, type NamedPlace } from './placeSearch';
import { middleIn, readPostcode } from './postcode';

interface Cases {
  places: (NamedPlace & { key: string })[];
  searches: { typed: string; outcome: 'one' | 'ask' | 'none'; places: string[]; ux12: boolean }[];
  gridReferences: { typed: string; easting: number; northing: number; size: number; written: string; ux12: boolean }[];
  notGridReferences: string[];
  positions: { lon: number; lat: number; easting: number; northing: number }[];
  postcodes: { typed: string; written: string; ux12: boolean }[];
  notPostcodes: string[];
}

const cases = JSON.parse(readFileSync(new URL('../../../tests/Geodata.Tests/Expected/places.json', import.meta.url), 'utf8')) as Cases;
const search = placeIndex(cases.places.map((place, at) => ({ ...place, id: String(at).padStart(12, '0') })));

describe('a place by its name', () => {
  it.each(cases.searches)('$typed is $outcome: $places', ({ typed, outcome, places }) => {
    const answer = search(typed);
    expect(answer.understood ? 'one' : answer.matched > 0 ? 'ask' : 'none').toBe(outcome);
    const found = answer.matches.map(({ place }) => place.key);
    expect(outcome === 'one' ? found.slice(0, 1) : found).toEqual(places);
  });
  it('is not looked for in a text longer than any name', () => expect(search('Bala'.repeat(30)).matched).toBe(0));
  it('is cut to as many as are asked for, and says how many there were', () =>
    expect(search('Market Square', 1)).toMatchObject({ matched: 2, understood: false, matches: { length: 1 } }));
});

describe('forty mixed spellings', () => {
  const mixed = [...cases.searches, ...cases.gridReferences, ...cases.postcodes].filter(({ ux12 }) => ux12);
  it('are understood but for two, which ask', () => {
    const understood = mixed.filter(({ typed }) => readGridReference(typed) || readPostcode(typed) || search(typed).understood);
    expect([mixed.length, understood.length]).toEqual([40, 38]);
    expect(mixed.filter((one) => !understood.includes(one)).every(({ typed }) => search(typed).matched > 0)).toBe(true);
  });
});

describe('grid references', () => {
  it.each(cases.gridReferences)('$typed is $written', ({ typed, easting, northing, size, written }) => {
    expect(readGridReference(typed)).toEqual({ easting, northing, sizeMetres: size, radiusMetres: Math.ceil(size / Math.SQRT2) });
    expect(writeGridReference(easting, northing, size)).toBe(written);
  });
  it.each(cases.notGridReferences)('%s is refused', (typed) => expect(readGridReference(typed)).toBeNull());
  it('are read out sign by sign', () => expect(spelled('SO 035 615')).toBe('S O, 0 3 5, 6 1 5'));
});

describe('a position on the National Grid', () => {
  it.each(cases.positions)('$lon, $lat is where the server puts it, and comes back', ({ lon, lat, easting, northing }) => {
    const [east, north] = toGrid([lon, lat]);
    expect(Math.hypot(east - easting, north - northing)).toBeLessThan(0.005);
    const [lonAgain, latAgain] = fromGrid(east, north);
    expect(Math.hypot(lonAgain - lon, latAgain - lat)).toBeLessThan(1e-9);
  });
});

describe('postcodes', () => {
  it.each(cases.postcodes)('$typed is $written', ({ typed, written }) => expect(readPostcode(typed)).toBe(written));
  it.each(cases.notPostcodes)('%s is refused', (typed) => expect(readPostcode(typed)).toBeNull());
});

describe('a postcode on the list', () => {
  const list = { postcodes: ['LD1 5AA', 'LD1 5AB', 'SY21 7AA'], eastings: [1, 2, 3], northings: [4, 5, 6], reachMetres: [101, 700, 2000] };
  it.each(list.postcodes.map((written, at) => [written, at] as const))('%s is found', (written, at) =>
    expect(middleIn(list, written)).toEqual({ postcode: written, easting: list.eastings[at], northing: list.northings[at], reachMetres: list.reachMetres[at] }));
  it.each(['LD1 5AC', 'AB1 1AA', 'ZE1 0AA'])('%s is not on it', (written) => expect(middleIn(list, written)).toBeNull());
  it('is not found without a list', () => expect([middleIn(undefined, 'LD1 5AA'), middleIn({ postcodes: [], eastings: [], northings: [], reachMetres: [] }, 'LD1 5AA')]).toEqual([null, null]));
});

describe('two spellings', () => {
  // Distances of Damerau's restricted kind, worked by hand.
  it.each([['bala', 'bala', 0], ['bala', 'blaa', 1], ['bala', 'bal', 1], ['llan', 'lan', 1], ['abc', 'ca', 3], ['', 'abc', 3]])(
    '%s and %s differ by %i', (a, b, letters) => expect(lettersBetween(a, b, 5)).toBe(letters));
});
