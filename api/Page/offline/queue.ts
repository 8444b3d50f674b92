import { computed, effect, signal } from '@preact/signals';
import { endHere, findOutWhoIsHere, me, signInNeeded, withoutOffice } from '../access/session';
import { call, Problem } from '../http/api';
import { deliver } from './deliver';
import { becomesRecord, withoutDraft } from './drafts';
import { begun, chainOf, entered, nextToSend, recovered, settled, summaryOf, unsent, type Entry, type Item, type Outcome } from './items';
import { dropPhotos, dropUnnamed, keepPhotos } from './photoBox';
import { change, deviceId, held, keeping, NotSaved, outdated, readAgain } from './vault';
import { uuid7 } from './uuid7';

/*
 * How a form uses the queue.
 *
 *   1. It makes the record's id once, with its draft (`uuid7()`), and keeps the draft here: `keepDraft('outreach', read, write, isEmpty)`.
 *   2. When its answers were checked it calls
 *        const sent = await enqueue({ kind: 'outreach', record: draft.id, path: `/outreach/sessions/${draft.id}`, body, draft, form: 1 });
 *      and shows `sent.item`: 'received' on a receipt, 'saved' or 'sending' while the office does not have it. `sent.item` may be read again
 *      later by `itemOf(kind, record)`, whose state changes on screen by itself. NotSaved is thrown when nothing could be written down:
 *      the form stays open. `sent.refusal` holds the office's words when it refused at once: the form shows them at its fields.
 *   3. It registers how one of its items is opened again: `kinds['outreach'] = { name, path, open, corrects: false }`. A form whose records
 *      can be corrected says so with `corrects: true`; then a second `enqueue` with the same `record` becomes a correction (PUT with
 *      If-Match) wherever the first may have reached the office, and a replacement where it cannot have.
 *
 * Where nothing is kept on the device the same call sends at once and waits for the answer: what is not received is not saved, and the
 * Problem is thrown. After NotSaved a form offers `sendUnkept` with the same entry, and to copy what was written.
 */

/** What the queue must know of a kind of record: its name in a list, where it goes, how to open one in its form, whether it can be corrected. */
export interface Kind { name: (item: Item) => string; path: (record: string) => string; open: (item: Item) => void; corrects: boolean }
export const kinds: Record<string, Kind> = {};

export const items = computed<Item[]>(() => held.value?.items ?? []);
export const summary = computed(() => summaryOf(items.value));
export const itemOf = (kind: string, record: string): Item | undefined =>
  items.value.filter((item) => item.kind === kind && item.record === record).at(-1);
export const canEdit = (item: Item): boolean =>
  kinds[item.kind]?.corrects === true || (item.state !== 'received' && item.state !== 'sending' && !item.unsure);

/** True while the office answers nobody: no connection, or somebody else answers in its place. */
export const officeAway = signal(false);

export interface Sent { item: Item; problem: Problem | null }

const isKept = (): boolean => keeping.peek() === 'open';
const changeItems = (next: (now: Item[]) => Item[]): Promise<unknown> => change((now) => ({ ...now, items: next(now.items) }));

/** Longest that a form waits for the office before it shows that the record is saved here, in milliseconds. */
const formWaits = 6_000;

/**
 * Takes a record in, and tries to send it at once.
 * @param draftForm Name of the draft that became this record; it is forgotten in the same writing.
 * @throws NotSaved It could not be written down here. Nothing was sent either.
 * @throws Problem Nothing is kept on this device, and the office did not take it.
 */
export async function enqueue(entry: Entry, draftForm = entry.kind): Promise<Sent> {
  if (!isKept()) return sendUnkept(entry);
  const key = uuid7();
  await keepPhotos(photosOf(entry.body));
  const backToDraft = becomesRecord(draftForm);
  try {
    await change((now) => ({ ...now, items: entered(now.items, entry, key, new Date()), drafts: withoutDraft(now.drafts, draftForm) }));
  } catch (fault) {
    backToDraft();
    throw fault;
  }
  await Promise.race([sendNow(), new Promise((go) => setTimeout(go, formWaits))]);
  const item = itemOf(entry.kind, entry.record);
  if (!item) throw new NotSaved('It was taken away again.');
  // The record is with the office; what is wrong with a photo of it is told where it is listed.
  return { item, problem: item.held ? null : problemOf(item) };
}

const photosOf = (body: unknown): string[] => ((body as { photos?: { id: string }[] }).photos ?? []).map(({ id }) => id);

/**
 * Sends a record at once without writing anything down: where nothing is kept on the device, or nothing more can be.
 * @throws Problem The office did not take it, or was not reached: it is nowhere but in the form.
 */
export async function sendUnkept(entry: Entry): Promise<Sent> {
  const [made] = entered([], entry, uuid7(), new Date());
  if (!made) throw new Error('Nothing was made of an entry.');
  let item = made;
  let outcome: Outcome;
  do {
    outcome = await deliver([item], item);
    [item = made] = settled([item], made.key, outcome, new Date());
  } while (outcome.kind === 'received' && item.state !== 'received');
  if (outcome.kind === 'received') return { item, problem: null };
  if (outcome.kind === 'signed_out') endHere();
  throw problemOf(item) ?? (outcome.kind === 'signed_out' ? new Problem('sign_in_needed', 401, '') : Problem.unreachable());
}

/** What the office said against an item, as forms show it. */
export const problemOf = ({ refusal }: Item): Problem | null =>
  refusal && new Problem(refusal.code, refusal.status, refusal.title, null, refusal.errors);

/** Takes an item out for good. */
export const removeItem = (key: string): Promise<unknown> => changeItems((now) => now.filter((item) => item.key !== key));

