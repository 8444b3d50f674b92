import { useState } from 'preact/hooks';
import { may } from '../access/session';
import type { AssessmentView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, t } from '../language/language';
import { Loaded } from '../shell/Loaded';
import { show } from './assessments';
import { BeginDialog } from './BeginDialog';
import { Standing } from './Standing';
import { inOrder, mayBegin } from './steps';

/** The assessments of a space, in the space's own view, and the way to begin one. */
export function InSpace({ space, status }: { space: string; status: string }) {
  const { now, again } = useLoaded<AssessmentView[]>('/assessments', { space });
  const [beginning, setBeginning] = useState(false);
  return (
    <section class="part" aria-labelledby="space-assessments">
      <h3 id="space-assessments">{t('rooms.assessments')}</h3>
      <Loaded now={now} again={again} rows={1}>{(assessments) => (
        <>
          {assessments.length === 0 ? <p>{t('assessments.none_of_space')}</p> : (
            <ul class="plain-list">
              {inOrder(assessments).map((one) => (
                <li key={one.id}>
                  <button type="button" class="link" onClick={() => show(one.id)}>{t('assessments.begun_on', { day: day(one.openedAt.slice(0, 10)) })}</button>{' '}
                  <Standing one={one} />
                </li>
              ))}
            </ul>
          )}
          {may('change_assessments') && mayBegin(status) && assessments.every(({ endedOn }) => endedOn)
            ? <button type="button" class="quiet" id="assess-here" onClick={() => setBeginning(true)}>{t('assessments.begin')}</button> : null}
        </>
      )}</Loaded>
      {beginning ? <BeginDialog space={space} close={() => setBeginning(false)} /> : null}
    </section>
  );
}
