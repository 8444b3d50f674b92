import type { SitingView, SiteScoreView } from '../http/contracts';
import { number, t } from '../language/language';
import { answerName } from './answerName';
import { chosenOf, compare, shared, type Compared } from './siting';
import { siteName } from './sites';

/** Two answers beside each other: what each does better is drawn, and said. */
export function SideBySide({ one, other, heading = 'h3' }: { one: SitingView; other: SitingView; heading?: 'h3' | 'h4' }) {
  const rows = compare(one, other);
  const { both, onlyOne, onlyOther } = shared(one, other);
  const Heading = heading;
  const [first, second] = [answerName(one), answerName(other)];
  return (
    <div class="side-by-side" role="group" aria-label={t('planning.side_by_side')}>
      <div class="sides">
        {[one, other].map((answer, at) => (
          <div class="side" key={answer.id}>
            <Heading>{at === 0 ? 'A' : 'B'}: {answerName(answer)}</Heading>
            <ol class="plain-numbers">{chosenOf(answer).map((site) => <li key={site.siteId}>{siteName(site)}</li>)}</ol>
          </div>
        ))}
      </div>
      <div class="table-scroll words" tabIndex={0} role="region" aria-label={t('planning.as_table', { what: `${first}, ${second}` })}>
        <table>
          <thead><tr><th scope="col">{t('planning.measure')}</th><th scope="col">A<span class="visually-hidden">, {first}</span></th><th scope="col">B<span class="visually-hidden">, {second}</span></th><th scope="col">{t('planning.difference')}</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.measure}>
                <th scope="row">{t(`planning.measure_${row.measure}`)}</th>
                <td><Value row={row} value={row.one} /></td><td><Value row={row} value={row.other} /></td><td>{differenceText(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>{both.length > 0 ? t('planning.in_both', { sites: names(both) }) : t('planning.in_both_none')} {onlyOne.length > 0 ? t('planning.only_in', { answer: 'A', sites: names(onlyOne) }) : ''} {onlyOther.length > 0 ? t('planning.only_in', { answer: 'B', sites: names(onlyOther) }) : ''}</p>
    </div>
  );
}

const names = (sites: SiteScoreView[]): string => sites.map(siteName).join(', ');

function Value({ row, value }: { row: Compared; value: number | null }) {
  if (value === null) return <>{t('planning.not_known')}</>;
  return (
    <span class="valued">
      <span>{valueText(row, value)}</span>
      <svg class="value-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="8" /><rect class="part-a" width={Math.min(100, (100 * value) / row.most)} height="8" /></svg>
    </span>
  );
}

const units: Record<Compared['measure'], string> = { reach: 'planning.in_percent', score: 'planning.in_points', sites: 'planning.in_sites', days_since: 'planning.in_days', welsh: 'planning.in_sites', apart: 'planning.in_km' };
const valueText = ({ measure }: Compared, value: number): string => t(units[measure], { d: number(value) });

/** The difference as words: by how much B is more or less than A. */
function differenceText(row: Compared): string {
  if (row.one === null || row.other === null) return t('planning.difference_unknown');
  const by = Math.round((row.other - row.one) * 10) / 10;
  return by === 0 ? t('planning.difference_none') : t(by > 0 ? 'planning.b_more' : 'planning.b_less', { amount: valueText(row, Math.abs(by)) });
}
