import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '../http/contracts';
import { formatNow, merged, readContents, WrittenByNewerPage, type Contents } from './contents';
import { memoryBox } from './memoryBox';
import { seal } from './seal';

// Work for one guess is for attackers; tests make many locks.
vi.mock('./seal', async (original) => {
  const real = await original<typeof import('./seal')>();
  return { ...real, makeLock: (passphrase: string) => real.makeLock(passphrase, 1_000) };
});

const person = (user: string): Me => ({ userId: `0196a000-0000-7000-8000-00000000${user.length.toString().padStart(4, '0')}`, user, permissions: ['record_incidents'] }) as unknown as Me;
const [sian, gethin] = [person('sian'), person('gethin')];
type Vault = typeof import('./vault');
const pages: Vault[] = [];

/** A page: its own memory, the same box. */
async function page(box: ReturnType<typeof memoryBox>): Promise<Vault> {
  vi.resetModules();
  const vault = await import('./vault');
  vault.useBox(box);
  pages.push(vault);
  return vault;
}
const draft = (value: unknown, at = '2026-11-13T22:00:00Z') => ({ incident: { value, at } });
const withDraft = (words: string) => (now: Contents): Contents => ({ ...now, drafts: draft(words) });

afterEach(() => { for (const vault of pages.splice(0)) vault.lock(); });

describe('what a person keeps', () => {
  it('comes back with the passphrase, and is nowhere readable', async () => {
    const box = memoryBox();
    const first = await page(box);
    await first.setUp(sian, 'cy', 'tri gair bach');
    await first.change(withDraft('CANARI wrth y bont'));
    for (const word of ['CANARI', 'bont', 'sian', sian.userId, 'tri gair', 'drafts', 'incident']) expect(box.dump()).not.toContain(word);

    const later = await page(box);
    await later.lookHere(sian);
    expect(later.keeping.value).toBe('locked');
    expect(await later.unlock('tri gair mawr', sian)).toEqual({ opened: false, wait: 0 });
    expect(later.held.value).toBeNull();
    expect(await later.unlock('tri gair bach', sian)).toEqual({ opened: true });
    expect(later.held.value?.drafts['incident']?.value).toBe('CANARI wrth y bont');
  });

  it('is not there for another person, and opens for nobody by the passphrase alone', async () => {
    const box = memoryBox();
    await (await page(box)).setUp(sian, 'en', 'three small owls');
    const other = await page(box);
    await other.lookHere(gethin);
    expect(other.keeping.value).toBe('none');
    expect((await other.unlock('three small owls', gethin)).opened).toBe(false);
    expect((await other.unlock('three small owls', { user: 'gethin' })).opened).toBe(false);
    expect((await other.unlock('three small owls', { user: ' Sian ' })).opened).toBe(true);
  });

  it('lies in one piece whose length does not tell how many', async () => {
    const box = memoryBox();
    const vault = await page(box);
    await vault.setUp(sian, 'en', 'three small owls');
    const before = (await box.rows()).map(({ sealed }) => sealed.data.byteLength);
    await vault.change((now) => ({ ...now, items: Array.from({ length: 5 }, (_, at) => ({ key: `${at}`, state: 'saved', record: `${at}`, kind: 'incident' })) as Contents['items'] }));
    expect((await box.rows()).map(({ sealed }) => sealed.data.byteLength)).toEqual(before);
  });

  it('goes with a wish of its owner, and leaves what others keep', async () => {
    const box = memoryBox();
    await (await page(box)).setUp(sian, 'en', 'three small owls');
    const other = await page(box);
    await other.setUp(gethin, 'en', 'four tall herons');
    await other.takeAway(gethin);
    expect(await box.rows()).toHaveLength(1);
    expect((await (await page(box)).unlock('three small owls', sian)).opened).toBe(true);
  });
});

describe('wrong passphrases', () => {
  it('make the next try wait, also on a page that was opened anew', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const box = memoryBox();
    await (await page(box)).setUp(sian, 'en', 'three small owls');
    let vault = await page(box);
    for (let at = 0; at < 3; at++) expect(await vault.unlock('wrong', sian)).toEqual({ opened: false, wait: 0 });
    expect(await vault.unlock('wrong', sian)).toEqual({ opened: false, wait: 5 });
    vault = await page(box);
    expect(await vault.unlock('three small owls', sian)).toEqual({ opened: false, wait: 5 });
    vi.setSystemTime(Date.now() + 5_000);
    expect(await vault.unlock('three small owls', sian)).toEqual({ opened: true });
    expect(await box.brake()).toEqual({ failures: 0, since: 0 });
    vi.useRealTimers();
  });
});

