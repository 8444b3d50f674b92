import { signal } from '@preact/signals';
import { call, Problem } from '../http/api';
import type { TallyView } from '../http/contracts';
import { keepDraft } from '../offline/drafts';
import { forgetWithPerson } from '../shell/kept';
import { enter } from '../shell/view';
import { joined, type Count } from './counts';
import { opened } from './opened';

/**
 * Counts that the office does not have, oldest first. Where the person keeps work on this device they are kept with it, sealed, and outlast
 * a closed page; elsewhere they are on this screen only, and it says so.
 */
export const unsent = signal<Count[]>([]);
/** Counts of an activity that the office has, as it told them last. */
export const sent = signal<Record<string, TallyView[]>>({});

const without = (id: string): void => { unsent.value = unsent.peek().filter((one) => one.id !== id); };
let sending: Promise<void> | null = null;

/** Sends what waits, one after the other under its own id: what arrived before without an answer is not counted again. */
export function sendCounts(): Promise<void> {
  sending ??= sendAll().finally(() => { sending = null; });
  return sending;
}

async function sendAll(): Promise<void> {
  for (let next = firstWaiting(); next; next = firstWaiting()) {
    const { id, activity, kind, count, at } = next;
    try {
      const view = await call<TallyView>(`/planning/activities/${activity}/tallies/${id}`, { method: 'POST', body: { kind, count, at } });
      sent.value = { ...sent.peek(), [activity]: [view, ...(sent.peek()[activity] ?? []).filter((one) => one.id !== id)] };
      without(id);
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      // Nobody answered, or not as who counts: it waits. Refused by its content: it is shown, and the next goes on.
      if (fault.status === 0 || fault.status === 401 || fault.status === 429 || fault.status >= 500) return;
      unsent.value = unsent.peek().map((one) => (one.id === id ? { ...one, state: 'refused', problem: fault } : one));
    }
  }
}

const firstWaiting = (): Count | undefined => unsent.peek().find(({ state }) => state === 'waiting');

/** Takes a count back, whether or not the office has it; what may have arrived unanswered is taken back there, too. */
export async function takeBack(activity: string, id: string): Promise<void> {
  await sending;
  const here = unsent.peek().some((one) => one.id === id);
  try {
    await call(`/planning/activities/${activity}/tallies/${id}`, { method: 'DELETE' });
  } catch (fault) {
    // The office never had it.
    if (!here || !(fault instanceof Problem) || fault.status !== 404) throw fault;
  }
  without(id);
  sent.value = { ...sent.peek(), [activity]: (sent.peek()[activity] ?? []).filter((one) => one.id !== id) };
}

keepDraft<Count[]>(
  'tally', () => unsent.value.map((one) => ({ ...one, state: 'waiting', problem: null })), (kept) => { unsent.value = kept; void sendCounts(); }, (list) => list.length === 0,
  () => { const [first] = unsent.peek(); opened.value = first ? { id: first.activity, part: 'tally' } : null; enter('plans'); }, joined);
if (typeof window !== 'undefined') window.addEventListener('online', () => void sendCounts());

// The next person at the same screen counts for themselves.
forgetWithPerson(() => { [unsent.value, sent.value] = [[], {}]; });
