import type { Estimated, PeriodView } from '../http/contracts';
import { language, number, shortDay, t, type Language } from '../language/language';

const locale = (spoken: Language): string => (spoken === 'cy' ? 'cy-GB' : 'en-GB');

/** A ratio that was counted out, to three decimals: a quotient of −1.25 is another finding than −1.3. */
export const ratio = (value: number, spoken: Language = language.value): string =>
  new Intl.NumberFormat(locale(spoken), { maximumFractionDigits: 3 }).format(value).replace('-', '−');

/** A figure that was estimated: two meaningful digits below ten, so that nobody reads more into it than there is. */
export function figure(value: number, spoken: Language = language.value): string {
  const size = Math.abs(value);
  return new Intl.NumberFormat(locale(spoken), size >= 100 ? { maximumFractionDigits: 0 }
    : size >= 10 ? { maximumFractionDigits: 1 } : { maximumSignificantDigits: 2 }).format(value);
}

/** Figures of a table that are read against each other: one decimal; what is less than that is said to be less. */
export function oneDecimal(value: number, spoken: Language = language.value): string {
  const one = new Intl.NumberFormat(locale(spoken), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return value > 0 && value < 0.05 ? `<${one.format(0.1)}` : one.format(value);
}

/** A share from 0 to 1 as whole per cent. */
export const percent = (share: number, spoken: Language = language.value): string =>
  new Intl.NumberFormat(locale(spoken), { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** A p-value with three decimals; what is smaller is said to be smaller, never 0. */
export function pText(p: number | null | undefined, spoken: Language = language.value): string {
  if (p === null || p === undefined) return '–';
  const three = new Intl.NumberFormat(locale(spoken), { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return p < 0.001 ? `< ${three.format(0.001)}` : three.format(p);
}

/** The ends of an interval; an upper end that the data does not set is said in words. */
export const interval = ({ low, high }: Estimated, write: (value: number) => string = figure): string =>
  high === null ? t('analyses.interval_open', { low: write(low) }) : t('analyses.interval', { low: write(low), high: write(high) });

/** Days from first to last, as short as they can be said. */
export const days = ({ from, to }: Pick<PeriodView, 'from' | 'to'>): string =>
  from === to ? shortDay(from) : t('house.period', { from: shortDay(from), to: shortDay(to) });

/** A whole number, or a dash for one that is not told. */
export const count = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : number(value));
