import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { beforeSignOut, me, signInNeeded, askToSignIn } from '../access/session';
import { t } from '../language/language';
import { Dialog } from '../shell/Dialog';
import { HandOver } from './HandOver';
import { saveDrafts } from './drafts';
import { sendNow, summary } from './queue';
import { change, keeping, lock } from './vault';
import { here } from './words';

const leaving = signal<((goes: boolean) => void) | null>(null);

/** Nobody signs out over what the office does not have without having chosen what becomes of it. */
beforeSignOut.ask = async () => {
  await saveDrafts();
  if (keeping.peek() !== 'open' || summary.peek().waiting === 0) return true;
  return new Promise((answer) => {
    leaving.value = (goes) => { leaving.value = null; answer(goes); };
  });
};

/** What waits, how much of it, and what can be done with it. */
export function LeaveDialog() {
  const answer = leaving.value;
  const [step, setStep] = useState<'choose' | 'hand' | 'delete'>('choose');
  const [busy, setBusy] = useState(false);
  if (!answer || !me.value) return null;
  const stay = (): void => { setStep('choose'); answer(false); };
  const { waiting } = summary.value;
  const send = async (): Promise<void> => {
    setBusy(true);
    await sendNow();
    setBusy(false);
    if (summary.peek().waiting === 0) answer(true);
  };
  const remove = async (): Promise<void> => {
    await change((now) => ({ ...now, items: now.items.filter(({ state }) => state === 'received') }));
    lock();
    answer(true);
  };
  return (
    <Dialog id="leave" title={t('offline.leave_title', { n: waiting, here: here() })} close={stay}>
      {step === 'delete' ? (
        <>
          <p>{t('offline.delete_means', { n: waiting })}</p>
          <div class="row">
            <button type="button" class="quiet" id="leave-delete-yes" onClick={() => void remove()}>{t('offline.delete_yes', { n: waiting })}</button>
            <button type="button" class="main" onClick={() => setStep('choose')}>{t('house.cancel')}</button>
          </div>
        </>
      ) : step === 'hand' ? <HandOver done={() => setStep('choose')} /> : (
        <>
          <p>{t('offline.leave_means')}</p>
          {signInNeeded.value ? <p>{t('offline.sign_in_to_send')}</p> : null}
          <div class="stack">
            {signInNeeded.value
              ? <button type="button" class="main" onClick={() => { stay(); askToSignIn(); }}>{t('access.sign_in')}</button>
              : <button type="button" class="main" id="leave-send" disabled={busy} onClick={() => void send()}>{t(busy ? 'offline.sending' : 'offline.send_now')}</button>}
            <button type="button" class="quiet" id="leave-stay" onClick={stay}>{t('offline.stay')}</button>
            <button type="button" class="quiet" id="leave-hand" onClick={() => setStep('hand')}>{t('offline.hand_over')}</button>
            <button type="button" class="quiet" id="leave-delete" onClick={() => setStep('delete')}>{t('offline.delete', { n: waiting })}</button>
          </div>
        </>
      )}
    </Dialog>
  );
}
