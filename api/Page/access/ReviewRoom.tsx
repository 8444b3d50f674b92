import type { ReviewedAccess } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { moment, shortDay, t, word } from '../language/language';
import { Loaded } from '../shell/Loaded';

/** Everybody with a key, agency by agency, to be read aloud with each agency and signed on paper. */
export function ReviewRoom() {
  const { now, again } = useLoaded<ReviewedAccess[]>('/access/review');
  return (
    <>
      <p class="note-box">{t('people.review_note')}</p>
      <button type="button" class="quiet start" onClick={() => window.print()}>{t('house.print')}</button>
      <Loaded now={now} again={again} rows={6}>{(list) => (
        <>
          {[...new Set(list.map(({ agency }) => agency))].map((agency) => (
            <section class="part broad-part" key={agency}>
              <h2>{word('agency', agency)}</h2>
              <ReviewTable agency={word('agency', agency)} lines={list.filter((one) => one.agency === agency)} />
            </section>
          ))}
        </>
      )}</Loaded>
    </>
  );
}

function ReviewTable({ agency, lines }: { agency: string; lines: ReviewedAccess[] }) {
  return (
    <div class="table-scroll words" tabIndex={0} role="region" aria-label={agency}>
      <table>
        <thead>
          <tr>
            {['review_user', 'review_state', 'review_factor', 'review_last', 'review_granted'].map((key) => <th scope="col" key={key}>{t(`people.${key}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.userId}>
              <th scope="row">{one.user}<small>{word('role', one.role)}</small></th>
              <td>{t(`people.state_${one.state}`)}</td>
              <td>{t(one.secondFactor ? 'house.yes' : 'house.no')}</td>
              <td>{one.lastUsedAt ? shortDay(one.lastUsedAt) : t('people.never_used')}</td>
              <td>{one.grantedAt && one.grantedBy ? t('people.review_by', { moment: moment(one.grantedAt), user: one.grantedBy }) : t('people.review_unknown')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
