import { describe, expect, it } from 'vitest';
import type { ActivityOutcome } from '../http/contracts';
import { byAgency, emptyFeedback, faultsInFeedback, feedbackBody, kindRows } from './report';

const outcome = (tallies: ActivityOutcome['tallies']): ActivityOutcome => ({
  activityId: 'a', startsAt: '2026-07-01T10:00:00Z', endsAt: '2026-07-04T10:00:00Z', titleEn: 'Show', titleCy: null, tallies, shifts: 0, visits: 0, staffMinutes: 0, visitMinutes: 0, asked: null, feedback: [], tooFew: [],
});

describe('a report', () => {
  const now = outcome([{ by: 'street_pastors', kind: 'spoken_to', count: 159 }, { by: 'youth_service', kind: 'spoken_to', count: 1 }, { by: 'youth_service', kind: 'supported', count: 705 }]);
  it('sums agencies by kind, and tells not counted from none', () =>
    expect(kindRows([now, outcome([{ by: 'health', kind: 'first_aid', count: 8 }])])).toEqual([{ kind: 'spoken_to', counts: [160, null] }, { kind: 'supported', counts: [705, null] }, { kind: 'first_aid', counts: [null, 8] }]));
  it('keeps what each agency counted', () => expect(byAgency(now).map(({ agency, counts }) => [agency, counts.length])).toEqual([['street_pastors', 1], ['youth_service', 2]]));
});

describe('what people said', () => {
  const said = (yes: string, no = ''): ReturnType<typeof emptyFeedback> => ({ asked: '6', counts: { ...emptyFeedback().counts, felt_safe: { yes, no, notSure: '' } } });
  it('is sent for the questions that were answered', () => expect(feedbackBody(said('5', '1'))).toEqual({ asked: 6, counts: [{ question: 'felt_safe', yes: 5, no: 1, notSure: 0 }] }));
  it('is whole numbers, no more of them than people', () => {
    expect(faultsInFeedback(said('5', '1'))).toEqual([]);
    expect(faultsInFeedback(said('5', '2'))).toEqual([{ field: 'felt_safe', key: 'planning.more_than_asked' }]);
    expect(faultsInFeedback(said('a few'))).toEqual([{ field: 'felt_safe', key: 'planning.not_whole' }]);
    expect(faultsInFeedback({ ...said('1'), asked: '' })).toEqual([{ field: 'asked', key: 'planning.asked_missing' }]);
  });
});
