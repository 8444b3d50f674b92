import { effect, signal } from '@preact/signals';
import { beforeClosing, change, held, keeping, NotSaved } from './vault';

/** How long after the last change a draft is written down, and the longest that one may wait, in milliseconds. */
export const settleTime = 600;
export const longestWait = 2_000;

/** True when what is typed could not be written down here. */
export const draftsNotSaved = signal(false);

/** How each form is opened on its draft. */
export const openings: Record<string, () => void> = {};

interface Kept { read: () => unknown; write: (value: unknown) => void; isEmpty: (value: unknown) => boolean; last: string }
const forms = new Map<string, Kept>();
const waiting = new Map<string, { since: number; timer: number }>();

/**
 * Keeps what a form types, sealed, on this device, from when it was opened with the passphrase. `read` must touch the signals that hold
 * the draft. A draft that was kept comes back into the form when it is still empty; into one that is not only where `join` makes one of both.
 */
export function keepDraft<Draft>(
  form: string, read: () => Draft, write: (draft: Draft) => void, isEmpty: (draft: Draft) => boolean, open: () => void, join?: (before: Draft, now: Draft) => Draft): void {
  openings[form] = open;
  const kept: Kept = { read, write: write as Kept['write'], isEmpty: isEmpty as Kept['isEmpty'], last: '' };
  forms.set(form, kept);
  let opened: string | null = null;
  effect(() => {
    const contents = held.value;
    const draft = read();
    if (!contents || keeping.value !== 'open') { opened = null; return; }
    const person = contents.person.userId;
    if (opened !== person) {
      opened = person;
      const before = contents.drafts[form]?.value as Draft | undefined;
      if (before !== undefined && (isEmpty(draft) || join)) {
        kept.last = JSON.stringify(before);
        queueMicrotask(() => write(join ? join(before, read()) : before));
        return;
      }
    }
    const text = JSON.stringify(draft);
    if (text === kept.last) return;
    if (isEmpty(draft) && contents.drafts[form] === undefined) return;
    schedule(form);
  });
}

function schedule(form: string): void {
  const before = waiting.get(form);
  if (before) window.clearTimeout(before.timer);
  const since = before?.since ?? Date.now();
  const pause = Math.max(0, Math.min(settleTime, since + longestWait - Date.now()));
  waiting.set(form, { since, timer: window.setTimeout(() => void save(form), pause) });
}

async function save(form: string): Promise<void> {
  const kept = forms.get(form);
  waiting.delete(form);
  if (!kept || keeping.peek() !== 'open') return;
  const value = kept.read();
  // Known as written down from here on: what is kept changes while it is being written.
  const before = kept.last;
  kept.last = JSON.stringify(value);
  try {
    await change((now) => {
      const { [form]: _, ...drafts } = now.drafts;
      return { ...now, drafts: kept.isEmpty(value) ? drafts : { ...drafts, [form]: { value, at: new Date().toISOString() } } };
    });
    draftsNotSaved.value = false;
  } catch (fault) {
    kept.last = before;
    if (!(fault instanceof NotSaved)) throw fault;
    draftsNotSaved.value = true;
  }
}

/**
 * A draft becomes a record, which holds what was typed: nothing more of it is written down as a draft, so that it does not come back
 * beside its record, where the next record would be written over it. The answer undoes this, for where the record could not be kept.
 */
export function becomesRecord(form: string): () => void {
  const kept = forms.get(form);
  if (!kept) return () => undefined;
  window.clearTimeout(waiting.get(form)?.timer);
  waiting.delete(form);
  kept.last = JSON.stringify(kept.read());
  return () => { kept.last = ''; schedule(form); };
}

/** Writes down at once what is being typed. */
export const saveDrafts = async (): Promise<void> => {
  const forms = [...waiting.keys()];
  for (const form of forms) window.clearTimeout(waiting.get(form)?.timer);
  await Promise.all(forms.map(save));
};

/** Forgets a draft that became a record. */
export const withoutDraft = (drafts: Record<string, { value: unknown; at: string }>, form: string): typeof drafts =>
  Object.fromEntries(Object.entries(drafts).filter(([name]) => name !== form));

beforeClosing.flush = saveDrafts;
if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') void saveDrafts(); });
  window.addEventListener('pagehide', () => void saveDrafts());
}
