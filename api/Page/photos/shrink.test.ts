import { describe, expect, it } from 'vitest';
import { fitted, longestEdge, trials } from './shrink';

describe('a photo is made smaller', () => {
  it('keeps its shape, whichever edge is longer', () => {
    expect(fitted(4_000, 3_000, longestEdge)).toEqual({ width: 1_600, height: 1_200 });
    expect(fitted(3_000, 4_000, longestEdge)).toEqual({ width: 1_200, height: 1_600 });
  });
  it('is never made larger', () => expect(fitted(640, 480, longestEdge)).toEqual({ width: 640, height: 480 }));
  it('keeps at least a pixel of a very long one', () => expect(fitted(20_000, 3, longestEdge)).toEqual({ width: 1_600, height: 1 }));
  it('is tried less exact before it is tried smaller', () => {
    expect(trials[0]).toEqual({ edge: longestEdge, quality: 0.82 });
    for (const [at, { edge, quality }] of trials.entries()) {
      const before = trials[at - 1];
      if (before) expect(edge < before.edge || (edge === before.edge && quality < before.quality)).toBe(true);
    }
  });
});
