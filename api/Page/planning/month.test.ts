import { describe, expect, it } from 'vitest';
import { joined, type Count } from './counts';
import { monthPlus, onDay, weeksOf } from './month';

describe('a month', () => {
  it('has weeks from Monday to Sunday', () => {
    const weeks = weeksOf('2026-11');
    expect([weeks.length, weeks[0], weeks.at(-1)]).toEqual([6, [null, null, null, null, null, null, '2026-11-01'], ['2026-11-30', null, null, null, null, null, null]]);
    expect(weeksOf('2027-02')).toHaveLength(4);
    expect(weeksOf('2028-02').flat().filter(Boolean)).toHaveLength(29);
  });
  it('is before and after others', () => expect([monthPlus('2026-12', 1), monthPlus('2026-01', -1), monthPlus('2026-05', 0)]).toEqual(['2027-01', '2025-12', '2026-05']));
  it('shows what lasts several days on each, and nothing on the day that begins at its end', () => {
    const show = { plan: { startsAt: '2026-07-20T08:00:00Z', endsAt: '2026-07-22T23:00:00Z' } } as never;
    expect(['2026-07-19', '2026-07-20', '2026-07-22', '2026-07-23'].map((day) => onDay([show], day).length)).toEqual([0, 1, 1, 0]);
  });
});

describe('counts that were kept', () => {
  it('join those made since, each once', () => {
    const one = (id: string): Count => ({ id, activity: 'a', kind: 'spoken_to', count: 1, at: '2026-07-20T08:00:00Z', state: 'waiting', problem: null });
    expect(joined([one('1'), one('2')], [one('2'), one('3')]).map(({ id }) => id)).toEqual(['1', '2', '3']);
  });
});
