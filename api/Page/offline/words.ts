import { number, t } from '../language/language';

/** "on this phone" or "on this computer", by what the page is held in. */
export const here = (): string => t(window.matchMedia('(pointer: coarse), (max-width: 56.24rem)').matches ? 'offline.on_phone' : 'offline.on_computer');

/** How old something is, in the coarsest unit that says it: 5 minutes, 3 hours, 2 days. */
export function age(since: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 60) return t('offline.minutes', { n: minutes });
  if (minutes < 48 * 60) return t('offline.hours', { n: Math.floor(minutes / 60) });
  return t('offline.days', { n: Math.floor(minutes / 1440) });
}

/** Whether something has waited so long that its writer must be reminded: a day. */
export const isOld = (since: string | null, now = Date.now()): boolean => since !== null && now - Date.parse(since) >= 24 * 3_600_000;

export const count = (n: number): string => number(n);
