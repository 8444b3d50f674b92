import { describe, expect, it } from 'vitest';
import { toGrid } from '../places/nationalGrid';
import { circleOf, inDays } from './circle';

describe('a circle by grid reference and radius', () => {
  it('closes, and every corner lies at the radius from the middle of the square', () => {
    const ring = circleOf('SO 0000 5000', '150')?.coordinates[0] ?? [];
    expect(ring[0]).toEqual(ring.at(-1));
    for (const [lon = 0, lat = 0] of ring) {
      const [east, north] = toGrid([lon, lat]);
      expect(Math.hypot(east - 300_005, north - 250_005)).toBeCloseTo(150, 1);
    }
  });

  it.each([['SO 0000 5000', '19'], ['SO 0000 5000', '1201'], ['SO 0000 5000', ''], ['nowhere', '100']])('is none for %s and %s m', (reference, radius) =>
    expect(circleOf(reference, radius)).toBeNull());
});

describe('a day to come', () => {
  it('counts over the end of a year', () => expect(inDays(40, new Date('2026-11-30T12:00:00Z'))).toBe('2027-01-09'));
});
