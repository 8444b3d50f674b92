import { effect, signal, untracked } from '@preact/signals';
import { call } from '../http/api';
import type { CurrentPurpose, PurposeView } from '../http/contracts';
import { may, me } from './session';

/** What the person said they need restricted data for, in this session; null while nothing is in force. */
export const statedPurpose = signal<PurposeView | null>(null);

export async function statePurpose(purpose: string, reason: string): Promise<void> {
  statedPurpose.value = await call<PurposeView>('/governance/purposes', { method: 'POST', body: { purpose, ...(reason ? { reason } : {}) } });
}

effect(() => {
  if (!me.value || !may('state_purpose')) {
    statedPurpose.value = null;
    return;
  }
  // Whether a purpose is in force is also known from what is shown; a screen does not fail for want of this line.
  untracked(() => call<CurrentPurpose>('/governance/purposes/current')).then(({ stated }) => { statedPurpose.value = stated; }).catch(() => undefined);
});
effect(() => {
  const stated = statedPurpose.value;
  if (!stated) return;
  const left = Math.min(new Date(stated.endsAt).getTime() - Date.now(), 2 ** 31 - 1);
  const timer = window.setTimeout(() => { statedPurpose.value = null; }, Math.max(0, left));
  return () => window.clearTimeout(timer);
});
