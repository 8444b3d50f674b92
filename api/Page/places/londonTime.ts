/** A time as clocks in Britain show it. Month from 1. */
export interface WallTime { year: number; month: number; day: number; hour: number; minute: number }

// Every other zone is left alone: a phone set to another country, or to none, gives the same instants.
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
});

/** What clocks in Britain show at an instant. */
export function wallTime(at: Date): WallTime {
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return {
    year: found['year'] ?? 0, month: found['month'] ?? 0, day: found['day'] ?? 0, hour: found['hour'] ?? 0, minute: found['minute'] ?? 0,
  };
}

/**
 * The instants at which clocks in Britain show a time: one; two in the hour that comes twice in October, earlier first; none in the
 * hour that is left out in March. For a day and time that exist on the calendar.
 */
export function instantsOf({ year, month, day, hour, minute }: WallTime): Date[] {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  return [3_600_000, 0].map((ahead) => new Date(asUtc - ahead)).filter((at) => {
    const shown = wallTime(at);
    return shown.day === day && shown.hour === hour && shown.minute === minute;
  });
}

/** True for a day of the calendar: 31 June is none. */
export function isDay(year: number, month: number, day: number): boolean {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}

/** A day some days later or earlier. */
export function dayPlus({ year, month, day }: { year: number; month: number; day: number }, days: number): { year: number; month: number; day: number } {
  const at = new Date(Date.UTC(year, month - 1, day + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}
