import { Problem } from '../http/api';
import type { Sealed } from './seal';
import { alongside, sealing } from './vault';

/*
 * Lists of the office's that a phone needs without a network: names of places, where the person has been before. They are sealed with the
 * key of what the person keeps here, in a database of their own: they are larger than everything else, and change nothing when they are lost.
 */
interface SealedList { id: string; sealed: Sealed }

const databaseName = 'spacesplaces-lists';

async function inStore<Value>(mode: IDBTransactionMode, act: (lists: IDBObjectStore) => IDBRequest<Value>): Promise<Value> {
  const opening = indexedDB.open(databaseName, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('lists', { keyPath: 'id' });
  const database = await done(opening);
  try {
    return await done(act(database.transaction('lists', mode).objectStore('lists')));
  } finally {
    database.close();
  }
}

const done = <Value>(request: IDBRequest<Value>): Promise<Value> => new Promise((keep, fail) => {
  request.onsuccess = () => keep(request.result);
  request.onerror = () => fail(request.error ?? new Error('The database refused.'));
});

/** Keeps a list on this device, sealed, where the person's work is kept and open; elsewhere nothing is written. */
export async function keepList(name: string, list: unknown): Promise<void> {
  const open = sealing();
  if (!open) return;
  const id = `${open.vault} ${name}`;
  // A device that is full loses nothing by this: the office has the list.
  await open.seal(JSON.stringify(list), id).then((sealed) => inStore('readwrite', (lists) => lists.put({ id, sealed }))).catch(() => undefined);
}

/** The list as it was kept last; null where there is none, or what is kept here is locked. */
export async function keptList<List>(name: string): Promise<List | null> {
  const open = sealing();
  if (!open) return null;
  const id = `${open.vault} ${name}`;
  try {
    const row = await inStore('readonly', (lists) => lists.get(id) as IDBRequest<SealedList | undefined>);
    return row ? JSON.parse(await open.unseal(row.sealed, id)) as List : null;
  } catch {
    return null;
  }
}

/** Deletes what was kept of a list for the person whose work is open here. */
export async function forgetList(name: string): Promise<void> {
  const open = sealing();
  if (open) await inStore('readwrite', (lists) => lists.delete(`${open.vault} ${name}`)).catch(() => undefined);
}

/** Asks the office for a list and keeps what it answers; where the office is not reached, what was kept last. */
export async function listFrom<List>(name: string, ask: () => Promise<List>): Promise<List> {
  try {
    const list = await ask();
    void keepList(name, list);
    return list;
  } catch (fault) {
    const kept = fault instanceof Problem && fault.code === 'unreachable' ? await keptList<List>(name) : null;
    if (kept === null) throw fault;
    return kept;
  }
}

// Whoever takes away what they keep here takes these lists with it.
alongside.push(async (vaults) => {
  if (!('indexedDB' in globalThis)) return;
  const ids = await inStore('readonly', (lists) => lists.getAllKeys()).catch(() => []);
  for (const id of ids) if (vaults.some((vault) => String(id).startsWith(`${vault} `))) await inStore('readwrite', (lists) => lists.delete(id));
});
