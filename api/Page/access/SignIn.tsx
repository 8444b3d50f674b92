import { useRef, useState } from 'preact/hooks';
import { Problem } from '../http/api';
import { t } from '../language/language';
import { describedBy, ErrorSummary, faultsOf, Field, type Fault } from '../shell/Field';
import { findOutWhoIsHere, sessionEnded, signIn } from './session';

/** One question: who are you. Pasting is welcome, nothing has to be remembered beyond the password. */
export function SignIn({ unreachable }: { unreachable: boolean }) {
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const [askCode, setAskCode] = useState(false);
  const [seen, setSeen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Fault[]>([]);

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const [name, secret, digits] = [user.current?.value.trim() ?? '', password.current?.value ?? '', code.current?.value.replace(/\s/g, '') ?? ''];
    const missing: Fault[] = [];
    if (!name) missing.push({ field: 'user', text: () => t('access.user_missing') });
    if (!secret) missing.push({ field: 'password', text: () => t('access.password_missing') });
    setFaults(missing);
    if (missing.length > 0) return;

    setBusy(true);
    try {
      await signIn(name, secret, digits);
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      if (fault.code === 'second_factor_needed') setAskCode(true);
      setFaults(fault.code === 'second_factor_needed' && !digits
        ? [{ field: 'code', text: () => t('access.code_missing') }]
        : faultsOf(fault, (field) => ['user', 'password', 'code'].find((one) => one === field) ?? 'user'));
    } finally {
      setBusy(false);
    }
  };

  // Changed on the element itself, so that what was typed and where the cursor stands are kept.
  const show = (): void => {
    if (password.current) password.current.type = seen ? 'password' : 'text';
    setSeen(!seen);
  };

  return (
    <main id="main" tabIndex={-1} class="sign-in">
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
        {askCode ? (
          <Field id="code" label={t('access.code')} hint={t('access.code_hint')} faults={faults}>
            <input id="code" ref={code} name="code" inputmode="numeric" autocomplete="one-time-code" class="narrow"
              aria-describedby={describedBy('code', 'hint', faults)} />
          </Field>
        ) : null}
        <button type="submit" class="main wide" disabled={busy}>{t(busy ? 'access.signing_in' : 'access.sign_in')}</button>
        <p class="hint">{t('access.audit_note')}</p>
      </form>
      <aside class="purpose" aria-label={t('access.purpose_title')}>
        <h2>{t('access.purpose_title')}</h2>
        <p>{t('access.purpose')}</p>
        <p>{t('access.urgent')}</p>
      </aside>
    </main>
  );
}
