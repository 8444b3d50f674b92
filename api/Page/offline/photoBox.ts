import type { Sealed } from './seal';
import { alongside, held, NotSaved, sealing } from './vault';

/*
 * Photos lie beside the vault, sealed with its key, one by one: the vault is written again at each change, and photos are large. Where
 * nothing is kept on the device they are in memory alone, and go with the page.
 */

/** A sealed photo. Its id and when it came here can be read from outside, and that there is one; not what it shows. */
interface Row { id: string; vault: string; at: string; sealed: Sealed }

/** The place where sealed photos lie. */
export interface PhotoShelf {
  get: (id: string) => Promise<Row | undefined>;
  put: (row: Row) => Promise<void>;
  remove: (ids: string[]) => Promise<void>;
  all: () => Promise<Row[]>;
}

const databaseName = 'spacesplaces-photos';
/** A photo that nothing names any more is taken away when it has lain here for this long, in milliseconds. */
const unnamedFor = 24 * 3_600_000;

const inMemory = new Map<string, Blob>();
let shelf: PhotoShelf | null = null;

/** For tests: another place instead of the browser's database. */
export function useShelf(other: PhotoShelf): void { shelf = other; }

/** Takes a photo in: into memory, and sealed onto the device where work is kept there. @throws NotSaved There is no room for it. */
export async function addPhoto(id: string, jpeg: Blob): Promise<void> {
  inMemory.set(id, jpeg);
  try {
    await keepPhotos([id]);
  } catch (fault) {
    inMemory.delete(id);
    throw fault;
  }
}

/** Seals onto the device what is in memory alone, for instance because the passphrase was given after it was chosen. @throws NotSaved */
export async function keepPhotos(ids: string[]): Promise<void> {
  const opened = sealing();
  if (!opened) return;
  for (const id of ids) {
    const jpeg = inMemory.get(id);
    if (!jpeg) continue;
    try {
      const here = await theShelf();
      if (await here.get(id)) continue;
      const sealed = await opened.sealBytes(new Uint8Array(await jpeg.arrayBuffer()), about(id));
      await here.put({ id, vault: opened.vault, at: new Date().toISOString(), sealed });
    } catch (fault) {
      throw new NotSaved(fault instanceof Error ? fault.name : 'Refused');
    }
  }
}

/** A photo that is here; null where it is not, or cannot be opened. */
export async function photoBytes(id: string): Promise<Blob | null> {
  const known = inMemory.get(id);
  const opened = sealing();
  if (known || !opened) return known ?? null;
  try {
    const row = await (await theShelf()).get(id);
    return row ? new Blob([await opened.unsealBytes(row.sealed, about(id))], { type: 'image/jpeg' }) : null;
  } catch {
    return null;
  }
}

/** Takes photos away: the office has them, or their writer does not want them. */
export async function dropPhotos(ids: string[]): Promise<void> {
  for (const id of ids) inMemory.delete(id);
  await theShelf().then((here) => here.remove(ids)).catch(() => undefined);
}

/** Takes away what neither a draft nor an item names any more: of records that were removed, or drafts that were given up. */
export async function dropUnnamed(now = Date.now()): Promise<void> {
  const [opened, contents] = [sealing(), held.peek()];
  if (!opened || !contents) return;
  const text = JSON.stringify(contents);
  const old = (await (await theShelf()).all()).filter(({ id, vault, at }) =>
    vault === opened.vault && !text.includes(id) && now - Date.parse(at) > unnamedFor);
  await dropPhotos(old.map(({ id }) => id));
}

alongside.push(async (vaults) => {
  const gone = (await (await theShelf()).all()).filter(({ vault }) => vaults.includes(vault));
  await dropPhotos(gone.map(({ id }) => id));
});

/** Forgets what is in memory: somebody else comes to the screen. */
export const forgetInMemory = (): void => inMemory.clear();

const about = (id: string): string => `photo ${id}`;

async function theShelf(): Promise<PhotoShelf> { return shelf ??= await openShelf(); }

const done = <Value>(request: IDBRequest<Value>): Promise<Value> => new Promise((keep, fail) => {
  request.onsuccess = () => keep(request.result);
  request.onerror = () => fail(request.error ?? new Error('The database refused.'));
});

async function openShelf(): Promise<PhotoShelf> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => { request.result.createObjectStore('photos', { keyPath: 'id' }); };
  const database = await done(request);
  database.onversionchange = () => { database.close(); shelf = null; };
  const write = (act: (photos: IDBObjectStore) => void): Promise<void> => new Promise((keep, fail) => {
    const work = database.transaction('photos', 'readwrite', { durability: 'strict' });
    work.oncomplete = () => keep();
    work.onabort = () => fail(work.error ?? new DOMException('Aborted', 'AbortError'));
    act(work.objectStore('photos'));
  });
  const read = (): IDBObjectStore => database.transaction('photos').objectStore('photos');
  return {
    get: (id) => done(read().get(id) as IDBRequest<Row | undefined>),
    all: () => done(read().getAll() as IDBRequest<Row[]>),
    put: (row) => write((photos) => photos.put(row)),
    remove: (ids) => write((photos) => { for (const id of ids) photos.delete(id); }),
  };
}
