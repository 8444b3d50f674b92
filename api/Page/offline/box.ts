import type { Brake } from './passphrase';
import type { Lock, Sealed } from './seal';

/** What one person keeps here, sealed: the main part has their lock, a part that an older page had to leave has none. */
export interface Row {
  id: string;
  /** Which person's it is, told only to who knows the person's id: a digest of it with the vault's own id. */
  owner: string;
  /** Id of the main part; its own for the main part. */
  vault: string;
  lock: Lock | null;
  /** Grows with each writing: of two tabs that write on one version, one reads again first. */
  version: number;
  sealed: Sealed;
}

/** The place on this device where sealed parts lie. */
export interface Box {
  rows: () => Promise<Row[]>;
  /** Writes the row if what lies there still has the version that was read (0 for none), and takes the others away with it; false if not. */
  put: (row: Row, onVersion: number, takeAway?: string[]) => Promise<boolean>;
  remove: (ids: string[]) => Promise<void>;
  brake: () => Promise<Brake>;
  setBrake: (brake: Brake) => Promise<void>;
  /** Id that this device made for itself. */
  device: () => Promise<string>;
}

export const databaseName = 'spacesplaces';

/** How the database came to be what it is, step by step; a step is never changed once it was published. */
const steps: ((database: IDBDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('parts', { keyPath: 'id' });
    database.createObjectStore('device', { keyPath: 'name' });
  },
];

const done = <Value>(request: IDBRequest<Value>): Promise<Value> => new Promise((keep, fail) => {
  request.onsuccess = () => keep(request.result);
  request.onerror = () => fail(request.error ?? new Error('The database refused.'));
});

const finished = (work: IDBTransaction): Promise<void> => new Promise((keep, fail) => {
  work.oncomplete = () => keep();
  work.onabort = () => fail(work.error ?? new DOMException('Aborted', 'AbortError'));
});

/** True where something was kept on this device before; looking makes nothing. */
export async function boxExists(): Promise<boolean> {
  if (!('indexedDB' in globalThis)) return false;
  try {
    // Older browsers cannot tell without opening.
    if (!('databases' in indexedDB)) return true;
    return (await indexedDB.databases()).some(({ name }) => name === databaseName);
  } catch {
    return false;
  }
}

/** Tries whether anything can be written here at all: private windows and switched-off storage refuse. Leaves nothing behind. */
export async function canKeep(): Promise<boolean> {
  if (!('indexedDB' in globalThis) || globalThis.crypto?.subtle === undefined) return false;
  const name = `${databaseName}-try`;
  try {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('try');
    const database = await done(request);
    const work = database.transaction('try', 'readwrite');
    work.objectStore('try').put(new Uint8Array(1_024), 'try');
    await finished(work);
    database.close();
    return true;
  } catch {
    return false;
  } finally {
    indexedDB.deleteDatabase(name);
  }
}

/** Opens the database of this device, bringing it up to date. `onNewer` is called when a newer page needs it: it is closed then. */
export async function openBox(onNewer: () => Promise<void>): Promise<Box> {
  const request = indexedDB.open(databaseName, steps.length);
  request.onupgradeneeded = ({ oldVersion }) => { for (const step of steps.slice(oldVersion)) step(request.result); };
  const database = await done(request);
  database.onversionchange = () => void onNewer().finally(() => database.close());

  const read = <Value>(store: string, key: string): Promise<Value | undefined> =>
    done(database.transaction(store).objectStore(store).get(key) as IDBRequest<Value | undefined>);
  const write = async (store: string, value: unknown): Promise<void> => {
    const work = database.transaction(store, 'readwrite', { durability: 'strict' });
    work.objectStore(store).put(value);
    await finished(work);
  };

  return {
    rows: () => done(database.transaction('parts').objectStore('parts').getAll() as IDBRequest<Row[]>),
    async put(row, onVersion, takeAway = []) {
      const work = database.transaction('parts', 'readwrite', { durability: 'strict' });
      const ended = finished(work);
      const parts = work.objectStore('parts');
      const held = await done(parts.get(row.id) as IDBRequest<Row | undefined>);
      const fits = (held?.version ?? 0) === onVersion;
      if (fits) {
        parts.put(row);
        for (const id of takeAway) parts.delete(id);
      }
      await ended;
      return fits;
    },
    async remove(ids) {
      const work = database.transaction('parts', 'readwrite');
      for (const id of ids) work.objectStore('parts').delete(id);
      await finished(work);
    },
    brake: async () => (await read<Brake>('device', 'brake')) ?? { failures: 0, since: 0 },
    setBrake: ({ failures, since }) => write('device', { name: 'brake', failures, since }),
    async device() {
      const held = await read<{ id: string }>('device', 'device');
      if (held) return held.id;
      const id = crypto.randomUUID();
      await write('device', { name: 'device', id });
      return id;
    },
  };
}