/** Puts an item that needed attention in line again, as it is. */
export const sendAgain = async (key: string): Promise<void> => {
  await changeItems((now) => now.map((item) => (item.key === key ? { ...item, state: 'saved', refusal: null } : item)));
  await sendNow();
};

const pauses = [2, 5, 10, 20, 40, 60, 120, 300];
let failures = 0;
let timer: number | undefined;
let running: Promise<void> | null = null;
let once = false;

/** Sends what waits, if nobody else does. Comes back when nothing more can be sent now. */
export function sendNow(): Promise<void> {
  window.clearTimeout(timer);
  once = running !== null;
  return running ??= oneSender().finally(() => {
    running = null;
    void report();
    if (once) { once = false; void sendNow(); } else scheduleNext();
  });
}

// One tab sends. A tab that finds another at it leaves it the work, which reads what this one has written.
async function oneSender(): Promise<void> {
  if (!isKept()) return;
  if (!('locks' in navigator)) return sendAll();
  await navigator.locks.request('spacesplaces-send', () => sendAll());
}

/** Records on their way at once: a slow connection costs waiting more than bytes. */
const atOnce = 4;
/** After so many sendings in a row that nobody answered, the office counts as away and the rest waits. */
const silences = 2;

interface Pass { passed: Set<string>; unanswered: number; over: boolean }

async function sendAll(): Promise<void> {
  await readAgain();
  // Whoever was sending before died with the lock: what it left is saved, and may have been stored.
  if (items.peek().some(({ state }) => state === 'sending')) await changeItems(recovered);
  const pass: Pass = { passed: new Set(), unanswered: 0, over: false };
  // One goes first: where nobody answers, no more records than that may have been stored unseen.
  while (await sendOne(pass)) if (pass.unanswered === 0) break;
  await Promise.all(Array.from({ length: atOnce }, async () => { while (await sendOne(pass)); }));
}

// Sends one record; false when this pass has nothing more to do. A record that nobody answers does not hold up the others.
async function sendOne(pass: Pass): Promise<boolean> {
  const item = nextToSend(items.peek(), pass.passed);
  // A newer page sends in our place; without a person nobody is asked anything.
  if (pass.over || !item || outdated.peek()) return false;
  if (!navigator.onLine) officeAway.value = true;
  else if (withoutOffice.peek()) await findOutWhoIsHere();
  if (!navigator.onLine || withoutOffice.peek() || !me.peek()) {
    pass.over = true;
    return false;
  }
  pass.passed.add(chainOf(item));
  await changeItems((now) => begun(now, item.key));
  const sending = items.peek().find(({ key }) => key === item.key);
  if (!sending) return true;
  const outcome = await deliver(items.peek(), sending);
  await changeItems((now) => settled(now, item.key, outcome, new Date()));
  if (outcome.kind === 'received' && outcome.photo) await dropPhotos([outcome.photo]);
  tell(outcome);
  pass.unanswered = outcome.kind === 'unreachable' ? pass.unanswered + 1 : 0;
  if (outcome.kind !== 'unreachable') pass.passed.delete(chainOf(item));
  pass.over ||= outcome.kind === 'signed_out' || pass.unanswered >= silences;
  return true;
}

function tell(outcome: Outcome): void {
  officeAway.value = outcome.kind === 'unreachable';
  signInNeeded.value = outcome.kind === 'signed_out';
  failures = outcome.kind === 'unreachable' ? failures + 1 : 0;
  if (outcome.kind === 'unreachable' && outcome.afterSeconds) pause = outcome.afterSeconds;
  if (outcome.kind === 'signed_out') endHere();
}

let pause = 0;
function scheduleNext(): void {
  window.clearTimeout(timer);
  if (!nextToSend(items.peek()) || keeping.peek() !== 'open') return;
  const seconds = pause || (pauses[Math.min(Math.max(failures - 1, 0), pauses.length - 1)] ?? 300);
  pause = 0;
  // Not all phones of a team at the same second when the office comes back.
  timer = window.setTimeout(() => void sendNow(), seconds * 1000 * (0.75 + Math.random() / 2));
}

let reported: number | null = null;
// The office knows how many wait: a phone that comes back empty is noticed (trust: a lost or emptied phone).
async function report(): Promise<void> {
  const count = unsent(items.peek()).length;
  if (keeping.peek() !== 'open' || !me.peek() || withoutOffice.peek() || reported === count) return;
  const device = await deviceId();
  if (!device) return;
  reported = count;
  await call('/access/unsent', { method: 'PUT', body: { device, unsent: count } }).catch(() => { reported = null; });
}

/** Watches the connection, the person and the queue, and sends when it can. Called once, when the page starts. */
export function watchQueue(): void {
  const soon = (): void => { failures = 0; void sendNow(); };
  window.addEventListener('online', () => { officeAway.value = false; soon(); });
  window.addEventListener('offline', () => { officeAway.value = true; });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible' && keeping.peek() === 'open') soon(); });
  if (!navigator.onLine) officeAway.value = true;
  let person: string | undefined;
  effect(() => {
    const now = me.value && !withoutOffice.value && keeping.value === 'open' ? me.value.userId : undefined;
    if (now && now !== person) { signInNeeded.value = false; reported = null; queueMicrotask(soon); void dropUnnamed().catch(() => undefined); }
    person = now;
  });
  effect(() => {
    const count = summary.value.waiting;
    // While records are on their way the number changes with each: it is told when they have ended.
    if (keeping.value === 'open' && me.value && count !== reported) queueMicrotask(() => { if (!running) void report(); });
  });
}
