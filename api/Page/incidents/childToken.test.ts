import { describe, expect, it } from 'vitest';
import { makeChildToken, readChildToken } from './childToken';

describe('child tokens', () => {
  // Worked by hand from the rule in Geodata's ChildToken: check = sum of (2i + 1) x value of symbol i, modulo 32.
  it('of zeros have the check 0', () => expect(makeChildToken(() => 0)).toBe('0000-0000-0000'));
  it('of ones have the check 25 (121 modulo 32), which is S', () => expect(makeChildToken(() => 1)).toBe('1111-1111-111S'));

  it('begin with a digit, which no name does', () => {
    for (let i = 0; i < 200; i++) expect(makeChildToken()).toMatch(/^\d[0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  });

  it('are read in any case, with or without hyphens, with O for 0 and I or L for 1', () => {
    expect(readChildToken('oooo oooo oooo')).toBe('0000-0000-0000');
    expect(readChildToken('il11-1111-111s')).toBe('1111-1111-111S');
  });

  it('that were mistyped in any one place are refused', () => {
    const token = makeChildToken().replaceAll('-', '');
    for (let at = 0; at < 12; at++)
      for (const symbol of '0123456789ABCDEFGHJKMNPQRSTVWXYZ')
        if (symbol !== token[at]) expect(readChildToken(token.slice(0, at) + symbol + token.slice(at + 1))).toBeNull();
  });

  it('are not names', () => {
    for (const typed of ['', 'Sian Jones', '7KQ2', '0000-0000-0000-0', 'ABCD-EFGH-JKMN']) expect(readChildToken(typed)).toBeNull();
  });
});
