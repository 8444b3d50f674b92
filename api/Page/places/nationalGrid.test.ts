import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { GridShiftsView } from '../http/contracts';
import { fromGrid, goBy, toGrid } from './nationalGrid';

const expected = JSON.parse(readFileSync(new URL('../../../tests/Geodata.Tests/Expected/ostn15.json', import.meta.url), 'utf8')) as {
  shifts: GridShiftsView; points: { lon: number; lat: number; easting: number; northing: number }[];
};

describe('the National Grid by the shifts of the office', () => {
  afterEach(() => goBy(null));

  it.each(expected.points)('$lon, $lat is where an independent series puts it', ({ lon, lat, easting, northing }) => {
    goBy(expected.shifts);
    const [east, north] = toGrid([lon, lat]);
    expect(Math.hypot(east - easting, north - northing)).toBeLessThan(0.001);
    const back = fromGrid(easting, northing);
    expect(Math.hypot((back[0] - lon) * 68_000, (back[1] - lat) * 111_250)).toBeLessThan(0.001);
  });

  it('differs from the seven parameters, and goes back to them', () => {
    const { lon, lat, easting } = expected.points[0] ?? { lon: 0, lat: 0, easting: 0 };
    const before = toGrid([lon, lat]);
    goBy(expected.shifts);
    expect(Math.abs(toGrid([lon, lat])[0] - easting)).toBeLessThan(0.001);
    goBy(null);
    expect(toGrid([lon, lat])).toEqual(before);
    expect(Math.abs(before[0] - easting)).toBeGreaterThan(0.1);
  });

  it('holds the nearest shift beyond the nodes, and the seven parameters where a node is not known', () => {
    const far = [-4.5, 51.6] as const;
    const helmert = toGrid(far);
    goBy(expected.shifts);
    const [east] = toGrid(far);
    expect(Math.abs(east - helmert[0])).toBeLessThan(10);
    goBy({ ...expected.shifts, eastMillimetres: expected.shifts.eastMillimetres.map(() => null) });
    expect(toGrid(far)).toEqual(helmert);
  });
});
