import { expect, test } from 'vitest';
import { takesMore } from './rounds';

const one = (round: number, status: string, endedOn: string | null = null): never => ({ round, status, endedOn }) as never;

test('before the plan is over once the plan is carried out; a review goes on while the plan is mended', () => {
  expect([one(0, 'gathering'), one(0, 'plan_agreed'), one(1, 'review'), one(1, 'delivering')].map(takesMore)).toEqual([true, true, true, true]);
  expect([one(0, 'delivering'), one(1, 'closed_safer', '2026-01-01')].map(takesMore)).toEqual([false, false]);
});
