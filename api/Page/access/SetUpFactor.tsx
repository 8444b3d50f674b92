import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../http/api';
import type { RecoveryCodes, SecondFactorSecret } from '../http/contracts';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';
import { Line } from '../shell/Line';
import { SquareCode } from './SquareCode';
import { bare } from './ShowAgain';
import { ShownOnce } from './ShownOnce';

interface SetUpFactorProps { user: string; password: string; secret: SecondFactorSecret; done: () => void }

/** Bringing a secret into an authenticator app: scan or type, prove with one code, keep the recovery codes. */
export function SetUpFactor({ user, password, secret, done }: SetUpFactorProps) {
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { busy, faults, setFaults, run } = useAct('factor');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [codes]);

  const confirm = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!bare(code)) return setFaults([{ field: 'factor-code', text: () => t('access.code_missing') }]);
    await run(async () => setCodes((await call<RecoveryCodes>(
      '/access/second-factor/confirmation', { method: 'POST', body: { user, password, code: bare(code) } })).codes));
  };

  if (codes) {
    return (
      <div class="stack">
        <h2 tabIndex={-1} ref={title}>{t('access.factor_done')}</h2>
        <ShownOnce title={t('access.recovery_title')} means={t('access.recovery_means')} codes={codes} />
        <p>{t('access.factor_next')}</p>
        <button type="button" class="main" onClick={done}>{t('access.recovery_kept')}</button>
      </div>
    );
  }
  return (
    <form class="stack" onSubmit={(event) => void confirm(event)} noValidate>
      <h2 tabIndex={-1} ref={title}>{t('access.factor_title')}</h2>
      <ErrorSummary faults={faults} />
      <ol class="steps">
        <li>{t('access.factor_app')}</li>
        <li>
          {t('access.factor_scan')}
          <SquareCode text={secret.uri} label={t('access.factor_square')} />
          <p class="hint">{t('access.factor_type')}</p>
          <p><code class="secret">{inGroups(secret.secret)}</code></p>
        </li>
        <li>
          <Line id="factor-code" label={t('access.factor_code')} hint={t('access.code_hint')} autocomplete="one-time-code" width="medium"
            value={code} faults={faults} change={setCode} />
        </li>
      </ol>
      <button type="submit" class="main" disabled={busy}>{t('access.factor_confirm')}</button>
    </form>
  );
}

const inGroups = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;
