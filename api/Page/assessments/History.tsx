import type { AssessmentEvent } from '../http/contracts';
import { day, moment, t, word } from '../language/language';
import { presenting, said } from './presenting';

/** Moves that were made, newest first. On a wall it is closed: reasons are for those who work on it. */
export function History({ events }: { events: AssessmentEvent[] }) {
  return (
    <details class="part more" open={!presenting.value}>
      <summary><h3>{t('assessments.history')}</h3></summary>
      <ol class="timeline">
        {events.map((one) => (
          <li key={one.version}>
            <p class="line-head">
              <b>{one.withdrawal ? t('assessments.withdrawn_step') : one.from && one.from !== one.to ? t('spaces.line_moved', { from: word('assessment_status', one.from), to: word('assessment_status', one.to) })
                : one.from ? t('spaces.stay', { status: word('assessment_status', one.to) }) : t('assessments.begun')}</b>{' '}
              <time dateTime={one.at}>{moment(one.at)}</time>
            </p>
            {one.reason ? <p>{said(one.reason)}</p> : null}
            {one.withdrawal ? null : <p class="hint">{t('spaces.review_by', { day: day(one.reviewOn) })}</p>}
            <p class="hint who">{t('spaces.by', { who: one.by, agency: word('agency', one.agency) })}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}
