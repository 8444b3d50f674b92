import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { enterAlone, me } from '../access/session';
import { language, speak, t } from '../language/language';
import { ActDialog } from '../shell/ActDialog';
import { useAct } from '../shell/act';
import { Dialog } from '../shell/Dialog';
import { ErrorSummary, type Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import { enter } from '../shell/view';
import { leastPassphrase, passphraseFault } from './passphrase';
import { items } from './queue';
import { held, keeping, NotSaved, outdated, setUp, takeAway, unlock } from './vault';
import { here } from './words';

/** True while the passphrase is asked for. */
export const unlocking = signal(false);
/** True while somebody sets one. */
export const settingUp = signal(false);

/** Counts the wait down after wrong tries. */
function useWait(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = window.setTimeout(() => setLeft(left - 1), 1000);
    return () => window.clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

function useUnlock(prefix: string, opened: () => void) {
  const [faults, setFaults] = useState<Fault[]>([]);
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useWait();
  const attempt = async (passphrase: string, who: { userId: string } | { user: string }): Promise<void> => {
    if (busy || wait > 0) return;
    setBusy(true);
    setFaults([]);
    try {
      const tried = await unlock(passphrase, who);
      if (tried.opened) return opened();
      setWait(tried.wait);
      setFaults([{ field: `${prefix}-passphrase`, text: () => t(outdated.peek() ? 'offline.outdated' : 'offline.passphrase_wrong') }]);
    } catch {
      setFaults([{ field: '', text: () => t('offline.impossible', { here: here() }) }]);
    } finally {
      setBusy(false);
    }
  };
  return { faults, busy, wait, attempt };
}

const waitText = (seconds: number): string => t('offline.passphrase_wait', { n: seconds });

/** Without the office: the name and the passphrase open what the person kept here, and let them go on recording. */
export function UnlockAlone() {
  const [user, setUser] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const { faults, busy, wait, attempt } = useUnlock('alone', () => {
    const kept = held.peek()?.language;
    enterAlone();
    if (kept === 'en' || kept === 'cy') void speak(kept);
    if (window.history.state?.view !== 'log') enter('device');
  });
  return (
    <form class="card" id="unlock-alone" noValidate onSubmit={(event) => { event.preventDefault(); void attempt(passphrase, { user }); }}>
      <h1>{t('offline.alone_title')}</h1>
      <p>{t('offline.alone_means', { here: here() })}</p>
      <ErrorSummary faults={faults} />
      <Line id="alone-user" label={t('access.user')} value={user} faults={faults} change={setUser} />
      <Line id="alone-passphrase" label={t('offline.passphrase')} type="password" value={passphrase} faults={faults} change={setPassphrase} />
      {wait > 0 ? <p role="status">{waitText(wait)}</p> : null}
      <button type="submit" class="main wide" disabled={busy || wait > 0}>{t(busy ? 'offline.unlocking' : 'offline.unlock')}</button>
    </form>
  );
}

/** The questions about the passphrase that stand over the page. */
export function PassphraseDialogs() {
  if (settingUp.value) return <SetUp />;
  return unlocking.value && keeping.value === 'locked' ? <UnlockDialog /> : null;
}

function UnlockDialog() {
  const [passphrase, setPassphrase] = useState('');
  const [forgetting, setForgetting] = useState(false);
  const close = (): void => { unlocking.value = false; };
  const { faults, busy, wait, attempt } = useUnlock('unlock', close);
  const person = me.value;
  if (!person) return null;
  if (forgetting) {
    return (
      <Dialog id="forgotten" title={t('offline.forgotten_title')} close={close}>
        <p>{t('offline.forgotten_means', { here: here() })}</p>
        <div class="row">
          <button type="button" class="quiet" id="forget-all" onClick={() => void takeAway(person).then(() => { close(); settingUp.value = true; })}>{t('offline.forgotten_delete')}</button>
          <button type="button" class="main" onClick={close}>{t('house.cancel')}</button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog id="unlock-dialog" title={t('offline.unlock_title')} close={close}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); void attempt(passphrase, person); }}>
        <p>{t('offline.unlock_means', { here: here() })}</p>
        <ErrorSummary faults={faults} />
        <Line id="unlock-passphrase" label={t('offline.passphrase')} type="password" value={passphrase} faults={faults} change={setPassphrase} />
        {wait > 0 ? <p role="status">{waitText(wait)}</p> : null}
        <div class="row">
          <button type="submit" class="main" disabled={busy || wait > 0}>{t(busy ? 'offline.unlocking' : 'offline.unlock')}</button>
          <button type="button" class="quiet" onClick={() => setForgetting(true)}>{t('offline.forgotten')}</button>
        </div>
      </form>
    </Dialog>
  );
}

function SetUp() {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const act = useAct('keep');
  const person = me.value;
  const close = (): void => { settingUp.value = false; };
  if (!person) return null;
  const send = async (): Promise<void> => {
    const key = passphraseFault(passphrase, person.user);
    const faults: Fault[] = key ? [{ field: 'keep-passphrase', text: () => t(key, { n: leastPassphrase }) }] : [];
    if (!key && passphrase !== again) faults.push({ field: 'keep-again', text: () => t('offline.passphrase_differs') });
    if (faults.length > 0) return act.setFaults(faults);
    const done = await act.run(() => setUp(person, language.peek(), passphrase, { items: items.peek() })).catch((fault: unknown) => {
      if (!(fault instanceof NotSaved)) throw fault;
      act.setFaults([{ field: '', text: () => t('offline.impossible', { here: here() }) }]);
      return false;
    });
    if (done) close();
  };
  return (
    <ActDialog id="keep-dialog" title={t('offline.set_up_title', { here: here() })} means={t('offline.set_up_means', { here: here() })} act={act}
      send={() => void send()} close={close} button={t('offline.set_up')}>
      <Line id="keep-passphrase" label={t('offline.passphrase')} hint={t('offline.passphrase_hint', { n: leastPassphrase })} type="password" value={passphrase}
        faults={act.faults} change={setPassphrase} />
      <Line id="keep-again" label={t('offline.passphrase_again')} type="password" value={again} faults={act.faults} change={setAgain} />
    </ActDialog>
  );
}

/** Said before anything is typed: where the answers will be, and how they can be kept. */
export function KeepingNote() {
  const now = keeping.value;
  if (now === 'open') return <p class="hint" id="keeping-note">{t('offline.kept', { here: here() })}</p>;
  if (now === 'asking') return null;
  return (
    <div class="note-box" id="keeping-note">
      <p>{t(now === 'impossible' ? 'offline.impossible' : now === 'locked' ? 'offline.locked_form' : 'offline.not_kept', { here: here() })}</p>
      {now === 'none' ? <button type="button" class="quiet" id="keep-here" onClick={() => { settingUp.value = true; }}>{t('offline.set_up_open', { here: here() })}</button> : null}
      {now === 'locked' ? <button type="button" class="quiet" onClick={() => { unlocking.value = true; }}>{t('offline.unlock')}</button> : null}
    </div>
  );
}
