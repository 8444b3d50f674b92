import { signal } from '@preact/signals';
import { call, onSignedOut, Problem } from '../http/api';
import type { Me, SignedIn } from '../http/contracts';

/** Who is signed in: null for nobody, undefined while the page does not know yet. */
export const me = signal<Me | null | undefined>(undefined);
/** True when a session ended by itself while somebody worked. */
export const sessionEnded = signal(false);
/** True when the office's server could not be asked who is signed in. */
export const unreachable = signal(false);

onSignedOut.tell = () => {
  if (me.peek()) sessionEnded.value = true;
  me.value = null;
};

export async function findOutWhoIsHere(): Promise<void> {
  try {
    me.value = await call<Me>('/access/me');
    unreachable.value = false;
  } catch (fault) {
    unreachable.value = fault instanceof Problem && fault.status !== 401;
    me.value = null;
    sessionEnded.value = false;
  }
}

export async function signIn(user: string, password: string, code: string): Promise<void> {
  const answer = await call<SignedIn>('/access/sign-in', {
    method: 'POST',
    body: { user, password, ...(code ? { code } : {}), session: 'cookie' },
  });
  sessionEnded.value = false;
  me.value = answer.me;
}

export async function signOut(): Promise<void> {
  await call('/access/sign-out', { method: 'POST' }).catch(() => undefined);
  sessionEnded.value = false;
  me.value = null;
}

/** Whether the person may do something. The page hides what they may not; the API is what refuses it. */
export const may = (permission: string): boolean => me.value?.permissions.includes(permission) ?? false;
