import type { PublishedHours } from '../http/contracts';
import { t } from '../language/language';

type Block = PublishedHours['blocks'][number];
const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Days after its end before a period is told, as the office counts. */
const delayDays = 14;

/** Past quarters and years that can be told on a day, newest first: two years, then four quarters. */
export function toldPeriods(today: Date): { name: string; year: number; quarter: number | null }[] {
  const day = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - delayDays - 1));
  // The day after is the first on which what ended on that day may be told.
  const next = new Date(day.getTime() + 86_400_000);
  const ended = next.getUTCFullYear() * 4 + Math.floor(next.getUTCMonth() / 3) - 1;
  const quarters = [0, 1, 2, 3].map((back) => ({ year: Math.floor((ended - back) / 4), quarter: ((ended - back) % 4) + 1 }));
  const lastYear = Math.floor((ended + 1) / 4) - 1;
  return [
    ...[lastYear, lastYear - 1].map((year) => ({ name: String(year), year, quarter: null })),
    ...quarters.map(({ year, quarter }) => ({ name: `${year}-Q${quarter}`, year, quarter })),
  ];
}

/** A period as it is said: 2025, or the quarter with its months. */
export const periodText = ({ year, quarter }: { year: number; quarter: number | null }): string =>
  (quarter === null ? t('planning.whole_year', { year }) : `${t(`month.${quarter * 3 - 2}`)}–${t(`month.${quarter * 3}`)} ${year}`);

const dayName = (name: string): string => t(`analyses.day_${week.indexOf(name) + 1}`);
const hour = (of: number): string => `${String(of).padStart(2, '0')}:00`;

/** A block of the week in words: Friday, 18:00 to 24:00. */
export const blockText = ({ firstDay, lastDay, fromHour, toHour }: Block): string => {
  const days = firstDay === lastDay ? dayName(firstDay) : `${dayName(firstDay)}–${dayName(lastDay)}`;
  return t('planning.block', { days, from: hour(fromHour), to: hour(toHour) });
};

/** What is told of the hours: blocks with the time of workers in each, and the blocks in which workers were longest. */
export function toldHours({ blocks, effort }: PublishedHours): { told: { block: Block; hours: number }[]; all: number; longest: { block: Block; hours: number }[] } {
  const same = (one: Block, other: Block): boolean => one.firstDay === other.firstDay && one.fromHour === other.fromHour;
  return {
    told: blocks.map((block) => ({ block, hours: effort.find((one) => same(one.block, block))?.hours ?? 0 })),
    all: effort.reduce((sum, { hours }) => sum + hours, 0),
    longest: [...effort].filter(({ hours }) => hours > 0).sort((one, other) => other.hours - one.hours).slice(0, 3),
  };
}
