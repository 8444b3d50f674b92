import { describe, expect, it } from 'vitest';
import { spread } from './spread';

const town: [number, number][] = [[-4.9, 52.4], [-4.901, 52.4005], [-4.8995, 52.4], [-4.9, 52.4], [-4.7, 52.3]];
// Pixels between two positions at a zoom, by the length of a degree in Web Mercator.
const pixels = (a: number[], b: number[], zoom: number): number => {
  const degree = (512 * 2 ** zoom) / 360;
  return Math.hypot((a[0]! - b[0]!) * degree, ((a[1]! - b[1]!) * degree) / Math.cos((52.4 * Math.PI) / 180));
};

describe('signs that would lie on each other', () => {
  const spreadOut = spread(town, 9);

  it('lie apart when they are drawn', () => {
    spreadOut.forEach((one, i) => spreadOut.slice(i + 1).forEach((other) =>
      expect(pixels(one.drawn, other.drawn, 9)).toBeGreaterThan(34)));
  });
  it('keep their own positions, to which a line leads', () => expect(spreadOut.map(({ at }) => at)).toEqual(town));
  it('stay near them', () => spreadOut.forEach(({ at, drawn }) => expect(pixels(at, drawn, 9)).toBeLessThan(80)));
  it('leave a lone sign where it is', () => expect(spreadOut[4]).toEqual({ at: town[4], drawn: town[4], moved: false }));
  it('spread alike each time', () => expect(spread(town, 9)).toEqual(spreadOut));
  it('come home when there is room', () => expect(spread(town.slice(0, 2), 16).map(({ moved }) => moved)).toEqual([false, false]));
});
