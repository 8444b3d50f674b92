import { batch, effect, signal } from '@preact/signals';
import { call, onNotAllowed, onSignedOut, Problem } from '../http/api';
import type { Me, SignedIn } from '../http/contracts';
import { recall } from '../shell/view';

/** Who is signed in: null for nobody, undefined while the page does not know yet. */
export const me = signal<Me | null | undefined>(undefined);
/** True when a session ended by itself while somebody worked. */
export const sessionEnded = signal(false);
/** True when the office's server could not be asked who is signed in. */
export const unreachable = signal(false);

onSignedOut.tell = endHere;
onNotAllowed.tell = () => void findOutWhoIsHere();

/** The session is over: everything is taken off the screen; what was being typed waits for the same person. */
export function endHere(): void {
  batch(() => {
    if (me.peek()) sessionEnded.value = true;
    me.value = null;
  });
}

export async function findOutWhoIsHere(): Promise<void> {
  try {
    const person = await call<Me>('/access/me');
    // The same person with the same rights is no news: nothing is drawn or asked for anew.
    if (JSON.stringify(person) !== JSON.stringify(me.peek())) me.value = person;
    unreachable.value = false;
  } catch (fault) {
    unreachable.value = fault instanceof Problem && fault.status !== 401;
    // Asked again after Back or a pause: what is on screen must not outlive the session that it was shown in.
    if (me.peek()) return endHere();
    me.value = null;
    sessionEnded.value = false;
  }
}

export async function signIn(user: string, password: string, code: string): Promise<void> {
  const answer = await call<SignedIn>('/access/sign-in', {
    method: 'POST',
    body: { user, password, ...(code ? { code } : {}), session: 'cookie' },
  });
  welcome(answer.me);
}

let lastHere: string | undefined;

/** Lets a person in. Where somebody else worked in this tab before, the page begins anew, so that nothing of theirs is left in it. */
export function welcome(person: Me): void {
  if (lastHere !== undefined && lastHere !== person.userId) return beginAnew();
  // At once: nobody here and no session that ended by itself would mean that somebody signed out.
  batch(() => {
    sessionEnded.value = false;
    me.value = person;
  });
}

export async function signOut(): Promise<void> {
  await call('/access/sign-out', { method: 'POST' }).catch(() => undefined);
  beginAnew();
}

// All that the page holds in memory goes with the document. The language stays: it says nothing about anybody.
function beginAnew(): void {
  const { language } = (history.state ?? {}) as { language?: string };
  history.replaceState({ language }, '');
  window.location.reload();
}

effect(() => {
  const person = me.value?.userId;
  if (person === undefined) return;
  lastHere = person;
  recall(person);
});

// Back and Forward may bring the page as it was, from the browser's memory: nothing is shown before the session is known to stand.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  me.value = undefined;
  void findOutWhoIsHere();
});

/** Whether the person may do something. The page hides what they may not; the API is what refuses it. */
export const may = (permission: string): boolean => me.value?.permissions.includes(permission) ?? false;
