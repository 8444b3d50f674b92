import type { HoursResult, PeakHour } from '../http/contracts';
import { number, t } from '../language/language';
import { CopyTable } from './CopyTable';
import { figure, oneDecimal, percent } from './figures';
import { byHour, certainShare, clockHour, dayTotals, greatestOf, hourStep } from './hours';

const mostPeaks = 5;
const days = [1, 2, 3, 4, 5, 6, 7];

/** A week by hours: the sentences first, then the table that says the same hour by hour. */
export function HoursAnswer({ result, used }: { result: HoursResult; used: number | null }) {
  const rows = byHour(result);
  const greatest = greatestOf(result);
  const peaks = new Set(result.peaks.map(({ day, hour }) => `${day}/${hour}`));
  const text = (): string[][] => [
    [t('analyses.hour'), ...days.map((day) => t(`analyses.day_${day}`))],
    ...rows.map((row, hour) => [clockHour(hour), ...row.map((weight) => figure(weight))]),
  ];
  return (
    <section class="part-of-answer">
      <h3>{t('analyses.peaks')}</h3>
      <ul class="plain-list">{result.peaks.slice(0, mostPeaks).map((peak) => <li key={`${peak.day}/${peak.hour}`}>{peakSentence(peak)}</li>)}</ul>
      <p>{t('analyses.certain', { exact: result.exact, spread: result.spread, week: result.wholeWeek })}</p>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t('analyses.week')}>
        <table class="week">
          <caption>{t('analyses.week_means', { n: used ?? result.exact + result.spread + result.wholeWeek })}</caption>
          <thead>
            <tr><th scope="col">{t('analyses.hour')}</th>
              {days.map((day) => <th scope="col" key={day}><abbr title={t(`analyses.day_${day}`)}>{t(`analyses.day_short_${day}`)}</abbr></th>)}</tr>
          </thead>
          <tbody>
            {rows.map((row, hour) => (
              <tr key={hour}>
                <th scope="row">{clockHour(hour)}</th>
                {row.map((weight, at) => {
                  const peak = peaks.has(`${at + 1}/${hour}`);
                  return (
                    <td key={at} class={`hour-${hourStep(weight, greatest)}${peak ? ' peak' : ''}`}>
                      {weight > 0 ? oneDecimal(weight) : <span aria-label={number(0)}>·</span>}
                      {peak ? <span class="visually-hidden"> {t('analyses.peak')}</span> : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr><th scope="row">{t('analyses.all_day')}</th>{dayTotals(result).map((sum, at) => <td key={at}>{oneDecimal(sum)}</td>)}</tr>
          </tfoot>
        </table>
      </div>
      <p class="hint">{t('analyses.week_note')}</p>
      <CopyTable rows={text} />
    </section>
  );
}

/** A peak in words: day, hours, weight, and how much of it is certain. */
export const peakSentence = (peak: PeakHour): string => t('analyses.peak_sentence', {
  day: t(`analyses.day_${peak.day}`), from: clockHour(peak.hour), to: clockHour(peak.hour + 1), weight: figure(peak.weight),
  share: percent(certainShare(peak)),
});
