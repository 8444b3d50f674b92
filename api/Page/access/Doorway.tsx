import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../http/api';
import type { SecondFactorSecret } from '../http/contracts';
import { t } from '../language/language';
import { UnlockAlone } from '../offline/Unlock';
import { keeping, someoneKeeps } from '../offline/vault';
import { lazy } from '../shell/lazy';
import { SignIn } from './SignIn';
import { unreachable } from './session';

// Most people sign in: the other ways in come when they are taken.
const AcceptInvitation = lazy(async () => (await import('./AcceptInvitation')).AcceptInvitation);
const SetUpFactor = lazy(async () => (await import('./SetUpFactor')).SetUpFactor);

/** Who somebody says they are, kept in memory on their way in only. */
export interface Proof { user: string; password: string }

type Step =
  | { at: 'sign-in'; known: Proof | null }
  | { at: 'invitation' }
  | { at: 'set-up'; proof: Proof; secret: SecondFactorSecret };

/** The ways in: signing in, bringing a code that was given on paper, setting up an authenticator app. */
export function Doorway() {
  const [step, setStep] = useState<Step>({ at: 'sign-in', known: null });
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [step.at]);

  const setUp = async (proof: Proof): Promise<void> => {
    const secret = await call<SecondFactorSecret>('/access/second-factor', { method: 'POST', body: proof });
    setStep({ at: 'set-up', proof, secret });
  };

  return (
    <main id="main" tabIndex={-1} class="sign-in" ref={main}>
      {step.at === 'sign-in' && unreachable.value && someoneKeeps.value && keeping.value === 'locked' ? <UnlockAlone /> : null}
      {step.at === 'sign-in' ? (
        <SignIn key={step.known ? 'known' : 'new'} unreachable={unreachable.value} known={step.known} setUp={setUp}
          invited={() => setStep({ at: 'invitation' })} />
      ) : step.at === 'invitation' ? <AcceptInvitation setUp={setUp} back={() => setStep({ at: 'sign-in', known: null })} /> : (
        <div class="card">
          <h1>{t('access.factor_heading')}</h1>
          <p>{t('access.factor_why')}</p>
          <SetUpFactor {...step.proof} secret={step.secret} done={() => setStep({ at: 'sign-in', known: step.proof })} />
        </div>
      )}
      <aside class="purpose" aria-label={t('access.purpose_title')}>
        <h2>{t('access.purpose_title')}</h2>
        <p>{t('access.purpose')}</p>
        <p>{t('access.urgent')}</p>
      </aside>
    </main>
  );
}
