import { useState } from 'preact/hooks';
import { may } from '../access/session';
import type { AssessmentFile, GoalView, ResponseView } from '../http/contracts';
import { day, t, word } from '../language/language';
import { Fact } from '../shell/Fact';
import { Empty } from '../shell/States';
import { GoalDialog } from './GoalDialog';
import { said } from './presenting';
import { ResponseDialog } from './ResponseDialog';
import { reached } from './steps';

interface Props { file: AssessmentFile; again: () => void }
type Asked = { goal: GoalView | null } | { goal: GoalView; response: ResponseView | null } | null;

/** What shall become better, how anybody will know, and who does what for it until when. */
export function Goals({ file: { assessment, goals }, again }: Props) {
  const [asked, setAsked] = useState<Asked>(null);
  const works = may('change_assessments') && !assessment.endedOn;
  const early = !reached(assessment, 'reflection');
  const close = (): void => setAsked(null);
  const done = (): void => { setAsked(null); again(); };
  return (
    <section class="part" aria-labelledby="goals-title">
      <h3 id="goals-title">{word('assessment_step', 'goals')}</h3>
      <p class="hint">{t('assessments.goals_means')}</p>
      {early ? <p class="note-box">{t('assessments.comes_with_reflection')}</p> : null}
      {works && !early && goals.filter(({ dropped }) => !dropped).length < 5 ? <button type="button" class="main" id="goal-new" onClick={() => setAsked({ goal: null })}>{t('assessments.goal_new')}</button> : null}
      {goals.length === 0 ? <Empty title={t('assessments.goals_none')} /> : (
        <ul class="entries">
          {goals.map((goal) => (
            <li key={goal.id}>
              <div class="entry-head"><h4>{said(goal.statement)}</h4>{goal.dropped ? <span class="state over">{word('response_status', 'dropped')}</span> : null}</div>
              <dl class="facts-list">
                <Fact term={t('assessments.side')}>{word('form_side', goal.side)}</Fact>
                {(['hope', 'sign', 'method', 'baseline', 'result', 'dropReason', 'effortReason'] as const).filter((field) => goal[field])
                  .map((field) => <Fact key={field} term={t(`assessments.goal_${field.toLowerCase()}`)}>{said(goal[field])}</Fact>)}
              </dl>
              <h5>{word('assessment_step', 'responses')}</h5>
              {goal.responses.length === 0 ? <p>{t('assessments.responses_none')}</p> : (
                <ul class="plain-list">
                  {goal.responses.map((one) => (
                    <li key={one.id}>{said(one.what)} <span class="hint">{word('agency', one.owner)}{one.person ? <span class="who">, {one.person}</span> : null}, {t('assessments.due', { day: day(one.dueOn) })}</span>{' '}
                      <span class={one.overdue ? 'state soon' : 'state'}>{one.overdue ? t('tasks.overdue') : word('response_status', one.status)}</span>
                      {works ? <>{' '}<button type="button" class="link" onClick={() => setAsked({ goal, response: one })}>{t('house.change')}</button></> : null}</li>
                  ))}
                </ul>
              )}
              {works ? (
                <div class="entry-acts">
                  {goal.dropped ? null : <button type="button" class="quiet" onClick={() => setAsked({ goal, response: null })}>{t('assessments.response_new')}</button>}
                  <button type="button" class="quiet" onClick={() => setAsked({ goal })}>{t('assessments.goal_change')}</button>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {asked === null ? null : 'response' in asked ? <ResponseDialog assessment={assessment.id} goal={asked.goal} held={asked.response} close={close} done={done} />
        : <GoalDialog assessment={assessment.id} held={asked.goal} close={close} done={done} />}
    </section>
  );
}
