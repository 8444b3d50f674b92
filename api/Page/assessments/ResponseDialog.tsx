import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { GoalView, ResponseView } from '../http/contracts';
import { agencies, responseStatuses } from '../http/vocabulary';
import { FairLines, KeptWording } from '../language/FairLines';
import { day, t, word } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Line } from '../shell/Line';
import { Radios, Select } from '../shell/OneOf';
import { ClashBox } from './ClashBox';
import { said } from './presenting';
import { useMerging } from './useMerging';

type Name = 'what' | 'owner' | 'person' | 'dueOn' | 'status' | 'reason' | 'languageReason';

const fieldsOf = (held: ResponseView | null): Record<Name, string> => ({
  what: held?.what ?? '', owner: held?.owner ?? '', person: held?.person ?? '', dueOn: held?.dueOn ?? '', status: held?.status ?? 'todo', reason: held?.reason ?? '',
  languageReason: held?.languageReason ?? '',
});

const labels: Record<Name, string> = {
  what: 'assessments.response_what', owner: 'assessments.response_owner', person: 'assessments.response_person', dueOn: 'assessments.response_due', status: 'assessments.rating',
  reason: 'assessments.goal_dropreason', languageReason: 'language.reason',
};
const labelOf = (name: Name): string => t(labels[name]);
const shown = (name: Name, value: string): string =>
  (value === '' ? '' : name === 'owner' ? word('agency', value) : name === 'status' ? word('response_status', value) : name === 'dueOn' ? day(value) : value);

/** What is done for a goal, by which agency, until when; later how it goes on. Where somebody else changed it meanwhile, both together. */
export function ResponseDialog({ assessment, goal, held, close, done }: { assessment: string; goal: GoalView; held: ResponseView | null; close: () => void; done: () => void }) {
  const [id] = useState(() => held?.id ?? uuid7());
  const act = useAct('response');
  const { fields, set, clash, save } = useMerging(held, fieldsOf);
  const send = (): void => {
    if (!fields.owner) act.setFaults([{ field: 'response-owner', text: () => t('problem.field_missing') }]);
    else void act.run(async () => {
      // The reason belongs to giving up; whoever takes it up again drops the reason too.
      const sent = { ...fields, reason: fields.status === 'dropped' ? fields.reason : '' };
      const body = { goalId: goal.id, ...Object.fromEntries(Object.entries(sent).map(([name, text]) => [name, text.trim()]).filter(([, text]) => text)) };
      if (await save((version) => call(`/assessments/${assessment}/responses/${id}`, { method: held ? 'PUT' : 'POST', ...(held ? { ifMatch: `"${version}"` } : {}), body }))) done();
    });
  };
  return (
    <ActDialog id="response" title={t(held ? 'assessments.response_change' : 'assessments.response_new')} means={said(goal.statement)} act={act} send={send} close={close} button={t('house.save')}>
      <ClashBox clash={clash} fields={fields} labelOf={labelOf} shown={shown} take={set} />
      <FairLines id="response-what" label={labelOf('what')} hint={t('spaces.reason_hint')} value={fields.what} faults={act.faults} max={1000} rows={4} change={(what) => set({ what })} />
      <Select id="response-owner" label={labelOf('owner')} words="agency" options={agencies} chosen={fields.owner} faults={act.faults} choose={(owner) => set({ owner })} />
      <Line id="response-person" label={labelOf('person')} hint={t('house.optional')} max={256} value={fields.person} faults={act.faults} change={(person) => set({ person })} />
      <Line id="response-dueOn" label={labelOf('dueOn')} type="date" width="medium" value={fields.dueOn} faults={act.faults} change={(dueOn) => set({ dueOn })} />
      {held ? <Radios id="response-status" label={labelOf('status')} words="response_status" options={responseStatuses} chosen={fields.status} faults={act.faults} choose={(status) => set({ status })} /> : null}
      {fields.status === 'dropped' ? <FairLines id="response-reason" label={labelOf('reason')} value={fields.reason} faults={act.faults} max={500} rows={2} change={(reason) => set({ reason })} /> : null}
      <KeptWording id="response-languageReason" texts={[fields.what, fields.reason]} reason={fields.languageReason} faults={act.faults} change={(languageReason) => set({ languageReason })} />
    </ActDialog>
  );
}
