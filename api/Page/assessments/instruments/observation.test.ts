import { expect, test } from 'vitest';
import { answersTo, observedItems, onceIn, senseOf, toldItems, valueOf } from './observation';

test('what is answered goes as a number, and what could not be seen as nothing', () => {
  for (const item of observedItems) {
    expect(answersTo(item).map(valueOf)).toEqual([0, 1, 2, 3, null]);
    expect(answersTo(item).map((answer) => senseOf(item, valueOf(answer)))).toEqual(answersTo(item));
  }
});

test('what nobody looked at in either round is not told', () => {
  const spread = (visits: number): object => ({ visits, lowest: null, median: null, highest: null });
  const items = [[0, 0], [2, 0], [0, 1]].map(([before, after]) => ({ before: spread(before!), after: spread(after!) }));
  expect(toldItems(items as never)).toHaveLength(2);
});

test('chance is told as once in so many times', () => expect([1 / 3, 0.1, 1 / 35].map(onceIn)).toEqual([3, 10, 35]));
