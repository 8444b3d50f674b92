import { useState } from 'preact/hooks';
import { may } from '../access/session';
import { call } from '../http/api';
import type { AssessmentFile } from '../http/contracts';
import { agencies, conferenceKinds } from '../http/vocabulary';
import { day, t, word } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Chips } from '../shell/Chips';
import { Choices } from '../shell/Field';
import { Line } from '../shell/Line';
import { Radios } from '../shell/OneOf';
import { inDays } from '../spaces/circle';
import { ReasonFields, reasonBody, useReason } from '../spaces/ReasonFields';
import { said } from './presenting';

/** Context conferences: young people's views stand first, then what was decided. */
export function Conference({ file: { assessment, views, conferences }, again }: { file: AssessmentFile; again: () => void }) {
  const [writing, setWriting] = useState(false);
  return (
    <section class="part" aria-labelledby="conference-title">
      <h3 id="conference-title">{word('assessment_step', 'conference')}</h3>
      <h4>{word('assessment_step', 'views')}</h4>
      {views.length === 0 ? <p class="note-box">{t('assessments.views_first')}</p> : <ul class="plain-list">{views.map((one) => <li key={one.id}>{said(one.text)}</li>)}</ul>}
      {may('change_assessments') && !assessment.endedOn && views.length > 0
        ? <button type="button" class="main" id="conference-new" onClick={() => setWriting(true)}>{t('assessments.conference_new')}</button> : null}
      <ul class="entries">
        {conferences.map((one) => (
          <li key={one.id}>
            <div class="entry-head"><h4>{word('conference_kind', one.kind)}</h4><span>{day(one.heldOn)}</span></div>
            <p>{said(one.decisions)}</p>
            <p class="hint">{one.agencies.map((agency) => word('agency', agency)).join(', ')}</p>
          </li>
        ))}
      </ul>
      {writing ? <ConferenceDialog id={assessment.id} close={() => setWriting(false)} done={() => { setWriting(false); again(); }} /> : null}
    </section>
  );
}

function ConferenceDialog({ id, close, done }: { id: string; close: () => void; done: () => void }) {
  const [conferenceId] = useState(() => uuid7());
  const [kind, setKind] = useState('');
  const [heldOn, setHeldOn] = useState(inDays(0));
  const [came, setCame] = useState<string[]>([]);
  const decided = useReason();
  const act = useAct('conference');
  const send = (): void => {
    if (!kind) act.setFaults([{ field: 'conference-kind', text: () => t('problem.field_missing') }]);
    else void act.run(() => call(`/assessments/${id}/conferences/${conferenceId}`, {
      method: 'POST', body: { kind, heldOn, agencies: came, ...reasonBody(decided, 'decisions') },
    }).then(done));
  };
  return (
    <ActDialog id="conference" title={t('assessments.conference_new')} act={act} send={send} close={close} button={t('house.save')}>
      <Radios id="conference-kind" label={t('assessments.conference_kind')} words="conference_kind" options={conferenceKinds} chosen={kind} faults={act.faults} choose={setKind} />
      <Line id="conference-heldOn" label={t('assessments.conference_day')} type="date" width="medium" value={heldOn} faults={act.faults} change={setHeldOn} />
      <Choices id="conference-agencies" label={t('assessments.conference_agencies')} faults={act.faults}>
        <Chips name="conference-agencies" words="agency" options={agencies} chosen={came} change={setCame} />
      </Choices>
      <ReasonFields prefix="conference" reason={decided} faults={act.faults} field="decisions" label="assessments.conference_decisions" hint="assessments.text_hint" max={4000} />
    </ActDialog>
  );
}
