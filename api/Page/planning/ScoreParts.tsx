import type { SiteScoreView } from '../http/contracts';
import { oneDecimal } from '../analyses/figures';
import { t, word } from '../language/language';
import { siteParts } from './words';

/** A site's score as one bar of 100, in parts that are numbered as in the table. */
export function ScoreBar({ site }: { site: SiteScoreView }) {
  let left = 0;
  return (
    <svg class="score-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="whole" width="100" height="8" />
      {site.parts.map((part) => {
        const from = left;
        left += part.points;
        return part.points > 0 ? <rect key={part.part} class={siteParts.indexOf(part.part) % 2 === 0 ? 'part-a' : 'part-b'} x={from} width={Math.max(0.3, part.points - 0.4)} height="8" /> : null;
      })}
    </svg>
  );
}

/** What a score is made of, part by part. */
export function ScoreTable({ site, name }: { site: SiteScoreView; name: string }) {
  const total = site.parts.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return (
    <details class="more">
      <summary>{t('planning.parts_of', { name })}</summary>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t('planning.parts_of', { name })}>
        <table>
          <thead><tr><th scope="col">{t('planning.part')}</th><th scope="col">{t('planning.weight')}</th><th scope="col">{t('planning.points')}</th><th scope="col">{t('planning.points_most')}</th></tr></thead>
          <tbody>
            {site.parts.map(({ part, value, weight, points }) => (
              <tr key={part}>
                <th scope="row">{word('site_part', part)}{value === null ? <small> ({t('planning.not_known').toLocaleLowerCase()})</small> : null}</th>
                <td>{weight}</td><td>{oneDecimal(points)}</td><td>{oneDecimal((100 * weight) / total)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row">{t('planning.score_best')}</th><td>{total}</td><td>{oneDecimal(site.score)}</td><td>100</td></tr></tfoot>
        </table>
      </div>
    </details>
  );
}

/** The parts of a score that brought most and least, as a sentence: no bar has to be read. */
export function partsSentence(site: SiteScoreView): string {
  const counted = site.parts.filter(({ weight }) => weight > 0);
  const strong = counted.filter(({ value }) => (value ?? 0) >= 0.66).map(({ part }) => word('site_part', part));
  const weak = counted.filter(({ value }) => value !== null && value < 0.34).map(({ part }) => word('site_part', part));
  const unknown = counted.filter(({ value }) => value === null).map(({ part }) => word('site_part', part));
  return [
    strong.length > 0 ? t('planning.strong', { parts: strong.join(', ') }) : '', weak.length > 0 ? t('planning.weak', { parts: weak.join(', ') }) : '',
    unknown.length > 0 ? t('planning.unknown', { parts: unknown.join(', ') }) : '',
  ].filter(Boolean).join(' ');
}
