import { describe, expect, it } from 'vitest';
import { bodyOf, draftOf, isBlank, missing, sameAnswer } from './answer';

const blank = draftOf();

describe('an answer to a prompt', () => {
  it('needs nothing more once nobody knows', () => {
    for (const kind of ['rated', 'words'] as const) expect(missing({ ...blank, rating: 'not_known' }, kind)).toEqual([]);
  });

  it('is rated only with evidence, its source and how sure that is', () => {
    expect(missing({ ...blank, rating: 'concern' }, 'rated')).toEqual(['text', 'source', 'grade']);
    expect(missing({ ...blank, rating: 'concern', text: ' ', source: 'community', grade: 'first_hand' }, 'rated')).toEqual(['text']);
    expect(missing({ ...blank, rating: 'concern', text: 'Two lights are out', source: 'community', grade: 'first_hand' }, 'rated')).toEqual([]);
  });

  it('sends only what its kind asks for, without the edges of what was typed', () => {
    const all = { text: ' Two lights are out ', rating: 'mixed', source: 'community', grade: 'first_hand', ticked: true, kept: '' };
    expect(bodyOf(all, 'rated')).toEqual({ text: 'Two lights are out', rating: 'mixed', source: 'community', grade: 'first_hand' });
    expect(bodyOf(all, 'words')).toEqual({ text: 'Two lights are out' });
    expect(bodyOf({ ...blank, rating: 'not_known' }, 'words')).toEqual({ rating: 'not_known' });
    expect(bodyOf({ ...blank, ticked: false }, 'tick')).toEqual({ ticked: false });
  });

  it('says the same whatever is written of why a wording is kept', () => {
    expect(sameAnswer({ ...blank, text: 'a', kept: 'quoted' }, { ...blank, text: 'a ' }, 'words')).toBe(true);
    expect(sameAnswer({ ...blank, text: 'a' }, { ...blank, text: 'b' }, 'words')).toBe(false);
    expect(isBlank({ ...blank, text: '  ' }, 'words')).toBe(true);
  });
});
