import { describe, expect, it } from 'vitest';
import { coarse } from './geometry';
import { readGridReference } from './gridReference';

describe('grid references', () => {
  // Corners from the Ordnance Survey's own guide: TQ 38 80 is near Greenwich, NN 166 712 is Ben Nevis, SV is the false origin's square.
  it.each([
    ['NN 166 712', 216_650, 771_250, 100], ['tq3880', 538_500, 180_500, 1000], ['SN 4512 6034', 245_125, 260_345, 10],
    ['SH 60986 54375', 260_986.5, 354_375.5, 1], ['SV0000', 500, 500, 1000],
  ])('%s is read', (typed, easting, northing, sizeMetres) =>
    expect(readGridReference(typed)).toMatchObject({ easting, northing, sizeMetres }));

  it.each(['', 'SN', 'SN 451', 'SN 4512 603', 'SI 12 34', '45 60', 'SN 123456 123456', 'AA 12 34'])('%s is refused', (typed) =>
    expect(readGridReference(typed)).toBeNull());
});

describe('the box that the server is asked for', () => {
  it('is widened outwards to whole steps, so that it does not tell where somebody looks', () =>
    expect(coarse([-4.9312, 52.3788, -4.9011, 52.4012])).toEqual([-4.95, 52.35, -4.9, 52.45]));
  it('stays as it is on the steps', () => expect(coarse([-5.15, 52.25, -4.65, 52.55])).toEqual([-5.15, 52.25, -4.65, 52.55]));
});
