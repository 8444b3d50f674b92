import type { FieldError } from '../http/api';

/** What the office said against an item, kept in its own words. */
export interface Refusal { code: string; status: number; title: string; errors: FieldError[] }

/**
 * Where an item is. `received` is said on a receipt alone; `sending` without one that came back turns into `saved`;
 * `attention` waits for its writer; `conflict` for a choice between two versions.
 */
export type ItemState = 'saved' | 'sending' | 'received' | 'attention' | 'conflict';

/** Proof that the office holds a record; only `receiptIn` makes one. */
export interface HeldReceipt { version: number; contentSha256: string; receivedAt: string }

/** A photo that a record announces: it is sent after the record, and the record is not received before it is. */
export interface ItemPhoto { id: string; sha256: string; received: boolean }

/** One record, or one correction of it, on its way. */
export interface Item {
  /** Id of this entry (UUIDv7, made once). */
  key: string;
  kind: string;
  /** Id of the record that it makes or corrects (made once, by the form). */
  record: string;
  method: 'POST' | 'PUT';
  path: string;
  /** The very text that is sent, each time the same bytes. */
  body: string;
  /** Version that a correction was made on; null for a new record, or where the receipt before it will tell. */
  ifMatch: number | null;
  /** Version of the form that wrote it. */
  form: number;
  /** When it was written, by this device's clock, which may be wrong. */
  madeAt: string;
  state: ItemState;
  /** Sendings begun. */
  tries: number;
  /** True while a sending may have been stored without its receipt having come back: then the body must not change any more. */
  unsure: boolean;
  refusal: Refusal | null;
  /** The office's version, where two differ. */
  theirs: unknown;
  receipt: HeldReceipt | null;
  /** Its photos, in their order. */
  photos?: ItemPhoto[];
  /** The receipt of the record itself, while photos of it are still on their way. */
  held?: HeldReceipt;
  settledAt: string | null;
  /** What the form needs to open it again. */
  draft: unknown;
}

/** A record as a form hands it over. */
export interface Entry {
  kind: string;
  record: string;
  path: string;
  body: unknown;
  draft: unknown;
  form: number;
  method?: 'POST' | 'PUT';
  ifMatch?: number | null;
}

export type Outcome =
  | { kind: 'received'; receipt: HeldReceipt; photo?: string }
  | { kind: 'unreachable'; afterSeconds?: number }
  | { kind: 'signed_out' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'conflict'; refusal: Refusal; theirs: unknown };

/** How long a record that the office has stays here so that it can be amended, in milliseconds: 24 hours. */
export const amendableFor = 24 * 3_600_000;

const waiting = ({ state }: Item): boolean => state !== 'received';
/** Items that the office does not have. */
export const unsent = (items: Item[]): Item[] => items.filter(waiting);

/**
 * Takes a record in. One that cannot have reached the office is replaced; one that may have, or has, gets a correction behind it,
 * so that no edit overtakes another.
 */
export function entered(items: Item[], entry: Entry, key: string, now: Date): Item[] {
  const chain = items.filter(({ kind, record }) => kind === entry.kind && record === entry.record);
  const last = chain.at(-1);
  const made: Item = {
    key, kind: entry.kind, record: entry.record, method: entry.method ?? 'POST', path: entry.path, body: JSON.stringify(entry.body),
    ifMatch: entry.ifMatch ?? null, form: entry.form, madeAt: now.toISOString(), state: 'saved', tries: 0, unsure: false, refusal: null,
    theirs: null, receipt: null, settledAt: null, draft: entry.draft,
  };
  const photos = photosIn(entry.body).filter(({ id }) => !chain.some((earlier) => earlier.key !== replaceable(last)?.key && earlier.photos?.some((one) => one.id === id)));
  if (photos.length > 0) made.photos = photos;
  if (!last) return [...items, made];
  if (replaceable(last)) {
    // The same entry with other words: a correction stays one, and what it was made on is what its writer has seen by now.
    const replaced: Item = { ...made, key: last.key, method: last.method, path: last.path, ifMatch: entry.ifMatch ?? last.ifMatch };
    return items.map((item) => (item.key === last.key ? replaced : item));
  }
  return [...items, { ...made, method: 'PUT', ifMatch: entry.ifMatch ?? last.receipt?.version ?? null }];
}

const replaceable = (last: Item | undefined): Item | null => (last && waiting(last) && !last.unsure && last.state !== 'sending' ? last : null);

