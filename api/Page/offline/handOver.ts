import { unsent, type Item } from './items';
import { makeLock, openLock, seal, unseal } from './seal';

/*
 * What waits, as a file for the lead: sealed with a passphrase that is told by voice, or as plain text where nothing can open the other.
 * Records keep their ids, so that one which had reached the office after all is not stored twice.
 */
const kind = 'spacesplaces-hand-over';
const base64 = (bytes: ArrayBuffer | Uint8Array): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const chunked = (bytes: ArrayBuffer): string[] =>
  Array.from({ length: Math.ceil(bytes.byteLength / 3_000) }, (_, at) => base64(bytes.slice(at * 3_000, (at + 1) * 3_000)));

/** What waits, sealed with a passphrase. */
export async function sealedFile(items: Item[], passphrase: string): Promise<Blob> {
  const { lock, key } = await makeLock(passphrase);
  const { iv, data } = await seal(key, JSON.stringify(unsent(items)), kind);
  return new Blob([JSON.stringify({
    kind, salt: base64(lock.salt), iterations: lock.iterations, lockIv: base64(lock.iv), wrapped: base64(lock.wrapped), iv: base64(iv), data: chunked(data),
  })], { type: 'application/json' });
}

/** What waits, readable by anybody who has the file. */
export const plainFile = (items: Item[]): Blob =>
  new Blob([JSON.stringify({ kind, items: unsent(items).map(({ kind: of, record, path, madeAt, body }) => ({ kind: of, record, path, madeAt, body: JSON.parse(body) as unknown })) }, null, 2)],
    { type: 'application/json' });

/** The items in a file that was handed over; null where it is none or the passphrase is another. */
export async function openedFile(file: Blob, passphrase: string): Promise<Item[] | null> {
  try {
    const told = JSON.parse(await file.text()) as Record<string, string> & { iterations: number; data: string[] };
    if (told['kind'] !== kind) return null;
    const lock = { salt: bytesOf(told['salt'] ?? ''), iterations: told.iterations, iv: bytesOf(told['lockIv'] ?? ''), wrapped: bytesOf(told['wrapped'] ?? '').buffer };
    const key = await openLock(passphrase, lock);
    if (!key) return null;
    const parts = told.data.map(bytesOf);
    const data = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    parts.reduce((at, part) => { data.set(part, at); return at + part.length; }, 0);
    const items: unknown = JSON.parse(await unseal(key, { iv: bytesOf(told['iv'] ?? ''), data: data.buffer }, kind));
    return Array.isArray(items) ? items as Item[] : null;
  } catch {
    return null;
  }
}
