import { useState } from 'preact/hooks';
import { call, onSignedOut } from '../http/api';
import type { SecondFactorSecret } from '../http/contracts';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Dialog } from '../shell/Dialog';
import { Line } from '../shell/Line';
import { SetUpFactor } from './SetUpFactor';
import { bare } from './ShowAgain';
import { me } from './session';

/** The second proof besides the password: whether there is one, and how to bring it to another phone. */
export function MyFactor() {
  const [open, setOpen] = useState(false);
  const person = me.value;
  if (!person) return null;
  return (
    <section class="part">
      <h2>{t('access.factor')}</h2>
      <p>{t(person.secondFactor ? 'access.factor_on' : 'access.factor_off')}</p>
      {person.secondFactor ? <p class={person.recoveryCodesLeft < 3 ? 'note-box' : 'hint'}>{t('access.recovery_left', { n: person.recoveryCodesLeft })}</p> : null}
      <button type="button" class="quiet" id="factor-renew" onClick={() => setOpen(true)}>{t(person.secondFactor ? 'access.factor_renew' : 'access.factor_begin')}</button>
      {open ? <Renew close={() => setOpen(false)} /> : null}
    </section>
  );
}

function Renew({ close }: { close: () => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [secret, setSecret] = useState<SecondFactorSecret | null>(null);
  const act = useAct('renew');
  const { user = '', secondFactor = false } = me.value ?? {};
  const begin = (): void => {
    const missing = [
      ...(password ? [] : [{ field: 'renew-password', text: () => t('access.password_missing') }]),
      ...(secondFactor && !bare(code) ? [{ field: 'renew-code', text: () => t('access.code_missing') }] : []),
    ];
    if (missing.length > 0) return act.setFaults(missing);
    void act.run(async () => setSecret(await call<SecondFactorSecret>('/access/second-factor', {
      method: 'POST', body: { user, password, ...(secondFactor ? { code: bare(code) } : {}) },
    })));
  };
  if (secret) {
    // A new proof ends every session, this one too: the next sign-in asks for it.
    return (
      <Dialog id="renew-set-up" title={t('access.factor_heading')} close={close}>
        <SetUpFactor user={user} password={password} secret={secret} done={() => onSignedOut.tell()} />
      </Dialog>
    );
  }
  return (
    <ActDialog id="renew" title={t('access.factor_heading')} means={t('access.factor_renew_means')} act={act} send={begin} close={close} button={t('access.go_on')}>
      <Line id="renew-password" label={t('access.password')} type="password" autocomplete="current-password" max={256} value={password} faults={act.faults} change={setPassword} />
      {secondFactor ? <Line id="renew-code" label={t('access.code_next')} hint={t('access.renew_code_hint')} autocomplete="one-time-code" width="medium" value={code} faults={act.faults} change={setCode} /> : null}
    </ActDialog>
  );
}
