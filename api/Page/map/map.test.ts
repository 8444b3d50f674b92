import { describe, expect, it } from 'vitest';
import { coarse } from './geometry';

describe('the box that the server is asked for', () => {
  it('is widened outwards to whole steps, so that it does not tell where somebody looks', () =>
    expect(coarse([-4.9312, 52.3788, -4.9011, 52.4012])).toEqual([-4.95, 52.35, -4.9, 52.45]));
  it('stays as it is on the steps', () => expect(coarse([-5.15, 52.25, -4.65, 52.55])).toEqual([-5.15, 52.25, -4.65, 52.55]));
});
