import { describe, expect, it } from 'vitest';
import { addCount, sums } from './counts';

describe('counts', () => {
  it('are made once, each with an id of its own', () => {
    const two = addCount(addCount([], 'show', 'spoken_to', 1), 'show', 'spoken_to', 5);
    expect(two.map(({ count, state }) => [count, state])).toEqual([[1, 'waiting'], [5, 'waiting']]);
    expect(new Set(two.map(({ id }) => id)).size).toBe(2);
  });
  it('add up by kind, and what the office has is not counted here again', () => {
    const waiting = addCount(addCount([], 'show', 'spoken_to', 1), 'show', 'supported', 2);
    const held = [{ id: waiting[0]!.id, kind: 'spoken_to' as const, count: 1 }, { id: 'x', kind: 'spoken_to' as const, count: 40 }];
    expect(sums(held, waiting)).toEqual({ spoken_to: 41, supported: 2 });
  });
});
