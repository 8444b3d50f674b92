import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { AssessmentView } from '../http/contracts';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Line } from '../shell/Line';

/** Says who leads an assessment from now on. */
export function LeadDialog({ one, close, done }: { one: AssessmentView; close: () => void; done: () => void }) {
  const [lead, setLead] = useState(one.lead);
  const act = useAct('leading');
  const send = (): void => void act.run(() => call(`/assessments/${one.id}/lead`, { method: 'PUT', ifMatch: `"${one.version}"`, body: { lead: lead.trim() } }).then(done));
  return (
    <ActDialog id="leading" title={t('assessments.change_lead')} act={act} send={send} close={close} button={t('house.save')}>
      <Line id="leading-lead" label={t('assessments.lead')} hint={t('assessments.lead_hint')} max={256} value={lead} faults={act.faults} change={setLead} />
    </ActDialog>
  );
}
