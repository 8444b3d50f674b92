import { describe, expect, it } from 'vitest';
import { makeLock, openLock, seal, sha256, unseal } from './seal';
import { leastPassphrase, passphraseFault, secondsAfter, secondsLeft } from './passphrase';
import { uuid7 } from './uuid7';

const few = 1_000;
const canary = 'Plentyn wrth y bont, ŵ ŷ 🙂';

describe('what is sealed', () => {
  it('opens with its passphrase, however its accents were typed', async () => {
    const { lock, key } = await makeLock('tŷ bach twt', few);
    const sealed = await seal(key, canary, 'a');
    const again = await openLock(' tŷ bach twt '.normalize('NFD'), lock);
    expect(await unseal(again!, sealed, 'a')).toBe(canary);
  });
  it('does not open with another passphrase', async () => {
    const { lock } = await makeLock('tŷ bach twt', few);
    expect(await openLock('ty bach twt', lock)).toBeNull();
  });
  it('does not open elsewhere, nor after one bit was changed', async () => {
    const { key } = await makeLock('tŷ bach twt', few);
    const sealed = await seal(key, canary, 'a');
    await expect(unseal(key, sealed, 'b')).rejects.toThrow();
    const other = new Uint8Array(sealed.data.slice(0));
    other[40] = (other[40] ?? 0) ^ 1;
    await expect(unseal(key, { ...sealed, data: other.buffer }, 'a')).rejects.toThrow();
  });
  it('holds no readable word, and its length does not tell that of the content', async () => {
    const { key, lock } = await makeLock('tŷ bach twt', few);
    const [short, long] = [await seal(key, 'x', 'a'), await seal(key, canary.repeat(200), 'a')];
    expect(short.data.byteLength).toBe(long.data.byteLength);
    const bytes = [long.data, lock.wrapped].map((data) => new TextDecoder('latin1').decode(data)).join('');
    expect(bytes).not.toContain('Plentyn');
  });
  it('is sealed anew each time, under keys that cannot be read out', async () => {
    const { key } = await makeLock('tŷ bach twt', few);
    const [one, two] = [await seal(key, canary, 'a'), await seal(key, canary, 'a')];
    expect([...one.iv]).not.toEqual([...two.iv]);
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });
  it('is digested as everybody digests (FIPS 180-2, "abc")', async () =>
    expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'));
});

describe('a passphrase', () => {
  it.each([
    ['1234567', 'offline.passphrase_short'], ['        ', 'offline.passphrase_short'], ['12345678', 'offline.passphrase_plain'],
    ['hgfedcba', 'offline.passphrase_plain'], ['aaaaaaaa', 'offline.passphrase_plain'], ['12121212', 'offline.passphrase_plain'],
    ['sian-is-here', 'offline.passphrase_name'], ['three small owls', null], ['9471 0386', null],
  ])('%s: %s', (typed, fault) => expect(passphraseFault(typed, 'Sian')).toBe(fault));
  it('is counted in characters, not in bytes', () => expect([...'ŵŷâîôûêô'].length).toBe(leastPassphrase));
  it('waits longer with each wrong one, and no wait can be had back by turning the clock', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 20].map(secondsAfter);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBe(900);
    expect(secondsLeft({ failures: 20, since: 1_000_000 }, 1_000_000 + 899_000)).toBe(1);
    expect(secondsLeft({ failures: 20, since: 1_000_000 }, 1_000_000 + 900_000)).toBe(0);
    expect(secondsLeft({ failures: 20, since: 1_000_000 }, 5)).toBe(900);
  });
});

describe('an id made once', () => {
  it('is a UUIDv7 that sorts by when', () => {
    const ids = [1, 1_700_000_000_000, 1_700_000_000_001, 2 ** 47].map((now) => uuid7(now));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(uuid7(0x0123456789ab, new Uint8Array(16))).toBe('01234567-89ab-7000-8000-000000000000');
  });
});
