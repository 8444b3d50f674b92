import { describe, expect, it } from 'vitest';
import cases from '../../../tests/Geodata.Tests/Language/fair_words.cases.json';
import cy from '@texts/fair_words.cy.json';
import en from '@texts/fair_words.en.json';
import { check, explain, reworded } from './fairWords';

describe('the language check on the page', () => {
  it.each(cases.map(({ text, finds }): [string, typeof finds] => [text, finds]))('finds in "%s" what the server finds', (text, finds) =>
    expect(check(text).map(({ rule, level, start, length }) => ({ rule, level, start, length }))).toEqual(finds));

  it('holds to spans behind 4,900 characters', () => {
    const before = 'Two adults stopped near the shelter and spoke with children. '.repeat(82).slice(0, 4900) + '. ';
    for (const { text, finds } of cases)
      expect(check(before + text).map(({ rule, start }) => [rule, start])).toEqual(finds.map(({ rule, start }) => [rule, start + before.length]));
  });

  it('explains in the language of the reader and offers wordings in that of the text', () => {
    const [found] = check("Mae hi'n rhoi ei hun mewn perygl.");
    expect(explain(found!, 'en').reason).toBe(en.rules[0]!.reason);
    expect(explain(found!, 'cy').reason).toBe(cy.rules[0]!.reason);
    expect(explain(found!, 'en').wordings).toEqual(cy.rules[0]!.use);
  });

  it('puts another wording in place without saying a word twice', () => {
    const put = (text: string): string => reworded(text, check(text)[0]!, explain(check(text)[0]!, 'en').wordings[0]!).text;
    expect(put('She is placing herself at risk.')).toBe('She is being harmed.');
    expect(put('She puts herself at risk.')).toBe('She is being harmed.');
    expect(put("Mae hi'n rhoi ei hun mewn perygl.")).toBe("Mae hi'n cael niwed gan eraill.");
  });

  it('comes to an end with texts made to be slow', () => {
    for (const brick of ['she is not ', 'placing ', 'said: "', '[child', "'", 'neet ', '\u0301', '\ud83d', 'why did she '])
      for (const { start, length } of check(brick.repeat(20_000 / brick.length))) expect(start + length).toBeLessThanOrEqual(20_000);
  });
});
