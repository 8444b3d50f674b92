import { describe, expect, it } from 'vitest';
import cases from '../../../tests/Geodata.Tests/Disclosure/identifying_text.cases.json';
import { identifying } from './identifyingText';

const places = ['Bus Station', 'The Weavers', 'Pont Werdd', 'Old Mill Cafe', 'Marine Parade', 'Tesco Extra', 'Parc Aberwen'];

describe('text that may identify somebody, on the page', () => {
  it.each(cases.map(({ text, finds }): [string, typeof finds] => [text, finds]))('finds in "%s" what the server finds', (text, finds) =>
    expect(identifying(text, 2026, places)).toEqual(finds));

  it('comes to an end with texts made to be slow', () => {
    for (const brick of ['A', 'A ', '1-', '1', 'a.', "Ab'", 'A\t\t\t\t', 'born 1 ', 'Aa ap ', 'o\u2019r enw A '])
      for (const { start, length } of identifying(brick.repeat(4_000 / brick.length), 2026, places)) expect(start + length).toBeLessThanOrEqual(4_000);
  });
});
