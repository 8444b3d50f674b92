import { useState } from 'preact/hooks';
import { call } from '../http/api';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { Dialog } from '../shell/Dialog';
import { ErrorSummary } from '../shell/Field';
import { Line } from '../shell/Line';
import { me } from './session';

/** Some acts ask for a proof that is not old: the same person, once more, and the act goes on. */
export function ShowAgain({ done }: { done: (given: boolean) => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { busy, faults, setFaults, run } = useAct('again');
  const asksCode = me.value?.secondFactor ?? false;
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const missing = [
      ...(password ? [] : [{ field: 'again-password', text: () => t('access.password_missing') }]),
      ...(asksCode && !code.trim() ? [{ field: 'again-code', text: () => t('access.code_missing') }] : []),
    ];
    if (missing.length > 0) setFaults(missing);
    else if (await run(() => call('/access/renewal', { method: 'POST', body: { password, ...(asksCode ? { code: bare(code) } : {}) } }))) done(true);
  };
  return (
    <Dialog id="again" title={t('access.again_title')} close={() => done(false)}>
      <form onSubmit={(event) => void send(event)} noValidate>
        <p>{t('access.again_means', { user: me.value?.user ?? '' })}</p>
        <ErrorSummary faults={faults} />
        <Line id="again-password" label={t('access.password')} type="password" autocomplete="current-password" max={256} value={password} faults={faults} change={setPassword} />
        {asksCode ? <Line id="again-code" label={t('access.code_next')} hint={t('access.code_hint')} autocomplete="one-time-code" width="medium" value={code} faults={faults} change={setCode} /> : null}
        <div class="row">
          <button type="submit" class="main" disabled={busy}>{t('access.go_on')}</button>
          <button type="button" class="quiet" onClick={() => done(false)}>{t('house.cancel')}</button>
        </div>
      </form>
    </Dialog>
  );
}

/** A code as it is sent: apps and papers show it in groups. */
export const bare = (code: string): string => code.replace(/\s/g, '');
