import { batch, effect, signal } from '@preact/signals';
import { call, onNotAllowed, onSignedOut, Problem } from '../http/api';
import type { Me, SignedIn } from '../http/contracts';
import { beforeClosing, held, lock } from '../offline/vault';
import { recall } from '../shell/view';

/** Who is signed in: null for nobody, undefined while the page does not know yet. */
export const me = signal<Me | null | undefined>(undefined);
/** True when a session ended by itself while somebody worked. */
export const sessionEnded = signal(false);
/** True when the office's server could not be asked who is signed in. */
export const unreachable = signal(false);
/** True while the person works from what this device keeps of them, and the office has not yet said that they are signed in. */
export const withoutOffice = signal(false);
/** True when the office was reached and asks the person to sign in before it takes what waits. */
export const signInNeeded = signal(false);

/** How long the office may take to say who is signed in, in milliseconds: a page without a network must open. */
const patience = 6_000;
/** What can be done without the office. */
const doneAlone = ['record_incidents', 'record_outreach'];

// Who works from what this device keeps was not signed in: they are asked to, and lose nothing meanwhile.
onSignedOut.tell = () => {
  if (withoutOffice.peek()) signInNeeded.value = true;
  else endHere();
};
onNotAllowed.tell = () => void findOutWhoIsHere();

/** The session is over: everything is taken off the screen; what was being typed waits for the same person. */
export function endHere(): void {
  // Without the office nobody else can say who comes back: what is kept here asks for its passphrase again.
  if (withoutOffice.peek()) void beforeClosing.flush().finally(lock);
  batch(() => {
    if (me.peek()) sessionEnded.value = true;
    if (withoutOffice.peek()) unreachable.value = true;
    withoutOffice.value = false;
    me.value = null;
  });
}

export async function findOutWhoIsHere(): Promise<void> {
  try {
    const person = await call<Me>('/access/me', { signal: AbortSignal.timeout(patience) });
    if (withoutOffice.peek() && person.userId !== me.peek()?.userId) return beginAnew();
    batch(() => {
      // The same person with the same rights is no news: nothing is drawn or asked for anew.
      if (JSON.stringify(person) !== JSON.stringify(me.peek())) me.value = person;
      unreachable.value = false;
      withoutOffice.value = false;
      signInNeeded.value = false;
    });
  } catch (fault) {
    unreachable.value = fault instanceof Problem && fault.status !== 401;
    // Who unlocked this device goes on working; what waits is sent when they have signed in.
    if (withoutOffice.peek()) {
      signInNeeded.value = !unreachable.peek();
      return;
    }
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
    withoutOffice.value = false;
    signInNeeded.value = false;
    unreachable.value = false;
    me.value = person;
  });
}

/** Lets the person of this device in without the office: with what they kept here, and the right to record alone. */
export function enterAlone(): void {
  const person = held.peek()?.person;
  if (!person) return;
  batch(() => {
    withoutOffice.value = true;
    sessionEnded.value = false;
    me.value = { ...person, permissions: person.permissions.filter((one) => doneAlone.includes(one)) };
  });
}

/** Goes to the sign-in; what is open on this device stays open for the same person. */
export function askToSignIn(): void {
  batch(() => {
    withoutOffice.value = false;
    unreachable.value = false;
    sessionEnded.value = true;
    me.value = null;
  });
}

/** Asked before somebody signs out; false keeps them here. */
export const beforeSignOut: { ask: () => Promise<boolean> } = { ask: () => Promise.resolve(true) };

export async function signOut(): Promise<void> {
  if (!await beforeSignOut.ask()) return;
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
