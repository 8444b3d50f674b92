import { batch, signal } from '@preact/signals';
import type { Me } from '../http/contracts';
import { boxExists, canKeep, openBox, type Box, type Row } from './box';
import { emptyContents, merged, readContents, WrittenByNewerPage, type Contents } from './contents';
import { withoutOld } from './items';
import { secondsLeft } from './passphrase';
import { makeLock, openLock, seal, sealBytes, sha256, unseal, unsealBytes, type Sealed } from './seal';
import { uuid7 } from './uuid7';

/**
 * Whether work can be kept on this device: `impossible` in private windows and old browsers, `none` before the person set a passphrase,
 * `locked` until they gave it, `open` from then to the end of the page or the coming of somebody else.
 */
export type Keeping = 'asking' | 'impossible' | 'none' | 'locked' | 'open';

export const keeping = signal<Keeping>('asking');
/** What the person keeps here; null while it is locked. */
export const held = signal<Contents | null>(null);
/** True when a newer page has changed how things are kept: this one still keeps what is typed, and asks to be reloaded. */
export const outdated = signal(false);
/** True where somebody has something sealed on this device, whoever it is. */
export const someoneKeeps = signal(false);

/** Thrown where something could not be written down here: it is not saved, and whoever wrote it must be told at once. */
export class NotSaved extends Error {}

export type Try = { opened: true } | { opened: false; wait: number };

let box: Box | null = null;
let key: CryptoKey | null = null;
let mine: Row | null = null;
let mySideId: string | null = null;
let turn: Promise<unknown> = Promise.resolve();
const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('spacesplaces') : null;
/** Called before the database is closed for a newer page, so that what is being typed is written down first. */
export const beforeClosing: { flush: () => Promise<void> } = { flush: () => Promise.resolve() };

const ownerOf = (vault: string, userId: string): Promise<string> => sha256(`${vault} ${userId.toLowerCase()}`);

async function theBox(): Promise<Box> {
  box ??= await openBox(async () => {
    outdated.value = true;
    await beforeClosing.flush().catch(() => undefined);
    box = null;
  });
  return box;
}

/** For tests: another place instead of the browser's database. */
export function useBox(other: Box): void { box = other; }

/** Finds out what is here for the person, or, without one, whether there is anything at all. Makes nothing. */
export async function lookHere(person: Me | null): Promise<void> {
  if (held.peek() && (!person || held.peek()?.person.userId === person.userId)) return;
  if (held.peek()) lock();
  try {
    const rows = box || await boxExists() ? await (await theBox()).rows() : [];
    const main = rows.filter(({ lock }) => lock);
    someoneKeeps.value = main.length > 0;
    let own = false;
    if (person) for (const row of main) own ||= row.owner === await ownerOf(row.vault, person.userId);
    const possible = main.length > 0 || box !== null || !person || await canKeep();
    keeping.value = !possible ? 'impossible' : own || (!person && main.length > 0) ? 'locked' : 'none';
  } catch {
    keeping.value = 'impossible';
  }
}

/** Begins to keep the person's work here, behind a passphrase of their own. */
export async function setUp(person: Me, language: string, passphrase: string, already: Partial<Contents> = {}): Promise<void> {
  const here = await theBox().catch(() => { keeping.value = 'impossible'; throw new NotSaved('Nothing can be kept here.'); });
  await askToStay();
  const { lock, key: made } = await makeLock(passphrase);
  const id = uuid7();
  const contents: Contents = { ...emptyContents(person, language), ...already };
  const row: Row = { id, vault: id, owner: await ownerOf(id, person.userId), lock, version: 1, sealed: await seal(made, JSON.stringify(contents), id) };
  await saved(() => here.put(row, 0));
  batch(() => { key = made; mine = row; held.value = contents; keeping.value = 'open'; someoneKeeps.value = true; });
}

/** Asks the browser not to clear this storage by itself; what it answers changes nothing about how we keep. */
const askToStay = async (): Promise<void> => { await globalThis.navigator?.storage?.persist?.().catch(() => false); };

/**
 * Tries a passphrase. With a person, on what is theirs; without one (no connection, nobody signed in), on everything that lies here,
 * and the name must fit as well.
 */
export async function unlock(passphrase: string, who: { userId: string } | { user: string }): Promise<Try> {
  const here = await theBox();
  const brake = await here.brake();
  const wait = secondsLeft(brake, Date.now());
  if (wait > 0) return { opened: false, wait };
  await here.setBrake({ failures: brake.failures + 1, since: Date.now() });
  for (const row of await here.rows()) {
    if (!row.lock) continue;
    if ('userId' in who && row.owner !== await ownerOf(row.vault, who.userId)) continue;
    const opened = await openLock(passphrase, row.lock);
    if (!opened) continue;
    const contents = await readAll(opened, row).catch((fault: unknown) => {
      if (!(fault instanceof WrittenByNewerPage)) throw fault;
      return null;
    });
    if (!contents) { outdated.value = true; return { opened: false, wait: 0 }; }
    if ('user' in who && contents.person.user.toLowerCase() !== who.user.trim().toLowerCase()) continue;
    await here.setBrake({ failures: 0, since: 0 });
    batch(() => { key = opened; mine = row; held.value = contents; keeping.value = 'open'; });
    return { opened: true };
  }
  return { opened: false, wait: secondsLeft(await here.brake(), Date.now()) };
}

