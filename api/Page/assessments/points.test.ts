import { describe, expect, it } from 'vitest';
import { blurred } from './points';

describe('a text on a wall', () => {
  it.each([
    ['Behind the shelter at SO 1234 5678, by the wall', 'Behind the shelter at SO 12 56, by the wall'],
    ['at so123567', 'at SO 12 56'],
    ['at 312340, 256780.', 'at SO 12 56.'],
    ['at 52.12345, -3.45678 and on', 'at … and on'],
    ['near LD1 5AB', 'near LD1 …'],
  ])('says of "%s" only "%s"', (text, shown) => expect(blurred(text)).toBe(shown));

  it.each(['Two of 120 lights, 15 to 20 young people, since 2024', 'SO 12 56', 'Bus 41 at 22:30'])('leaves "%s" as it is', (text) => expect(blurred(text)).toBe(text));
});
