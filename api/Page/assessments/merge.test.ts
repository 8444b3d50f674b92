import { expect, it } from 'vitest';
import { merged } from './merge';

const before = { what: 'Mend the light', owner: 'council', due: '2026-12-01' };

it('keeps what each changed alone', () => {
  const put = merged(before, { ...before, what: 'Mend both lights' }, { ...before, due: '2026-12-08' });
  expect(put).toEqual({ fields: { what: 'Mend both lights', owner: 'council', due: '2026-12-08' }, theirs: ['due'], both: [] });
});

it('names what both changed, and leaves mine in the form', () => {
  const put = merged(before, { ...before, what: 'Mend both lights' }, { ...before, what: 'Mend three lights' });
  expect(put).toEqual({ fields: { ...before, what: 'Mend both lights' }, theirs: [], both: ['what'] });
});

it('sees no quarrel where both wrote the same, or only spaces differ', () => {
  const put = merged(before, { ...before, what: ' Mend the light ', owner: 'police' }, { ...before, owner: 'police' });
  expect(put.theirs).toEqual([]);
  expect(put.both).toEqual([]);
});

it('takes a field that the other emptied', () => {
  expect(merged(before, before, { ...before, due: '' }).fields.due).toBe('');
});

it('loses no word of either, whoever was first', () => {
  const words = ['', 'a', 'b', 'c'];
  for (const base of words) for (const mine of words) for (const other of words) {
    const put = merged({ one: base }, { one: mine }, { one: other });
    const kept = new Set([put.fields.one, ...(put.both.length > 0 ? [other] : [])]);
    if (mine !== base) expect(kept).toContain(mine);
    if (other !== base) expect(kept).toContain(other);
  }
});
