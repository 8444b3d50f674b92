import { expect, test } from 'vitest';
import { gapsOf, notKnownOf, pairsOf } from './guardianship';

const round = (number: number, readings: string[] = []): never =>
  ({ round: number, times: readings.map((reading, at) => ({ time: `time_${at}`, reading })) }) as never;

test('a part of the week is a gap without anybody, and with nobody known to care', () =>
  expect(gapsOf(round(0, ['nobody', 'nobody_known_to_care', 'only_unverified', 'somebody']))).toEqual(['time_0', 'time_1']));

test('what nobody knows of a guardian is listed, each in words', () => {
  const guardian = { caringIntention: 'strength', confidence: 'not_known', knowsWhoToTell: 'concern', relations: 'mixed', times: [], training: 'not_known' };
  expect(notKnownOf(guardian as never)).toEqual(['guardian_prompt.confidence', 'guardianship.when', 'guardianship.trained_at_all']);
});

test('reviews stand beside the round before the plan, and alone say nothing of change', () => {
  expect(pairsOf([round(0), round(1), round(2)]).map(({ before, after }) => [before.round, after.round])).toEqual([[0, 1], [0, 2]]);
  expect(pairsOf([round(1)])).toEqual([]);
});