describe('a device without room', () => {
  it('says at once that nothing was saved, and keeps what was', async () => {
    const box = memoryBox();
    const vault = await page(box);
    await vault.setUp(sian, 'en', 'three small owls');
    await vault.change(withDraft('first'));
    box.full = true;
    await expect(vault.change(withDraft('second'))).rejects.toBeInstanceOf(vault.NotSaved);
    expect(vault.held.value?.drafts['incident']?.value).toBe('first');
    box.full = false;
    await vault.change(withDraft('third'));
    expect(vault.held.value?.drafts['incident']?.value).toBe('third');
  });
});

describe('two tabs', () => {
  it('that write at once lose nothing of each other', async () => {
    const box = memoryBox();
    const one = await page(box);
    await one.setUp(sian, 'en', 'three small owls');
    const two = await page(box);
    await two.unlock('three small owls', sian);
    const add = (vault: Vault, key: string) => vault.change((now) => ({ ...now, items: [...now.items, { key, state: 'saved', record: key, kind: 'incident' } as Contents['items'][number]] }));
    await Promise.all(Array.from({ length: 20 }, (_, at) => add(at % 2 ? one : two, `k${at}`)));
    await one.readAgain();
    expect(one.held.value?.items.map(({ key }) => key).sort()).toEqual(Array.from({ length: 20 }, (_, at) => `k${at}`).sort());
  });

  it('of which one is newer: the older touches nothing of it, and the newer takes in what the older had to leave', async () => {
    const box = memoryBox();
    const old = await page(box);
    await old.setUp(sian, 'en', 'three small owls');
    await old.change((now) => ({ ...now, items: [{ key: 'a', state: 'saved', record: 'a', kind: 'incident' } as Contents['items'][number]] }));
    const [main] = await box.rows();
    // A newer page has read it, changed its format and written it back.
    const { openLock, unseal } = await import('./seal');
    const key = (await openLock('three small owls', main!.lock!))!;
    const contents = JSON.parse(await unseal(key, main!.sealed, main!.id)) as Contents;
    const newer = JSON.stringify({ ...contents, format: formatNow + 1, added: 'new' });
    await box.put({ ...main!, version: main!.version + 1, sealed: await seal(key, newer, main!.id) }, main!.version);
    const written = (await box.rows()).find(({ id }) => id === main!.id);

    await old.change((now) => ({ ...now, items: [...now.items, { key: 'b', state: 'saved', record: 'b', kind: 'incident' } as Contents['items'][number]], drafts: draft('typed in the old tab') }));
    expect(old.outdated.value).toBe(true);
    expect((await box.rows()).find(({ id }) => id === main!.id)).toEqual(written);
    const side = (await box.rows()).find(({ id }) => id !== main!.id)!;
    const left = JSON.parse(await unseal(key, side.sealed, side.id)) as Contents;
    const together = merged(JSON.parse(newer) as Contents, [left]);
    expect(together.items.map((item) => item.key)).toEqual(['a', 'b']);
    expect(together.drafts['incident']?.value).toBe('typed in the old tab');
  });
});

describe('the format of what is kept', () => {
  const old = JSON.stringify({ format: 1, items: [], drafts: {}, first: true });
  const steps = { 1: (was: Record<string, unknown>) => ({ ...was, second: true }), 2: (was: Record<string, unknown>) => ({ ...was, third: was['second'] }) };
  it('is brought up to date step by step', () => expect(readContents(old, 3, steps)).toEqual({ format: 3, items: [], drafts: {}, first: true, second: true, third: true }));
  it('of a newer page is not read', () => expect(() => readContents(JSON.stringify({ format: 9 }))).toThrow(WrittenByNewerPage));
  it('without a way is a fault, not a loss', () => expect(() => readContents(old, 4, steps)).toThrow('No way from format 3'));
});

describe('a file that is handed over', () => {
  it('opens with its passphrase alone, and names no word of what it holds', async () => {
    const { openedFile, plainFile, sealedFile } = await import('./handOver');
    const items = [{ key: 'a', state: 'saved', record: 'r', kind: 'incident', path: '/incidents/r', madeAt: '', body: '{"narrative":"CANARI"}' }] as Contents['items'];
    const { file } = await sealedFile([...items, { ...items[0]!, key: 'b', state: 'received' }], 'four tall herons');
    expect(await file.text()).not.toContain('CANARI');
    expect(await openedFile(file, 'four tall heron')).toBeNull();
    expect((await openedFile(file, 'four tall herons'))?.items.map(({ key }) => key)).toEqual(['a']);
    expect(await openedFile(new Blob(['{}']), 'four tall herons')).toBeNull();
    expect(await plainFile(items).text()).toContain('CANARI');
  });
});
