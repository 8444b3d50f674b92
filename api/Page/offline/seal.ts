/**
 * How things are sealed at rest. A random key seals them (AES-256-GCM); that key is itself sealed by one that only the person's own
 * passphrase makes (PBKDF2 over SHA-256). Neither the passphrase nor an open key is ever stored: decision 0012.
 */

/** Work for one guess. Stored with each lock, so that later locks can ask for more. */
export const iterationsNow = 600_000;

/** What opens with the passphrase: the data's key, sealed. */
export interface Lock { salt: Uint8Array<ArrayBuffer>; iterations: number; iv: Uint8Array<ArrayBuffer>; wrapped: ArrayBuffer }

/** Sealed text. Its length says only between which powers of two the content lies. */
export interface Sealed { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

const leastLength = 16_384;
const chance = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

/** A new lock, and the key behind it, which cannot be read out of the browser's crypto. */
export async function makeLock(passphrase: string, iterations = iterationsNow): Promise<{ lock: Lock; key: CryptoKey }> {
  const [salt, iv] = [chance(16), chance(12)];
  const outer = await keyFrom(passphrase, salt, iterations);
  const inner = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const wrapped = await crypto.subtle.wrapKey('raw', inner, outer, { name: 'AES-GCM', iv });
  const lock = { salt, iterations, iv, wrapped };
  return { lock, key: await unwrap(lock, outer) };
}

/** The key behind a lock; null where the passphrase is not its own. */
export async function openLock(passphrase: string, lock: Lock): Promise<CryptoKey | null> {
  const outer = await keyFrom(passphrase, lock.salt, lock.iterations);
  return unwrap(lock, outer).catch(() => null);
}

const unwrap = (lock: Lock, outer: CryptoKey): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey('raw', lock.wrapped, outer, { name: 'AES-GCM', iv: lock.iv }, { name: 'AES-GCM' }, false, ['encrypt', 'decrypt']);

// One spelling for what can be typed in several: composed accents, no space at the ends.
async function keyFrom(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC').trim());
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey']);
}

/** Seals a text. `about` is bound to it: sealed text of one place does not open in another. */
export const seal = (key: CryptoKey, text: string, about: string): Promise<Sealed> => sealBytes(key, bytesOf(text), about);

/** Seals bytes, as a text is sealed. */
export async function sealBytes(key: CryptoKey, bytes: Uint8Array, about: string): Promise<Sealed> {
  const iv = chance(12);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(about) }, key, padded(bytes));
  return { iv, data };
}

/** Opens what was sealed. Fails when it was changed, or belongs elsewhere. */
export const unseal = async (key: CryptoKey, sealed: Sealed, about: string): Promise<string> =>
  new TextDecoder().decode(await unsealBytes(key, sealed, about));

/** Opens bytes that were sealed. */
export async function unsealBytes(key: CryptoKey, { iv, data }: Sealed, about: string): Promise<Uint8Array<ArrayBuffer>> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(about) }, key, data);
  const length = new DataView(plain).getUint32(0);
  return new Uint8Array(plain, 4, length);
}

function padded(content: Uint8Array): Uint8Array<ArrayBuffer> {
  let size = leastLength;
  while (size < content.length + 4) size *= 2;
  const whole = new Uint8Array(size);
  new DataView(whole.buffer).setUint32(0, content.length);
  whole.set(content, 4);
  return whole;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** SHA-256 of a text's bytes, in hex. */
export const sha256 = (text: string): Promise<string> => sha256OfBytes(bytesOf(text));

/** SHA-256 of bytes, in hex. */
export async function sha256OfBytes(bytes: BufferSource): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
