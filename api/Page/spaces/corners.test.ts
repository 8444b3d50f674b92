import { describe, expect, it } from 'vitest';
import { cornersAround, outlineFault, partsOf, polygonOf, readCorner, squareMetres, withPart, writeCorner, type Corner } from './corners';

const square: Corner[] = [[300_000, 250_000], [300_200, 250_000], [300_200, 250_200], [300_000, 250_200]];
const bowTie: Corner[] = [[300_000, 250_000], [300_200, 250_200], [300_200, 250_000], [300_000, 250_200]];

describe('an outline', () => {
  it('has its area in square metres whichever way round it was drawn', () =>
    expect([squareMetres(square), squareMetres([...square].reverse())]).toEqual([40_000, 40_000]));

  it.each<[string, Corner[], string | null]>([
    ['may be sent where it is one', square, null],
    ['may turn inwards', [[0, 0], [100, 0], [100, 100], [50, 20], [0, 100]], null],
    ['needs three corners', square.slice(0, 2), 'polygon_too_few_corners'],
    ['needs three different corners', [square[0]!, square[1]!, square[0]!, square[1]!], 'polygon_too_few_corners'],
    ['does not cross itself', bowTie, 'polygon_crosses_itself'],
    ['does not run back over itself', [[0, 0], [100, 0], [50, 0], [50, 50]], 'polygon_crosses_itself'],
    ['does not touch itself', [[0, 0], [100, 0], [100, 100], [50, 0], [0, 100]], 'polygon_crosses_itself'],
    ['is no line', [[0, 0], [50, 50], [100, 100]], 'polygon_crosses_itself'],
    ['is no town', [[0, 0], [3_000, 0], [3_000, 3_000], [0, 3_000]], 'polygon_too_large'],
  ])('%s', (_, corners, fault) => expect(outlineFault(corners)).toBe(fault));

  it('lies in the ground of the partnership, all of it', () => {
    const ground: Corner[] = [[299_000, 249_000], [301_000, 249_000], [301_000, 251_000], [300_100, 250_100], [299_000, 251_000]];
    expect(outlineFault(square.map(([x, y]) => [x - 150, y - 150]), [ground])).toBeNull();
    // Its corners lie inside, and a side does not.
    expect(outlineFault([[299_100, 250_600], [300_900, 250_600], [300_100, 249_500]], [ground])).toBe('outside_area');
    expect(outlineFault([...square.slice(0, 3), [298_900, 250_200]], [ground])).toBe('outside_area');
    // In a hole of it.
    expect(outlineFault(square, [[[290_000, 240_000], [310_000, 240_000], [310_000, 260_000], [290_000, 260_000]], square.map(([x, y]) => [x === 300_000 ? x - 50 : x + 50, y === 250_000 ? y - 50 : y + 50])])).toBe('outside_area');
  });

  it('comes back from the server with the corners that were drawn', () => {
    const ring = polygonOf(square);
    expect(ring.coordinates[0]?.[0]).toEqual(ring.coordinates[0]?.at(-1));
    cornersAround(ring).forEach(([x, y], at) => {
      expect(x).toBeCloseTo(square[at]![0], 1);
      expect(y).toBeCloseTo(square[at]![1], 1);
    });
  });

  it('is drawn anew without corners on its straight sides', () => {
    const more: Corner[] = square.flatMap(([x, y], at) => [[x, y], [(x + square[(at + 1) % 4]![0]) / 2, (y + square[(at + 1) % 4]![1]) / 2]]);
    expect(cornersAround(polygonOf(more)).map((corner) => corner.map(Math.round))).toEqual(square);
  });

  it('of one part is drawn anew, and the other parts and every hole stay', () => {
    const apart = (metres: number): Corner[] => square.map(([x, y]) => [x + metres, y]);
    const hole = polygonOf(square.map(([x, y]) => [300_100 + (x - 300_100) / 4, 250_100 + (y - 250_100) / 4])).coordinates[0]!;
    const [holed, other, drawn] = [[polygonOf(square).coordinates[0]!, hole], polygonOf(apart(500)).coordinates, apart(900)];
    const area = { type: 'MultiPolygon' as const, coordinates: [holed, other] };
    expect(partsOf(area).map((part) => cornersAround(part).length)).toEqual([4, 4]);
    expect(withPart(area, 1, drawn)).toEqual({ type: 'MultiPolygon', coordinates: [holed, polygonOf(drawn).coordinates] });
    expect(withPart(area, 0, drawn)).toEqual({ type: 'MultiPolygon', coordinates: [[polygonOf(drawn).coordinates[0], hole], other] });
    expect(withPart({ type: 'Polygon', coordinates: holed }, 0, drawn)).toEqual({ type: 'Polygon', coordinates: [polygonOf(drawn).coordinates[0], hole] });
  });
});

describe('a corner in the list', () => {
  it.each<[string, Corner | null]>([
    ['SO 00000 50000', [300_000, 250_000]], ['so0000050000', [300_000, 250_000]], ['300000, 250000', [300_000, 250_000]],
    ['SO 0000 5000', [300_005, 250_005]], ['nowhere', null], ['', null],
  ])('is read from %s', (typed, corner) => expect(readCorner(typed)).toEqual(corner));
  it('is written as it would be read', () => expect(readCorner(writeCorner(square[2]!))).toEqual(square[2]));
});
