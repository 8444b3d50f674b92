import { useState } from 'preact/hooks';
import { me } from '../access/session';
import { call } from '../http/api';
import type { SpaceView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, t, word } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { describedBy, Field, type Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { inDays } from '../spaces/circle';
import { ReasonFields, reasonBody, useReason } from '../spaces/ReasonFields';
import { nameOf } from '../spaces/spaces';
import { show } from './assessments';
import { mayBegin } from './steps';

/** Begins the assessment of a space: of the one that is open, or of one that is chosen. */
export function BeginDialog({ space, close }: { space?: string; close: () => void }) {
  const [id] = useState(() => uuid7());
  const [spaceId, setSpaceId] = useState(space ?? '');
  const [lead, setLead] = useState(me.value?.user ?? '');
  const [reviewOn, setReviewOn] = useState(inDays(28));
  const reason = useReason();
  const act = useAct('begin');
  const send = (): void => {
    if (!spaceId) act.setFaults([{ field: 'begin-spaceId', text: () => t('problem.field_missing') }]);
    else void act.run(() => call(`/assessments/${id}`, { method: 'POST', body: { spaceId, lead: lead.trim(), reviewOn: reviewOn || undefined, ...reasonBody(reason) } })
      .then(() => { close(); show(id); }));
  };
  return (
    <ActDialog id="begin" title={t('assessments.begin')} means={t('assessments.begin_means')} act={act} send={send} close={close} button={t('assessments.begin')}>
      <p class="note-box">{t('assessments.safety_first')}</p>
      {space ? null : <SpaceField chosen={spaceId} choose={setSpaceId} faults={act.faults} />}
      <Line id="begin-lead" label={t('assessments.lead')} hint={t('assessments.lead_hint')} max={256} value={lead} faults={act.faults} change={setLead} />
      <ReasonFields prefix="begin" reason={reason} faults={act.faults} label="assessments.reason_begin" />
      <Line id="begin-reviewOn" label={t('spaces.review_on')} hint={t('spaces.review_hint', { day: day(inDays(89)) })} type="date" width="medium" value={reviewOn} faults={act.faults} change={setReviewOn} />
    </ActDialog>
  );
}

function SpaceField({ chosen, choose, faults }: { chosen: string; choose: (id: string) => void; faults: Fault[] }) {
  const { now, again } = useLoaded<SpaceView[]>('/spaces');
  const hint = t('assessments.space_hint');
  return (
    <Loaded now={now} again={again} rows={1}>{(spaces) => {
      const ready = spaces.filter(({ status }) => mayBegin(status));
      return ready.length === 0 ? <p class="note-box">{t('assessments.no_space')}</p> : (
        <Field id="begin-spaceId" label={t('assessments.space')} hint={hint} faults={faults}>
          <select id="begin-spaceId" value={chosen} onChange={(event) => choose(event.currentTarget.value)} aria-describedby={describedBy('begin-spaceId', hint, faults)}>
            <option value="">{t('house.choose')}</option>
            {ready.map((one) => <option key={one.id} value={one.id}>{nameOf(one.nameEn, one.nameCy)} ({word('space_status', one.status)})</option>)}
          </select>
        </Field>
      );
    }}</Loaded>
  );
}
