import { useState } from 'preact/hooks';
import { call } from '../http/api';
import { monthText, t } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary, type Fault } from '../shell/Field';
import { kept } from '../shell/kept';
import { Line } from '../shell/Line';
import { Field } from '../shell/Field';
import { readChildToken } from './childToken';

/** When a child's case was closed, entered by the agency that holds the token. Nothing about the child is shown. */
export function CaseClosedRoom() {
  const draft = kept('case-closed', () => ({ token: '', month: '' }));
  const act = useAct('closure');
  const [done, setDone] = useState<{ month: string | null } | null>(null);
  const now = draft.value;
  const set = (part: Partial<typeof now>): void => { draft.value = { ...now, ...part }; setDone(null); };
  const send = async (month: string | null): Promise<void> => {
    setDone(null);
    const token = readChildToken(now.token);
    const faults: Fault[] = [
      ...(token ? [] : [{ field: 'closure-token', text: () => t('problem.child_token_not_valid') }]),
      ...(month === null || /^\d{4}-\d{2}$/.test(month) ? [] : [{ field: 'closure-closedMonth', text: () => t('case_closed.month_missing') }]),
    ];
    if (faults.length > 0) return act.setFaults(faults);
    const stored = await act.run(() => call('/children/case-closure', {
      method: 'PUT', body: { token, closedMonth: month === null ? null : `${month}-01` },
    }));
    if (!stored) return;
    draft.value = { token: '', month: '' };
    setDone({ month });
  };
  // Another agency's token and one that nobody recorded are answered alike; the sentence says what to do about either.
  const faults = act.faults.map((fault) => (fault.field === '' ? { field: 'closure-token', text: () => t('case_closed.not_yours') } : fault));
  return (
    <form class="part" noValidate onSubmit={(event) => { event.preventDefault(); void send(now.month); }}>
      <ErrorSummary faults={faults} />
      <p role="status">{!done ? '' : done.month === null ? t('case_closed.taken_back') : t('case_closed.stored', { month: monthText(done.month) })}</p>
      <Line id="closure-token" label={t('incidents.token')} hint={t('incidents.token_hint')} width="medium" value={now.token} faults={faults} change={(token) => set({ token })} />
      <Field id="closure-closedMonth" label={t('case_closed.month')} hint={t('case_closed.month_hint')} faults={faults}>
        <input id="closure-closedMonth" type="month" class="medium" value={now.month} onInput={(event) => set({ month: event.currentTarget.value })} />
      </Field>
      <div class="row">
        <button type="submit" class="main" disabled={act.busy}>{t(act.busy ? 'house.saving' : 'house.save')}</button>
        <button type="button" class="quiet" id="closure-take-back" disabled={act.busy} onClick={() => void send(null)}>{t('case_closed.take_back')}</button>
      </div>
      <p class="hint">{t('case_closed.take_back_means')}</p>
    </form>
  );
}