/** Seals and opens other things with the key of what is open here. */
export interface Sealing {
  vault: string;
  seal: (text: string, about: string) => Promise<Sealed>;
  unseal: (sealed: Sealed, about: string) => Promise<string>;
  sealBytes: (bytes: Uint8Array, about: string) => Promise<Sealed>;
  unsealBytes: (sealed: Sealed, about: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/** How things beside the vault are sealed and opened; null while nothing is open. */
export function sealing(): Sealing | null {
  const [opened, row] = [key, mine];
  return opened && row && {
    vault: row.vault,
    seal: (text, about) => seal(opened, text, about), unseal: (sealed, about) => unseal(opened, sealed, about),
    sealBytes: (bytes, about) => sealBytes(opened, bytes, about), unsealBytes: (sealed, about) => unsealBytes(opened, sealed, about),
  };
}

/** Each is called with the ids of vaults that are taken away, for what lies beside them. */
export const alongside: ((vaults: string[]) => Promise<void>)[] = [];

/** Closes what is open; it stays sealed here. */
export function lock(): void {
  batch(() => { key = null; mine = null; mySideId = null; held.value = null; keeping.value = 'locked'; });
}

async function readAll(opened: CryptoKey, row: Row): Promise<Contents> {
  const main = readContents(await unseal(opened, row.sealed, row.id));
  const left: Contents[] = [];
  for (const side of await sidesOf(row)) left.push(readContents(await unseal(opened, side.sealed, side.id)));
  return merged(main, left);
}

const sidesOf = async ({ vault }: Row): Promise<Row[]> =>
  (await (await theBox()).rows()).filter((row) => row.vault === vault && row.id !== vault);

/**
 * Changes what is kept and writes it down before it is true on screen. Of two tabs that change at once, the second reads what the
 * first wrote and changes that.
 * @throws NotSaved It could not be written: the device is full, or its storage was taken away.
 */
export function change(next: (now: Contents) => Contents): Promise<Contents> {
  const mineNow = turn.catch(() => undefined).then(() => write(next));
  turn = mineNow;
  return mineNow;
}

async function write(next: (now: Contents) => Contents): Promise<Contents> {
  for (let tries = 0; tries < 30; tries++) {
    const [opened, row] = [key, mine];
    if (!opened || !row) throw new NotSaved('Nothing is open here.');
    const here = await saved(theBox);
    const rows = await saved(here.rows);
    const main = rows.find(({ id }) => id === row.id);
    if (!main) throw gone();
    let now: Contents;
    try {
      now = await readAll(opened, main);
    } catch (fault) {
      if (fault instanceof WrittenByNewerPage) return writeAside(opened, row, next);
      throw fault;
    }
    const contents = next(now);
    const tidy = { ...contents, items: withoutOld(contents.items, new Date()) };
    const written: Row = { ...main, version: main.version + 1, sealed: await seal(opened, JSON.stringify(tidy), main.id) };
    const sides = rows.filter(({ vault, id }) => vault === row.vault && id !== row.vault).map(({ id }) => id);
    if (!await saved(() => here.put(written, main.version, sides))) continue;
    batch(() => { mine = written; held.value = tidy; });
    others?.postMessage('changed');
    return tidy;
  }
  throw new NotSaved('Others write here without a pause.');
}

// What a newer page wrote is left alone: this one's items and drafts lie beside it until the newer page takes them in.
async function writeAside(opened: CryptoKey, row: Row, next: (now: Contents) => Contents): Promise<Contents> {
  const here = await theBox();
  const before = held.peek();
  if (!before) throw new NotSaved('Nothing of it was ever read here.');
  const contents = next(before);
  const id = mySideId ??= uuid7();
  const version = (await here.rows()).find((side) => side.id === id)?.version ?? 0;
  const side: Row = { id, vault: row.vault, owner: row.owner, lock: null, version: version + 1, sealed: await seal(opened, JSON.stringify(contents), id) };
  await saved(() => here.put(side, version));
  batch(() => { held.value = contents; outdated.value = true; });
  others?.postMessage('changed');
  return contents;
}

function gone(): NotSaved {
  batch(() => { key = null; mine = null; keeping.value = 'none'; });
  return new NotSaved('What was kept here was taken away.');
}

async function saved<Value>(act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (fault) {
    throw fault instanceof NotSaved ? fault : new NotSaved(fault instanceof Error ? fault.name : 'Refused');
  }
}

/** Takes away all that the person keeps on this device: open or locked. */
export async function takeAway(person: { userId: string }): Promise<void> {
  const here = await theBox();
  const rows = await here.rows();
  const ids: string[] = [];
  for (const row of rows) if (row.owner === await ownerOf(row.vault, person.userId)) ids.push(row.id);
  await here.remove(ids);
  for (const forget of alongside) await forget(ids).catch(() => undefined);
  batch(() => { key = null; mine = null; held.value = null; keeping.value = 'none'; someoneKeeps.value = rows.some(({ id, lock }) => lock && !ids.includes(id)); });
  others?.postMessage('changed');
}

/** Id of this device, for the office's count of what waits; null where nothing is kept. */
export const deviceId = (): Promise<string | null> => theBox().then((here) => here.device()).catch(() => null);

/** Reads again what another tab wrote. */
export async function readAgain(): Promise<void> {
  const [opened, row] = [key, mine];
  if (!opened || !row) return;
  const main = (await (await theBox()).rows()).find(({ id }) => id === row.id);
  if (!main) { gone(); held.value = null; return; }
  if (main.version === mine?.version) return;
  try {
    const now = await readAll(opened, main);
    if (key === opened) batch(() => { mine = main; held.value = now; });
  } catch (fault) {
    if (!(fault instanceof WrittenByNewerPage)) throw fault;
    outdated.value = true;
  }
}

others?.addEventListener('message', () => void readAgain().catch(() => undefined));
