import { useState } from 'preact/hooks';
import { purposes } from '../http/vocabulary';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { Dialog } from '../shell/Dialog';
import { ErrorSummary } from '../shell/Field';
import { Lines } from '../shell/Line';
import { Radios } from '../shell/OneOf';
import { statedPurpose, statePurpose } from './purpose';

/** Said once for a task: what restricted data is needed for. The act that asked for it goes on afterwards. */
export function StatePurpose({ done }: { done: (given: boolean) => void }) {
  const [purpose, setPurpose] = useState<string>(statedPurpose.peek()?.purpose ?? '');
  const [reason, setReason] = useState('');
  const { busy, faults, setFaults, run } = useAct('purpose');
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!purpose) setFaults([{ field: 'purpose-purpose', text: () => t('access.purpose_missing') }]);
    else if (await run(() => statePurpose(purpose, reason.trim()))) done(true);
  };
  return (
    <Dialog id="purpose" title={t('access.purpose_ask')} close={() => done(false)}>
      <form onSubmit={(event) => void send(event)} noValidate>
        <p>{t('access.purpose_means')}</p>
        <ErrorSummary faults={faults} />
        <Radios id="purpose-purpose" label={t('access.purpose_which')} words="purpose" options={purposes} chosen={purpose} faults={faults} choose={setPurpose} />
        <Lines id="purpose-reason" label={t('access.purpose_more')} hint={t('access.purpose_more_hint')} value={reason} faults={faults} change={setReason} rows={2} />
        <div class="row">
          <button type="submit" class="main" disabled={busy}>{t('access.go_on')}</button>
          <button type="button" class="quiet" onClick={() => done(false)}>{t('house.cancel')}</button>
        </div>
      </form>
    </Dialog>
  );
}
