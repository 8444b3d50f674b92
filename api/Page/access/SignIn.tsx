import { useRef, useState } from 'preact/hooks';
import { Problem } from '../http/api';
import { t } from '../language/language';
import { describedBy, ErrorSummary, faultsOf, Field, type Fault } from '../shell/Field';
import type { Proof } from './Doorway';
import { bare } from './ShowAgain';
import { findOutWhoIsHere, sessionEnded, signIn } from './session';

interface SignInProps {
  unreachable: boolean;
  /** What is known already: after a set-up only the next code is asked for. */
  known: Proof | null;
  setUp: (proof: Proof) => Promise<void>;
  invited: () => void;
}

/** One question: who are you. Pasting is welcome, nothing has to be remembered beyond the password. */
export function SignIn({ unreachable, known, setUp, invited }: SignInProps) {
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const [askCode, setAskCode] = useState(known !== null);
  const [recovery, setRecovery] = useState(false);
  const [seen, setSeen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Fault[]>([]);

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const name = known?.user ?? user.current?.value.trim() ?? '';
    const secret = known?.password ?? password.current?.value ?? '';
    const digits = bare(code.current?.value ?? '');
    const missing: Fault[] = [];
    if (!name) missing.push({ field: 'user', text: () => t('access.user_missing') });
    if (!secret) missing.push({ field: 'password', text: () => t('access.password_missing') });
    setFaults(missing);
    if (missing.length > 0) return;

    setBusy(true);
    try {
      await signIn(name, secret, digits).catch(async (fault: unknown) => {
        // The role asks for an authenticator app and there is none yet: the way in leads through setting it up.
        if (!(fault instanceof Problem) || fault.code !== 'second_factor_setup_needed') throw fault;
        await setUp({ user: name, password: secret });
      });
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      if (fault.code === 'second_factor_needed') setAskCode(true);
      setFaults(fault.code === 'second_factor_needed' && !digits
        ? [{ field: 'code', text: () => t('access.code_missing') }]
        : faultsOf(fault, (field) => (['user', 'password', 'code'].includes(field) ? field : known ? 'code' : 'user')));
    } finally {
      setBusy(false);
    }
  };

  // Changed on the element itself, so that what was typed and where the cursor stands are kept.
  const show = (): void => {
    if (password.current) password.current.type = seen ? 'password' : 'text';
    setSeen(!seen);
  };
  const change = (): void => {
    setRecovery(!recovery);
    setFaults([]);
    if (code.current) code.current.value = '';
    code.current?.focus();
  };

  return (
    <>
      <form class="card" onSubmit={(event) => void send(event)} noValidate>
        <h1>{t('access.title')}</h1>
        {sessionEnded.value ? <p class="note-box" role="status">{t('access.session_ended')}</p> : null}
        {unreachable ? (
          <div class="note-box" role="alert">
            <p>{t('house.unreachable')}</p>
            <button type="button" class="quiet" onClick={() => void findOutWhoIsHere()}>{t('house.again')}</button>
          </div>
        ) : null}
        <ErrorSummary faults={faults} />
        {known ? <p>{t('access.next_code', { user: known.user })}</p> : (
          <>
            <Field id="user" label={t('access.user')} faults={faults}>
              <input id="user" ref={user} name="username" autocomplete="username" autocapitalize="none" spellcheck={false}
                aria-describedby={describedBy('user', undefined, faults)} />
            </Field>
            <Field id="password" label={t('access.password')} faults={faults}>
              <div class="with-button">
                <input id="password" ref={password} name="password" type="password" autocomplete="current-password"
                  aria-describedby={describedBy('password', undefined, faults)} />
                <button type="button" class="quiet" aria-pressed={seen} onClick={show}>
                  {t(seen ? 'access.hide_password' : 'access.show_password')}
                </button>
              </div>
            </Field>
          </>
        )}
        {askCode ? (
          <>
            <Field id="code" label={t(recovery ? 'access.recovery_code' : 'access.code')}
              hint={t(recovery ? 'access.recovery_code_hint' : 'access.code_hint')} faults={faults}>
              <input id="code" ref={code} name="code" inputmode={recovery ? 'text' : 'numeric'} autocomplete={recovery ? 'off' : 'one-time-code'}
                autocapitalize="none" spellcheck={false} class="medium" aria-describedby={describedBy('code', 'hint', faults)} />
            </Field>
            <button type="button" class="link start" onClick={change}>{t(recovery ? 'access.use_app' : 'access.use_recovery')}</button>
          </>
        ) : null}
        <button type="submit" class="main wide" disabled={busy}>{t(busy ? 'access.signing_in' : 'access.sign_in')}</button>
        <p class="hint">{t('access.audit_note')}</p>
        {known ? null : <button type="button" class="link start" id="invited" onClick={invited}>{t('access.have_code')}</button>}
      </form>
    </>
  );
}
