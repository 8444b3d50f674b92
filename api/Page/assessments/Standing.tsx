import type { AssessmentView } from '../http/contracts';
import { t, word } from '../language/language';

/** Where an assessment stands, in words. */
export function Standing({ one }: { one: AssessmentView }) {
  return (
    <>
      <span class={one.endedOn ? 'state over' : 'state on'}>{word('assessment_status', one.status)}{one.withdrawn ? `, ${t('assessments.withdrawn')}` : one.round > 0 ? `, ${t('assessments.round', { number: one.round })}` : ''}</span>
      {one.overdue ? <span class="state soon">{t('spaces.overdue')}</span> : null}
    </>
  );
}
