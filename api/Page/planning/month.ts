import type { ActivityView } from '../http/contracts';
import { dayOf } from './plans';

const pad = (value: number): string => String(value).padStart(2, '0');

/** The month before or after: 2026-12 and 1 is 2027-01. */
export function monthPlus(month: string, months: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  const all = year * 12 + of - 1 + months;
  return `${Math.floor(all / 12)}-${pad((all % 12) + 1)}`;
}

/** The days of a month by weeks that begin on Monday; null where a week has days of another month. */
export function weeksOf(month: string): (string | null)[][] {
  const [year = 0, of = 1] = month.split('-').map(Number);
  const before = (new Date(Date.UTC(year, of - 1, 1)).getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(year, of, 0)).getUTCDate();
  const cells = Array.from({ length: Math.ceil((before + days) / 7) * 7 }, (_, at) => (at < before || at >= before + days ? null : `${month}-${pad(at - before + 1)}`));
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** What goes on on a day: what lasts several days on each of them; what ends at midnight not on the day that begins then. */
export const onDay = (all: ActivityView[], day: string): ActivityView[] =>
  all.filter(({ plan }) => dayOf(plan.startsAt) <= day && day <= dayOf(new Date(new Date(plan.endsAt).getTime() - 1).toISOString()));
