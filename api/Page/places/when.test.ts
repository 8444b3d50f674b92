import { describe, expect, it } from 'vitest';
import { instantsOf, isDay, wallTime } from './londonTime';
import { emptyWhen, faultInWhen, quickWhen, rangeOf, timesOfWhen, whenOf, type WhenDraft } from './when';

const now = new Date('2026-11-22T12:00:00Z');
const when = (part: Partial<WhenDraft>): WhenDraft => ({ ...emptyWhen(), day: '13', month: '11', year: '2026', ...part });
const utc = (draft: WhenDraft): [string, string] | string => {
  const read = rangeOf(draft);
  return 'fault' in read ? `${read.fault.part} ${read.fault.key}` : [read.range.from.toISOString().slice(0, 16), read.range.to.toISOString().slice(0, 16)];
};

// The tests run under whatever zone the machine has; TZ=Pacific/Auckland gives the same.
describe('clocks in Britain', () => {
  // Clocks went forward on 29 March 2026 and go back on 25 October 2026, both at 01:00 UTC.
  it('leave an hour out in March and have one twice in October', () => {
    expect(instantsOf({ year: 2026, month: 3, day: 29, hour: 1, minute: 30 })).toEqual([]);
    expect(instantsOf({ year: 2026, month: 10, day: 25, hour: 1, minute: 30 }).map((at) => at.toISOString()))
      .toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']);
  });
  it('are an hour ahead in summer', () => {
    expect(instantsOf({ year: 2026, month: 7, day: 1, hour: 0, minute: 15 }).map((at) => at.toISOString())).toEqual(['2026-06-30T23:15:00.000Z']);
    expect(wallTime(new Date('2026-06-30T23:15:00Z'))).toEqual({ year: 2026, month: 7, day: 1, hour: 0, minute: 15 });
  });
  it('show, at any time of two years, what names its instant', () => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 0, 1); at += 457 * 60_000)
      expect(instantsOf(wallTime(new Date(at))).map(Number)).toContain(at);
  });
  it('know which days there are', () => {
    expect([isDay(2026, 6, 31), isDay(2026, 2, 29), isDay(2028, 2, 29), isDay(2026, 6, 30)]).toEqual([false, false, true, true]);
  });
});

describe('a time as it is typed', () => {
  it.each<[string, Partial<WhenDraft>, [string, string] | string]>([
    ['one time', { from: '21:30' }, ['2026-11-13T21:30', '2026-11-13T21:30']],
    ['between two times', { from: '19:00', to: '21:30' }, ['2026-11-13T19:00', '2026-11-13T21:30']],
    ['over the night', { from: '22:00', to: '02:00' }, ['2026-11-13T22:00', '2026-11-14T02:00']],
    ['a day', {}, ['2026-11-13T00:00', '2026-11-13T23:59']],
    ['a dot for a colon', { from: '9.05' }, ['2026-11-13T09:05', '2026-11-13T09:05']],
    ['a short year', { year: '26', from: '10:00' }, ['2026-11-13T10:00', '2026-11-13T10:00']],
    ['several days', { from: '20:00', otherDay: true, toDay: '15', toMonth: '11', toYear: '2026', to: '06:00' }, ['2026-11-13T20:00', '2026-11-15T06:00']],
    ['31 June', { day: '31', month: '6' }, 'date when.no_such_day'],
    ['29 February 2026', { day: '29', month: '2' }, 'date when.no_such_day'],
    ['month 13', { month: '13' }, 'date when.no_such_month'],
    ['no date', { day: '', month: '', year: '' }, 'date when.date_missing'],
    ['half a date', { year: '' }, 'date when.date_not_whole'],
    ['25 o’clock', { from: '25:00' }, 'from when.not_a_time'],
    ['an end alone', { to: '21:00' }, 'from when.from_missing'],
    ['an end before its start', { from: '15:00', to: '14:00' }, 'to when.wrong_order'],
    ['an end on an earlier day', { from: '15:00', otherDay: true, toDay: '12', toMonth: '11', toYear: '2026' }, 'to-date when.wrong_order'],
    ['the hour left out in March', { day: '29', month: '3', from: '01:30' }, 'from when.hour_left_out'],
    ['an end in the hour left out', { day: '28', month: '3', from: '23:00', to: '01:15' }, 'to when.hour_left_out'],
    ['the hour that comes twice is the whole of both', { day: '25', month: '10', from: '01:30' }, ['2026-10-25T00:30', '2026-10-25T01:30']],
    ['over the night of the change', { day: '24', month: '10', from: '23:00', to: '03:00' }, ['2026-10-24T22:00', '2026-10-25T03:00']],
  ])('%s', (_, part, expected) => expect(utc(when(part))).toEqual(expected));

  it('is not of the future', () => {
    expect(faultInWhen(when({ day: '23', from: '10:00' }), now)).toEqual({ part: 'date', key: 'when.in_the_future' });
    expect(faultInWhen(when({ day: '22', from: '11:00', to: '13:00' }), now)).toEqual({ part: 'to', key: 'when.end_in_the_future' });
    expect(faultInWhen(when({ day: '22', from: '11:00' }), now)).toBeNull();
  });
  it('today without a time lasts until now', () =>
    expect(timesOfWhen(when({ day: '22' }), now)).toEqual({ from: new Date('2026-11-22T00:00:00Z'), to: now }));
});

describe('a time in one press', () => {
  const said = (quick: 'now' | 'last_night' | 'this_morning', at: string): unknown => {
    const answer = quickWhen(quick, new Date(at));
    return answer && [utc(answer.when), answer.confidence];
  };
  it('now is exact to the minute', () =>
    expect(said('now', '2026-07-01T20:17:40Z')).toEqual([['2026-07-01T20:17', '2026-07-01T20:17'], 'exact']));
  it('last night about eleven is a range of an hour, also after midnight', () => {
    expect(said('last_night', '2026-11-22T09:00:00Z')).toEqual([['2026-11-21T22:30', '2026-11-21T23:30'], 'approximate']);
    expect(said('last_night', '2026-11-22T01:00:00Z')).toEqual([['2026-11-21T22:30', '2026-11-21T23:30'], 'approximate']);
  });
  it('this morning ends now or at noon, and is not offered before there was one', () => {
    expect(said('this_morning', '2026-11-22T09:10:00Z')).toEqual([['2026-11-22T06:00', '2026-11-22T09:10'], 'approximate']);
    expect(said('this_morning', '2026-11-22T15:00:00Z')).toEqual([['2026-11-22T06:00', '2026-11-22T12:00'], 'approximate']);
    expect(said('this_morning', '2026-11-22T05:59:00Z')).toBeNull();
  });
  it('never lies in the future', () => {
    for (let at = Date.UTC(2026, 2, 28); at < Date.UTC(2026, 2, 31); at += 11 * 60_000)
      for (const quick of ['now', 'last_night', 'this_morning'] as const) {
        const answer = quickWhen(quick, new Date(at));
        if (answer) expect(faultInWhen(answer.when, new Date(at))).toBeNull();
      }
  });
});

describe('a range that was stored', () => {
  it.each([['2026-11-13T21:30', '2026-11-13T21:30'], ['2026-11-13T22:00', '2026-11-14T02:00'], ['2026-11-13T08:00', '2026-11-16T07:00'], ['2026-10-24T22:00', '2026-10-25T03:00']])(
    '%s to %s is said and read back', (from, to) =>
      expect(utc(whenOf(new Date(`${from}Z`), new Date(`${to}Z`)))).toEqual([from, to]));
});
