import { dayPlus, instantsOf, isDay, wallTime, type WallTime } from './londonTime';

/** When something happened, as it is being answered; everything is text until it is checked. Times are those of British clocks. */
export interface WhenDraft {
  day: string;
  month: string;
  year: string;
  /** `21:30`, or empty where only the day is known. */
  from: string;
  to: string;
  /** True when it ended on another day than the one after the night; the day is then asked for. */
  otherDay: boolean;
  toDay: string;
  toMonth: string;
  toYear: string;
}

export const emptyWhen = (): WhenDraft =>
  ({ day: '', month: '', year: '', from: '', to: '', otherDay: false, toDay: '', toMonth: '', toYear: '' });

/** A time that can be said in one press. */
export const quickTimes = ['now', 'last_night', 'this_morning'] as const;
export type QuickTime = (typeof quickTimes)[number];

export interface TimeRange { from: Date; to: Date }

/** What is wrong: the part of the answer, and the key of the sentence that says why. */
export interface WhenFault { part: 'date' | 'from' | 'to' | 'to-date'; key: string; values?: Record<string, string> }

/** The id of the field that a fault of the answer concerns, as `When` names them. */
export const whenField = (part: WhenFault['part']): string => ({ date: 'date', from: 'time-from', to: 'time-to', 'to-date': 'to-date' })[part];

const two = (part: number): string => String(part).padStart(2, '0');
const clockText = ({ hour, minute }: Pick<WallTime, 'hour' | 'minute'>): string => `${two(hour)}:${two(minute)}`;
const isTime = (text: string): boolean => /^([01]?\d|2[0-3])[:.][0-5]\d$/.test(text.trim());

/** An answer that says a range, day by day on British clocks. */
export function whenOf(from: Date, to: Date): WhenDraft {
  const [first, last] = [wallTime(from), wallTime(to)];
  const said = { day: String(first.day), month: String(first.month), year: String(first.year), from: clockText(first), to: clockText(last) };
  const base = { ...emptyWhen(), ...said };
  const again = rangeOf(base);
  return 'range' in again && again.range.to.getTime() === Math.floor(to.getTime() / 60_000) * 60_000 ? base
    : { ...base, otherDay: true, toDay: String(last.day), toMonth: String(last.month), toYear: String(last.year) };
}

/** The answer that a press of a button gives, with how sure it is; null where the time has not come yet. */
export function quickWhen(quick: QuickTime, now: Date): { when: WhenDraft; confidence: 'exact' | 'approximate' } | null {
  const today = wallTime(now);
  const at = (day: { year: number; month: number; day: number }, from: string, to: string): WhenDraft =>
    ({ ...emptyWhen(), day: String(day.day), month: String(day.month), year: String(day.year), from, to });
  if (quick === 'now') return { when: at(today, clockText(today), clockText(today)), confidence: 'exact' };
  if (quick === 'last_night') return { when: at(dayPlus(today, -1), '22:30', '23:30'), confidence: 'approximate' };
  // Before six there has been no morning to speak of; before noon it lasts until now.
  if (today.hour < 6 || (today.hour === 6 && today.minute === 0)) return null;
  return { when: at(today, '06:00', today.hour < 12 ? clockText(today) : '12:00'), confidence: 'approximate' };
}

/** A range of instants, or the first thing that makes the answer impossible. */
export function rangeOf(when: WhenDraft): { range: TimeRange } | { fault: WhenFault } {
  const start = readDay(when.day, when.month, when.year);
  if (typeof start === 'string') return { fault: { part: 'date', key: start } };
  if (when.from && !isTime(when.from)) return { fault: { part: 'from', key: 'when.not_a_time' } };
  if (when.to && !isTime(when.to)) return { fault: { part: 'to', key: 'when.not_a_time' } };
  if (!when.from && when.to && !when.otherDay) return { fault: { part: 'from', key: 'when.from_missing' } };

  const from = instantAt(start, when.from || '00:00', 'first');
  if (!from) return { fault: { part: 'from', key: 'when.hour_left_out', values: { time: when.from } } };
  if (when.otherDay) {
    const end = readDay(when.toDay, when.toMonth, when.toYear);
    if (typeof end === 'string') return { fault: { part: 'to-date', key: end } };
    const to = instantAt(end, when.to || '23:59', 'last');
    if (!to) return { fault: { part: 'to', key: 'when.hour_left_out', values: { time: when.to } } };
    return to < from ? { fault: { part: 'to-date', key: 'when.wrong_order' } } : { range: { from, to } };
  }

  const end = when.to || when.from || '23:59';
  // From the afternoon to before noon is one night; any other end before its start is a slip.
  const overnight = minutesOf(end) < minutesOf(when.from || '00:00');
  if (overnight && !(minutesOf(when.from) >= 12 * 60 && minutesOf(end) < 12 * 60)) return { fault: { part: 'to', key: 'when.wrong_order' } };
  const to = instantAt(overnight ? dayPlus(start, 1) : start, end, 'last');
  if (!to) return { fault: { part: 'to', key: 'when.hour_left_out', values: { time: end } } };
  return { range: { from, to } };
}

/** What is wrong with an answer, or null. What lies ahead of `now` has not happened; an end ahead is, for a whole day, cut to now. */
export function faultInWhen(when: WhenDraft, now: Date): WhenFault | null {
  const read = rangeOf(when);
  if ('fault' in read) return read.fault;
  if (read.range.from > now) return { part: 'date', key: 'when.in_the_future' };
  if (read.range.to > now && when.to) return { part: 'to', key: 'when.end_in_the_future' };
  return null;
}

/** The range of an answer without faults, its end not after `now`; null where there is a fault. */
export function timesOfWhen(when: WhenDraft, now: Date): TimeRange | null {
  const read = rangeOf(when);
  if ('fault' in read) return null;
  return { from: read.range.from, to: read.range.to > now && !when.to && read.range.from <= now ? now : read.range.to };
}

interface Day { year: number; month: number; day: number }

function readDay(day: string, month: string, year: string): Day | string {
  const texts = [day, month, year].map((text) => text.trim());
  if (texts.every((text) => text === '')) return 'when.date_missing';
  if (!texts.every((text) => /^\d{1,4}$/.test(text))) return 'when.date_not_whole';
  const [d = 0, m = 0, y = 0] = texts.map(Number);
  const full = texts[2]?.length === 2 ? 2000 + y : y;
  if (m < 1 || m > 12) return 'when.no_such_month';
  return full >= 1900 && isDay(full, m, d) ? { year: full, month: m, day: d } : 'when.no_such_day';
}

const minutesOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(/[:.]/).map(Number);
  return hour * 60 + minute;
};

function instantAt(day: Day, time: string, which: 'first' | 'last'): Date | null {
  const minutes = minutesOf(time);
  const found = instantsOf({ ...day, hour: Math.floor(minutes / 60), minute: minutes % 60 });
  return (which === 'first' ? found[0] : found.at(-1)) ?? null;
}
