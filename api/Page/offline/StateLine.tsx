import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { askToSignIn, me, signInNeeded, withoutOffice } from '../access/session';
import { t } from '../language/language';
import { enter } from '../shell/view';
import { draftsNotSaved } from './drafts';
import { items, officeAway, summary } from './queue';
import { newerPage } from './register';
import { unlocking } from './Unlock';
import { keeping, outdated } from './vault';
import { age, here, isOld } from './words';

const minute = signal(Date.now());

/** What the office has and what it has not, on every screen. It never says "sent" of anything without a receipt. */
export function StateLine() {
  useEffect(() => {
    const timer = window.setInterval(() => { minute.value = Date.now(); }, 30_000);
    return () => window.clearInterval(timer);
  }, []);
  const person = me.value;
  const concerned = person?.permissions.some((one) => one === 'record_incidents' || one === 'record_outreach');
  if (!person || !concerned) return null;
  const said = sentences();
  const acts = actsNow();
  return (
    <div class={said.length > 0 || acts.length > 0 ? 'state-line' : 'state-line empty-line'}>
      <p role="status" id="state-line">{said.join(' ')}</p>
      {acts.map(({ id, key, act }) => <button type="button" class="link" key={id} id={id} onClick={act}>{t(key)}</button>)}
    </div>
  );
}

function sentences(): string[] {
  void minute.value;
  const { waiting, sending, attention, oldest } = summary.value;
  const said: string[] = [];
  if (draftsNotSaved.value) said.push(t('offline.draft_not_saved'));
  if (outdated.value) said.push(t('offline.outdated'));
  if (officeAway.value || withoutOffice.value) said.push(t(keeping.value === 'open' ? 'offline.away_kept' : 'offline.away', { here: here() }));
  if (keeping.value === 'open') {
    if (waiting > 0) said.push(t('offline.waiting', { n: waiting, here: here() }));
    if (sending > 0) said.push(t('offline.sending'));
    if (attention > 0) said.push(t('offline.attention', { n: attention }));
    if (oldest && isOld(oldest)) said.push(t('offline.oldest', { age: age(oldest) }));
    if (waiting > 0 && signInNeeded.value) said.push(t('offline.sign_in_to_send'));
    if (waiting === 0 && items.value.length > 0) said.push(t('offline.all_received'));
  } else if (keeping.value === 'locked') said.push(t('offline.locked', { here: here() }));
  return said;
}

function actsNow(): { id: string; key: string; act: () => void }[] {
  return [
    ...(keeping.value === 'locked' ? [{ id: 'unlock', key: 'offline.unlock', act: () => { unlocking.value = true; } }] : []),
    ...(withoutOffice.value && signInNeeded.value ? [{ id: 'sign-in-to-send', key: 'access.sign_in', act: askToSignIn }] : []),
    ...(keeping.value === 'open' && items.value.length > 0 ? [{ id: 'to-device', key: 'rooms.device', act: () => enter('device') }] : []),
    ...(newerPage.value ? [{ id: 'let-in', key: 'offline.newer_page', act: () => newerPage.value?.() }] : []),
  ];
}
