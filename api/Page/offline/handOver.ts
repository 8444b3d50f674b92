import { unsent, type Item } from './items';
import { photoBytes } from './photoBox';
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

const awaited = (items: Item[]): string[] => items.flatMap(({ photos }) => photos ?? []).filter(({ received }) => !received).map(({ id }) => id);

/** Photos that can be handed over with their records; those of a record that the office has are taken from whoever recorded it alone. */
export const photosOf = (items: Item[]): { goAlong: string[]; stay: string[] } => {
  const waiting = unsent(items);
  return { goAlong: awaited(waiting.filter(({ held }) => !held)), stay: awaited(waiting.filter(({ held }) => held)) };
};

/** What waits, with its photos, sealed with a passphrase; and how many photos are in it. */
export async function sealedFile(items: Item[], passphrase: string): Promise<{ file: Blob; photos: number }> {
  const { lock, key } = await makeLock(passphrase);
  const photos: { id: string; jpeg: string[] }[] = [];
  for (const id of photosOf(items).goAlong) {
    const jpeg = await photoBytes(id);
    if (jpeg) photos.push({ id, jpeg: chunked(await jpeg.arrayBuffer()) });
  }
  const { iv, data } = await seal(key, JSON.stringify({ items: unsent(items), photos }), kind);
  const file = new Blob([JSON.stringify({
    kind, salt: base64(lock.salt), iterations: lock.iterations, lockIv: base64(lock.iv), wrapped: base64(lock.wrapped), iv: base64(iv), data: chunked(data),
  })], { type: 'application/json' });
  return { file, photos: photos.length };
}

/** What waits, readable by anybody who has the file: photos are named in it and left out. */
export const plainFile = (items: Item[]): Blob =>
  new Blob([JSON.stringify({ kind, photosLeftOut: awaited(unsent(items)).length, items: unsent(items).map(({ kind: of, record, path, madeAt, body }) => ({ kind: of, record, path, madeAt, body: JSON.parse(body) as unknown })) }, null, 2)],
    { type: 'application/json' });

/** What somebody handed over. */
export interface Handed { items: Item[]; photos: { id: string; jpeg: Blob }[] }

/** What is in a file that was handed over; null where it is none or the passphrase is another. */
export async function openedFile(file: Blob, passphrase: string): Promise<Handed | null> {
  try {
    const told = JSON.parse(await file.text()) as Record<string, string> & { iterations: number; data: string[] };
    if (told['kind'] !== kind) return null;
    const lock = { salt: bytesOf(told['salt'] ?? ''), iterations: told.iterations, iv: bytesOf(told['lockIv'] ?? ''), wrapped: bytesOf(told['wrapped'] ?? '').buffer };
    const key = await openLock(passphrase, lock);
    if (!key) return null;
    const held: unknown = JSON.parse(await unseal(key, { iv: bytesOf(told['iv'] ?? ''), data: joined(told.data).buffer }, kind));
    // A page of before photos wrote the items alone.
    if (Array.isArray(held)) return { items: held as Item[], photos: [] };
    const { items, photos } = held as { items: Item[]; photos: { id: string; jpeg: string[] }[] };
    return { items, photos: photos.map(({ id, jpeg }) => ({ id, jpeg: new Blob([joined(jpeg)], { type: 'image/jpeg' }) })) };
  } catch {
    return null;
  }
}

function joined(chunks: string[]): Uint8Array<ArrayBuffer> {
  const parts = chunks.map(bytesOf);
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
  return whole;
}
