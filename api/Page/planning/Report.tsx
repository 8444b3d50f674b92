import { useState } from 'preact/hooks';
import { may } from '../access/session';
import type { ActivityOutcome, ActivityReport } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, number, t, word } from '../language/language';
import { Fact } from '../shell/Fact';
import { Loaded } from '../shell/Loaded';
import { nameLanguage } from '../spaces/spaces';
import { FeedbackDialog } from './FeedbackDialog';
import { dayOf, titleOf } from './plans';
import { byAgency, kindRows } from './report';

/** What came of it: what was counted, who was there for how long, what people said; beside the times before. */
export function Report({ id, back }: { id: string; back: () => void }) {
  const { now, again } = useLoaded<ActivityReport>(`/planning/activities/${id}/report`);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="back start" onClick={back}>{t('house.back')}</button>
      <Loaded now={now} again={again}>{({ now: outcome, earlier }) => (
        <>
          <h2 lang={nameLanguage(outcome.titleEn, outcome.titleCy)}>{titleOf(outcome)}</h2>
          <Counted outcomes={[outcome, ...earlier]} />
          <Presence outcome={outcome} />
          <Said outcome={outcome} write={may('change_plans') ? () => setAsking(true) : undefined} />
          {asking ? <FeedbackDialog id={id} close={() => setAsking(false)} done={() => { setAsking(false); again(); }} /> : null}
        </>
      )}</Loaded>
    </>
  );
}

const named = (outcome: ActivityOutcome, at: number): string => (at === 0 ? t('planning.this_time', { year: dayOf(outcome.startsAt).slice(0, 4) }) : dayOf(outcome.startsAt).slice(0, 4));

function Counted({ outcomes }: { outcomes: ActivityOutcome[] }) {
  const rows = kindRows(outcomes);
  const agencies = byAgency(outcomes[0]!);
  return (
    <section class="part" aria-labelledby="report-counted">
      <h3 id="report-counted">{t('planning.counted_title')}</h3>
      {rows.length === 0 ? <p>{t('planning.counted_none')}</p> : (
        <div class="table-scroll words" tabIndex={0} role="region" aria-label={t('planning.as_table', { what: t('planning.counted_title') })}>
          <table>
            <thead><tr><th scope="col">{t('planning.what')}</th>{outcomes.map((outcome, at) => <th scope="col" key={outcome.activityId}>{named(outcome, at)}</th>)}</tr></thead>
            <tbody>
              {rows.map(({ kind, counts }) => {
                const most = Math.max(...counts.map((count) => count ?? 0), 1);
                return (
                  <tr key={kind}>
                    <th scope="row">{word('tally_kind', kind)}</th>
                    {counts.map((count, at) => (
                      <td key={outcomes[at]!.activityId}>{count === null ? t('planning.not_counted') : (
                        <span class="valued"><span>{number(count)}</span><svg class="report-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="8" /><rect class={at === 0 ? 'part-a' : 'part-b'} width={(100 * count) / most} height="8" /></svg></span>
                      )}</td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {agencies.length > 0 ? (
        <>
          <h4>{t('planning.by_agency')}</h4>
          <dl class="facts-list">{agencies.map(({ agency, counts }) => <Fact key={agency} term={word('agency', agency)}>{counts.map(({ kind, count }) => `${word('tally_kind', kind)}: ${number(count)}`).join('; ')}</Fact>)}</dl>
        </>
      ) : null}
      {rows.length > 0 ? <p class="hint">{t('planning.counted_means')}</p> : null}
    </section>
  );
}

function Presence({ outcome }: { outcome: ActivityOutcome }) {
  return (
    <section class="part" aria-labelledby="report-presence">
      <h3 id="report-presence">{t('planning.presence')}</h3>
      {outcome.shifts === 0 ? <p>{t('planning.presence_none')}</p> : (
        <dl class="facts-list">
          <Fact term={t('planning.when')}>{day(dayOf(outcome.startsAt))}</Fact>
          <Fact term={t('planning.shifts')}>{number(outcome.shifts)}</Fact>
          <Fact term={t('planning.staff_time')}>{minutesText(outcome.staffMinutes)}</Fact>
          <Fact term={t('planning.visits')}>{t('planning.visits_for', { visits: number(outcome.visits), time: minutesText(outcome.visitMinutes) })}</Fact>
        </dl>
      )}
    </section>
  );
}

/** Minutes as hours where that reads better. */
const minutesText = (minutes: number): string => (minutes < 120 ? t('planning.minutes', { d: minutes }) : t('planning.hours', { d: number(Math.round(minutes / 6) / 10) }));

function Said({ outcome, write }: { outcome: ActivityOutcome; write: (() => void) | undefined }) {
  return (
    <section class="part" aria-labelledby="report-said">
      <h3 id="report-said">{t('planning.people_said')}</h3>
      {outcome.asked === null ? <p>{t('planning.nobody_asked')}</p> : <p>{t('planning.asked_people', { d: number(outcome.asked) })}</p>}
      {outcome.feedback.length > 0 ? (
        <div class="table-scroll words" tabIndex={0} role="region" aria-label={t('planning.as_table', { what: t('planning.people_said') })}>
          <table>
            <thead><tr><th scope="col">{t('planning.they_said')}</th><th scope="col">{t('house.yes')}</th><th scope="col">{t('house.no')}</th><th scope="col">{t('planning.not_sure')}</th></tr></thead>
            <tbody>{outcome.feedback.map(({ question, yes, no, notSure }) => <tr key={question}><th scope="row">{word('feedback_question', question)}</th><td>{number(yes)}</td><td>{number(no)}</td><td>{number(notSure)}</td></tr>)}</tbody>
          </table>
        </div>
      ) : null}
      {outcome.tooFew.length > 0 ? <p class="note-box">{t('planning.too_few', { questions: outcome.tooFew.map((one) => word('feedback_question', one)).join('; ') })}</p> : null}
      {write ? <button type="button" class="quiet" id="feedback-write" onClick={write}>{t(outcome.asked === null ? 'planning.write_said' : 'planning.write_said_anew')}</button> : null}
    </section>
  );
}
