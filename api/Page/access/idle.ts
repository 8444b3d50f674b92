import { effect, signal } from '@preact/signals';
import { onAnswer } from '../http/api';
import { call } from '../http/api';
import { endHere, me, withoutOffice } from './session';

/** How long before the end of the session the page says so, in milliseconds: two minutes. */
export const warningTime = 120_000;
const sessionMinutes = (): number => me.peek()?.idleMinutes ?? 15;

let lastUse = Date.now();
let lastActivity = 0;

/** Milliseconds until the session ends for want of use; null while that is far off. */
export const endsIn = signal<number | null>(null);

onAnswer.tell = () => { lastUse = Date.now(); };

/** Uses the session, so that it goes on. */
export const staySignedIn = async (): Promise<void> => {
  await call('/access/me').catch(() => undefined);
  look();
};

// Reading and typing are use as well, but the server does not see them: at most once a minute it is told.
const active = (): void => {
  lastActivity = Date.now();
  // The office cannot be told; this device counts by itself.
  if (withoutOffice.peek()) lastUse = lastActivity;
  if (me.peek() && endsIn.peek() === null && lastActivity - lastUse > 60_000) void staySignedIn();
};

function look(): void {
  if (!me.peek()) {
    endsIn.value = null;
    return;
  }
  const left = lastUse + sessionMinutes() * 60_000 - Date.now();
  if (left <= 0) {
    endsIn.value = null;
    endHere();
  } else {
    endsIn.value = left <= warningTime ? left : null;
  }
}

/** Watches for the end of the session while somebody is signed in. */
export function watchIdle(): void {
  for (const kind of ['pointerdown', 'keydown', 'scroll', 'touchstart']) window.addEventListener(kind, active, { passive: true, capture: true });
  // A machine that slept looks at once when it wakes.
  document.addEventListener('visibilitychange', look);
  effect(() => {
    if (!me.value) return;
    lastUse = Date.now();
    const timer = window.setInterval(look, 1_000);
    return () => window.clearInterval(timer);
  });
}
