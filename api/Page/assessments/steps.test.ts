import { describe, expect, it } from 'vitest';
import type { AssessmentView } from '../http/contracts';
import { inOrder, partOf, stepFor } from './steps';

const step = (key: 'basic' | 'scope' | 'goals', state: 'done' | 'open') => ({ key, state, blocked: [] });

describe('the way to what stands in the way', () => {
  it('leads from unanswered prompts to the first part that is not done', () =>
    expect(stepFor('prompts_unanswered', [step('basic', 'done'), step('scope', 'open'), step('goals', 'open')])).toBe('scope'));

  it.each([['boundary_missing', 'scope'], ['no_goal', 'goals'], ['no_young_voice', 'views'], ['no_baseline', 'baseline'], ['instrument_not_repeated', 'review']] as const)(
    'leads from %s to %s', (blocker, key) => expect(stepFor(blocker, [])).toBe(key));

  it.each([['young_people', 'young_people'], ['delivery', 'goals'], ['baseline', 'rounds']] as const)('works on %s in %s', (key, part) => expect(partOf(key)).toBe(part));
});

describe('the list', () => {
  it('has overdue ones first, then by day, and what is over last', () => {
    const one = (id: string, reviewOn: string, overdue = false, endedOn: string | null = null) => ({ id, reviewOn, overdue, endedOn }) as AssessmentView;
    const shown = inOrder([one('d', '2026-01-01', false, '2026-02-01'), one('a', '2026-12-09'), one('e', '2026-01-01', false, '2026-03-01'), one('c', '2026-11-01', true), one('b', '2026-12-01')]);
    expect(shown.map(({ id }) => id)).toEqual(['c', 'b', 'a', 'e', 'd']);
  });
});
