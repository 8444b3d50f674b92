import type { HoursResult } from '../http/contracts';

/** How dark an hour is: 0 for none, then quarters of the greatest weight. */
export function hourStep(weight: number, greatest: number): 0 | 1 | 2 | 3 | 4 {
  if (weight <= 0 || greatest <= 0) return 0;
  return Math.min(4, 1 + Math.floor((weight / greatest) * 4)) as 1 | 2 | 3 | 4;
}

export const greatestOf = ({ weights }: HoursResult): number => Math.max(0, ...weights.flat());

/** The matrix with a row for each hour and a column for each day: a week as a diary shows it. */
export const byHour = ({ weights }: HoursResult): number[][] =>
  Array.from({ length: 24 }, (_, hour) => weights.map((day) => day[hour] ?? 0));

/** What each day holds altogether. */
export const dayTotals = ({ weights }: HoursResult): number[] => weights.map((day) => day.reduce((sum, weight) => sum + weight, 0));

/** An hour of the day as its first and last minute's clock: 22:00, 23:00. */
export const clockHour = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`;

/** The share of a peak that is certain, 0 to 1. */
export const certainShare = ({ weight, fromExact }: { weight: number; fromExact: number }): number => (weight > 0 ? fromExact / weight : 0);
