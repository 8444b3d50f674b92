import { useState } from 'preact/hooks';
import { call, Problem } from '../http/api';
import type { AcceptedInvitation } from '../http/contracts';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary, type Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import type { Proof } from './Doorway';
import { bare } from './ShowAgain';
import { signIn } from './session';

const shortestPassword = 12;

/** A code that somebody was given by voice or on paper: it brings a new account, another partnership, or a new password. */
export function AcceptInvitation({ setUp, back }: { setUp: (proof: Proof) => Promise<void>; back: () => void }) {
  const [code, setCode] = useState('');
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [factor, setFactor] = useState('');
  const [askFactor, setAskFactor] = useState(false);
  const { busy, faults, setFaults, run } = useAct('invited');

  const missing = (): Fault[] => [
    ...(code.trim() ? [] : [{ field: 'invited-code', text: () => t('access.invited_code_missing') }]),
    ...(user.trim() ? [] : [{ field: 'invited-user', text: () => t('access.user_missing') }]),
    ...(password.length >= shortestPassword ? [] : [{ field: 'invited-password', text: () => t('access.password_short', { n: shortestPassword }) }]),
    ...(password === repeated ? [] : [{ field: 'invited-repeated', text: () => t('access.password_differs') }]),
  ];
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const found = missing();
    if (found.length > 0) return setFaults(found);
    await run(async () => {
      const proof = { user: user.trim(), password };
      const accepted = await call<AcceptedInvitation>('/access/invitations/acceptance', {
        method: 'POST', body: { ...proof, code: code.trim(), ...(factor ? { secondFactorCode: bare(factor) } : {}) },
      }).catch((fault: unknown) => {
        if (fault instanceof Problem && fault.code === 'second_factor_needed') setAskFactor(true);
        throw fault;
      });
      if (accepted.secondFactorSetupNeeded) await setUp(proof);
      // A code of the app opens once: whoever has an app signs in with the next one.
      else if (askFactor) back();
      else await signIn(proof.user, password, '');
    });
  };

  return (
    <form class="card" onSubmit={(event) => void send(event)} noValidate>
      <button type="button" class="back start" onClick={back}>{t('house.back')}</button>
      <h1>{t('access.invited_title')}</h1>
      <p>{t('access.invited_means')}</p>
      <ErrorSummary faults={faults} />
      <Line id="invited-code" label={t('access.invited_code')} hint={t('access.invited_code_hint')} value={code} faults={faults} change={setCode} />
      <Line id="invited-user" label={t('access.user')} hint={t('access.invited_user_hint')} autocomplete="username" value={user} faults={faults} change={setUser} />
      <Line id="invited-password" label={t('access.password_new')} hint={t('access.password_new_hint', { n: shortestPassword })} type="password"
        autocomplete="new-password" max={256} value={password} faults={faults} change={setPassword} />
      <Line id="invited-repeated" label={t('access.password_again')} type="password" autocomplete="new-password" max={256} value={repeated} faults={faults} change={setRepeated} />
      {askFactor ? <Line id="invited-secondFactorCode" label={t('access.code')} hint={t('access.code_hint')} autocomplete="one-time-code" width="medium"
        value={factor} faults={faults} change={setFactor} /> : null}
      <button type="submit" class="main wide" disabled={busy}>{t('access.invited_send')}</button>
    </form>
  );
}