const photosIn = (body: unknown): ItemPhoto[] =>
  ((body as { photos?: { id: string; sha256: string }[] }).photos ?? []).map(({ id, sha256 }) => ({ id, sha256, received: false }));

/** The photo to be sent next; null while the record itself is not there, or where none is left. */
export const photoToSend = (item: Item): ItemPhoto | null => (item.held && item.photos?.find(({ received }) => !received)) || null;

/** What items of one record have in common: they go one after the other. */
export const chainOf = ({ kind, record }: Pick<Item, 'kind' | 'record'>): string => `${kind} ${record}`;

/**
 * The next item to be sent: in order of writing, and of one record's items only the first that is not settled. Records in `passed` are
 * left out: they are on their way, or nobody answered them just now.
 */
export function nextToSend(items: Item[], passed: ReadonlySet<string> = new Set()): Item | null {
  const held = new Set(passed);
  for (const item of items) {
    if (!waiting(item) || held.has(chainOf(item))) continue;
    if (item.state === 'saved' || item.state === 'sending') return item;
    held.add(chainOf(item));
  }
  return null;
}

/** The version that a correction names: its own, or that of the receipt of the item before it. */
export function versionFor(items: Item[], item: Item): number | null {
  if (item.method !== 'PUT') return null;
  const before = items.slice(0, items.findIndex(({ key }) => key === item.key))
    .filter(({ kind, record, receipt }) => kind === item.kind && record === item.record && receipt).at(-1);
  return item.ifMatch ?? before?.receipt?.version ?? null;
}

/** A sending begins. Written down before the first byte leaves. */
export const begun = (items: Item[], key: string): Item[] => items.map((item) => (item.key === key
  ? { ...item, state: 'sending', tries: item.tries + 1, unsure: true, ifMatch: versionFor(items, item) } : item));

/** How a sending ended. */
export const settled = (items: Item[], key: string, outcome: Outcome, now: Date): Item[] => items.map((item) => {
  if (item.key !== key || item.state === 'received') return item;
  switch (outcome.kind) {
    case 'received': return arrived(item, outcome, now);
    case 'refused': return { ...item, state: 'attention', unsure: item.held !== undefined, refusal: outcome.refusal };
    case 'conflict': return { ...item, state: 'conflict', unsure: false, refusal: outcome.refusal, theirs: outcome.theirs };
    // Refused at the door: nothing was stored by this sending, but an earlier one without an answer may have been.
    case 'signed_out': return { ...item, state: 'saved', unsure: item.held !== undefined || (item.tries > 1 && item.unsure) };
    case 'unreachable': return { ...item, state: 'saved' };
  }
});

// Received is said when the last photo is: until then the record's receipt is held, and it counts as something that the office may have.
function arrived(item: Item, { receipt, photo }: Outcome & { kind: 'received' }, now: Date): Item {
  const { held, ...rest } = item;
  const photos = item.photos?.map((one) => (one.id === photo ? { ...one, received: true } : one));
  const ofRecord = photo ? held ?? receipt : receipt;
  const next: Item = { ...rest, ...(photos ? { photos } : {}), refusal: null, theirs: null };
  return photos?.some(({ received }) => !received)
    ? { ...next, state: 'saved', unsure: true, held: ofRecord }
    : { ...next, state: 'received', unsure: false, receipt: ofRecord, settledAt: now.toISOString() };
}

/** What a page that died left behind as being sent is saved, and may have been stored. */
export const recovered = (items: Item[]): Item[] =>
  items.map((item) => (item.state === 'sending' ? { ...item, state: 'saved', unsure: true } : item));

/** Forgets what the office has had for longer than it can be amended, unless a correction still builds on it. */
export const withoutOld = (items: Item[], now: Date): Item[] => {
  const needed = new Set(unsent(items).map(({ kind, record }) => `${kind} ${record}`));
  return items.filter(({ state, settledAt, kind, record }) =>
    state !== 'received' || needed.has(`${kind} ${record}`) || now.getTime() - Date.parse(settledAt ?? '') < amendableFor);
};

export interface Summary { waiting: number; sending: number; attention: number; oldest: string | null }

/** What the state line says; `waiting` counts everything that the office does not have. */
export function summaryOf(items: Item[]): Summary {
  const open = unsent(items);
  return {
    waiting: open.length,
    sending: open.filter(({ state }) => state === 'sending').length,
    attention: open.filter(({ state }) => state === 'attention' || state === 'conflict').length,
    oldest: open.map(({ madeAt }) => madeAt).sort()[0] ?? null,
  };
}
