import { useState } from 'preact/hooks';
import { may } from '../access/session';
import { call } from '../http/api';
import type { AssessmentFile } from '../http/contracts';
import { heardBys } from '../http/vocabulary';
import { day, moment, t, word } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Line } from '../shell/Line';
import { Radios } from '../shell/OneOf';
import { Empty } from '../shell/States';
import { inDays } from '../spaces/circle';
import { ReasonFields, reasonBody, useReason } from '../spaces/ReasonFields';
import { said } from './presenting';

/** What young people said, newest first, or why nobody has been heard yet. */
export function Views({ file: { assessment, views }, again }: { file: AssessmentFile; again: () => void }) {
  const [writing, setWriting] = useState(false);
  return (
    <section class="part" aria-labelledby="views-title">
      <h3 id="views-title">{word('assessment_step', 'views')}</h3>
      <p class="hint">{t('assessments.views_means')}</p>
      {may('contribute_to_assessments') && !assessment.endedOn ? <button type="button" class="main" id="view-new" onClick={() => setWriting(true)}>{t('assessments.view_new')}</button> : null}
      {views.length === 0 ? <Empty title={t('assessments.views_none')} /> : (
        <ul class="entries">
          {views.map((one) => (
            <li key={one.id}>
              <div class="entry-head"><h4>{word('heard_by', one.heardBy)}</h4><span>{day(one.heardOn)}</span>{one.round > 0 ? <span class="state">{t('assessments.round', { number: one.round })}</span> : null}</div>
              {one.text ? <p>{said(one.text)}</p> : null}
              <p class="hint who">{t('spaces.by', { who: one.recordedBy, agency: word('agency', one.agency) })}, {moment(one.recordedAt)}</p>
            </li>
          ))}
        </ul>
      )}
      {writing ? <ViewDialog id={assessment.id} close={() => setWriting(false)} done={() => { setWriting(false); again(); }} /> : null}
    </section>
  );
}

function ViewDialog({ id, close, done }: { id: string; close: () => void; done: () => void }) {
  const [viewId] = useState(() => uuid7());
  const [heardBy, setHeardBy] = useState('');
  const [heardOn, setHeardOn] = useState(inDays(0));
  const words = useReason();
  const act = useAct('view');
  const send = (): void => {
    if (!heardBy) act.setFaults([{ field: 'view-heardBy', text: () => t('problem.field_missing') }]);
    else void act.run(() => call(`/assessments/${id}/views/${viewId}`, {
      method: 'POST', body: { heardBy, heardOn, ...reasonBody(words, 'text') },
    }).then(done));
  };
  return (
    <ActDialog id="view" title={t('assessments.view_new')} means={t('assessments.views_means')} act={act} send={send} close={close} button={t('house.save')}>
      <Radios id="view-heardBy" label={t('assessments.heard_by')} words="heard_by" options={heardBys} chosen={heardBy} faults={act.faults} choose={setHeardBy} />
      <ReasonFields prefix="view" reason={words} faults={act.faults} field="text" label={heardBy === 'not_yet' ? 'assessments.why_not_heard' : 'assessments.what_they_said'} hint="assessments.view_hint" max={2000} />
      <Line id="view-heardOn" label={t('assessments.heard_on')} type="date" width="medium" value={heardOn} faults={act.faults} change={setHeardOn} />
    </ActDialog>
  );
}
