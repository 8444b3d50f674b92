import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { GoalView, ResponseView } from '../http/contracts';
import { agencies, responseStatuses } from '../http/vocabulary';
import { t } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Line } from '../shell/Line';
import { Radios, Select } from '../shell/OneOf';
import { ReasonFields, reasonBody, useReason } from '../spaces/ReasonFields';

/** What is done for a goal, by which agency, until when; later how it goes on. */
export function ResponseDialog({ assessment, goal, held, close, done }: { assessment: string; goal: GoalView; held: ResponseView | null; close: () => void; done: () => void }) {
  const [id] = useState(() => held?.id ?? uuid7());
  const [owner, setOwner] = useState<string>(held?.owner ?? '');
  const [dueOn, setDueOn] = useState(held?.dueOn ?? '');
  const [person, setPerson] = useState(held?.person ?? '');
  const [status, setStatus] = useState<string>(held?.status ?? 'todo');
  const [given, setGiven] = useState(held?.reason ?? '');
  const what = useReason(held?.what ?? '');
  const act = useAct('response');
  const send = (): void => {
    if (!owner) act.setFaults([{ field: 'response-owner', text: () => t('problem.field_missing') }]);
    else void act.run(() => call(`/assessments/${assessment}/responses/${id}`, {
      method: held ? 'PUT' : 'POST', ...(held ? { ifMatch: `"${held.version}"` } : {}),
      body: {
        goalId: goal.id, ...reasonBody(what, 'what'), owner, dueOn: dueOn || undefined, status, ...(person.trim() ? { person: person.trim() } : {}),
        ...(given.trim() ? { reason: given.trim() } : {}),
      },
    }).then(done));
  };
  return (
    <ActDialog id="response" title={t(held ? 'assessments.response_change' : 'assessments.response_new')} means={goal.statement ?? ''} act={act} send={send} close={close} button={t('house.save')}>
      <ReasonFields prefix="response" reason={what} faults={act.faults} field="what" label="assessments.response_what" />
      <Select id="response-owner" label={t('assessments.response_owner')} words="agency" options={agencies} chosen={owner} faults={act.faults} choose={setOwner} />
      <Line id="response-person" label={t('assessments.response_person')} hint={t('house.optional')} max={256} value={person} faults={act.faults} change={setPerson} />
      <Line id="response-dueOn" label={t('assessments.response_due')} type="date" width="medium" value={dueOn} faults={act.faults} change={setDueOn} />
      {held ? <Radios id="response-status" label={t('assessments.rating')} words="response_status" options={responseStatuses} chosen={status} faults={act.faults} choose={setStatus} /> : null}
      {status === 'dropped' ? <Line id="response-reason" label={t('assessments.goal_dropreason')} max={500} value={given} faults={act.faults} change={setGiven} /> : null}
    </ActDialog>
  );
}
