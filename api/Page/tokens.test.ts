import { describe, expect, it } from 'vitest';
import tokens from './tokens.json';
import { colour, contrast, tokensAsCss, type ColourName } from './tokens';

const schemes = ['light', 'dark'] as const;

describe('colours', () => {
  it('measure contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it.each(schemes.flatMap((scheme) => tokens.contrast.map(([one, other, least]) => [scheme, one, other, least] as const)))(
    'in %s, %s on %s have a contrast of at least %s', (scheme, one, other, least) => {
      expect(contrast(colour(one as ColourName, scheme), colour(other as ColourName, scheme))).toBeGreaterThanOrEqual(Number(least));
    });

  it.each(schemes)('in %s, the steps of the harm ramp differ in lightness, for readers who do not see hue', (scheme) => {
    const ramp = (['harm-1', 'harm-2', 'harm-3', 'harm-4'] as const).map((name) => colour(name, scheme));
    for (let i = 1; i < ramp.length; i++) expect(contrast(ramp[i - 1]!, ramp[i]!)).toBeGreaterThan(1.4);
  });

  it.each(schemes)('in %s, nothing is red: a place is not guilty, but for what young people colour red themselves', (scheme) => {
    for (const [name, hex] of Object.entries(tokens.colour[scheme])) {
      if (name === 'safety-red') continue;
      const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
      expect(red > 1.3 * green && red > 1.3 * blue, hex).toBe(false);
    }
  });

  it('are the same names in both schemes', () => {
    expect(Object.keys(tokens.colour.dark)).toEqual(Object.keys(tokens.colour.light));
  });
});

describe('the stylesheet', () => {
  it('holds every colour once for each scheme', () => {
    const css = tokensAsCss();
    for (const name of Object.keys(tokens.colour.light)) expect(css.split(`--colour-${name}:`).length - 1).toBe(2);
  });

  it('keeps body text at 16 px or more', () => {
    for (const size of Object.values(tokens.type.size)) expect(parseFloat(size)).toBeGreaterThanOrEqual(1);
  });
});
