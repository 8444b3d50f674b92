import { afterEach, describe, expect, it, vi } from 'vitest';
import { begun, entered, nextToSend, photoToSend, recovered, settled, summaryOf, type Entry, type HeldReceipt, type Item } from './items';
import { addPhoto, dropPhotos, dropUnnamed, keepPhotos, photoBytes, useShelf, type PhotoShelf } from './photoBox';
import { memoryBox } from './memoryBox';
import { change, lock, NotSaved, setUp, takeAway, unlock, useBox } from './vault';
import type { Me } from '../http/contracts';

vi.mock('./seal', async (original) => {
  const real = await original<typeof import('./seal')>();
  return { ...real, makeLock: (passphrase: string) => real.makeLock(passphrase, 1_000) };
});

const now = new Date('2026-03-06T22:00:00Z');
const receipt = (id = 'a'): HeldReceipt => ({ version: 1, contentSha256: id.repeat(64).slice(0, 64), receivedAt: '2026-03-06T22:00:01Z' });
const photos = [{ id: 'p1', sha256: '1' }, { id: 'p2', sha256: '2' }];
const entry = (body: unknown): Entry => ({ kind: 'incident', record: 'r', path: '/incidents/r', body, draft: {}, form: 1 });
const start = (): Item[] => entered([], entry({ photos }), 'k1', now);
const got = (items: Item[], photo?: string): Item[] => settled(begun(items, items[0]!.key), items[0]!.key, { kind: 'received', receipt: receipt(photo), ...(photo ? { photo } : {}) }, now);

describe('a record with photos', () => {
  it('is received when its last photo is, not before', () => {
    let items = start();
    expect(photoToSend(items[0]!)).toBeNull();
    items = got(items);
    expect(items[0]).toMatchObject({ state: 'saved', receipt: null, settledAt: null });
    expect(summaryOf(items).waiting).toBe(1);
    expect(photoToSend(nextToSend(items)!)?.id).toBe('p1');
    items = got(items, 'p1');
    expect(items[0]!.state).toBe('saved');
    expect(photoToSend(nextToSend(items)!)?.id).toBe('p2');
    items = got(items, 'p2');
    expect(items[0]).toMatchObject({ state: 'received', receipt: receipt(), unsure: false });
    expect(items[0]!.held).toBeUndefined();
    expect(nextToSend(items)).toBeNull();
  });

  it('is never written over once the office has the record: what is changed follows as a correction without those photos', () => {
    const items = entered(got(start()), entry({ photos: [...photos, { id: 'p3', sha256: '3' }] }), 'k2', now);
    expect(items.map(({ method, photos: own }) => [method, own?.map(({ id }) => id)])).toEqual([['POST', ['p1', 'p2']], ['PUT', ['p3']]]);
    expect(nextToSend(items)?.key).toBe('k1');
  });

  it('is replaced with its photos while nothing of it has left', () => {
    const items = entered(start(), entry({ photos: [photos[1]] }), 'k2', now);
    expect(items.map(({ key, photos: own }) => [key, own?.map(({ id }) => id)])).toEqual([['k1', ['p2']]]);
  });

  it('keeps what the office has through a lost connection, a killed page, a sign-in that ended and a refused photo', () => {
    const sent = begun(got(start()), 'k1');
    for (const items of [settled(sent, 'k1', { kind: 'unreachable' }, now), recovered(sent), settled(sent, 'k1', { kind: 'signed_out' }, now),
      settled(sent, 'k1', { kind: 'refused', refusal: { code: 'photo_not_readable', status: 422, title: '', errors: [] } }, now)]) {
      expect(items[0]).toMatchObject({ held: receipt(), unsure: true, receipt: null });
      expect(items[0]!.state).not.toBe('received');
    }
  });
});

describe('photos on the device', () => {
  const person = { userId: '0196a000-0000-7000-8000-00000000a001', user: 'reporter', permissions: [] } as unknown as Me;
  const jpeg = new Blob([new TextEncoder().encode('CANARY-PICTURE')], { type: 'image/jpeg' });
  const shelfInMemory = (): PhotoShelf & { full: boolean; rows: Map<string, never> } => {
    const rows = new Map<string, never>();
    const shelf = {
      full: false, rows,
      get: (id: string) => Promise.resolve(rows.get(id)),
      put: (row: { id: string }) => (shelf.full ? Promise.reject(new DOMException('Full', 'QuotaExceededError')) : Promise.resolve(void rows.set(row.id, row as never))),
      remove: (ids: string[]) => Promise.resolve(ids.forEach((id) => rows.delete(id))),
      all: () => Promise.resolve([...rows.values()]),
    };
    return shelf as never;
  };
  let shelf = shelfInMemory();
  const open = async (): Promise<void> => {
    useBox(memoryBox());
    shelf = shelfInMemory();
    useShelf(shelf);
    await setUp(person, 'en', 'three cold words');
  };
  afterEach(async () => { await dropPhotos(['x', 'y', 'z']); lock(); });

  it('are sealed, and open with the passphrase alone', async () => {
    await open();
    await addPhoto('x', jpeg);
    const lying = new TextDecoder('latin1').decode((shelf.rows.get('x') as unknown as { sealed: { data: ArrayBuffer } }).sealed.data);
    expect(lying).not.toContain('CANARY');
    expect(await (await photoBytes('x'))?.text()).toBe('CANARY-PICTURE');
  });

  it('are told at once when there is no room, and are not half there', async () => {
    await open();
    shelf.full = true;
    await expect(addPhoto('y', jpeg)).rejects.toBeInstanceOf(NotSaved);
    expect(await photoBytes('y')).toBeNull();
  });

  it('that were chosen before the passphrase was given are sealed with their record', async () => {
    await open();
    lock();
    await addPhoto('z', jpeg);
    expect(shelf.rows.size).toBe(0);
    await unlock('three cold words', { userId: person.userId });
    await keepPhotos(['z']);
    expect(shelf.rows.size).toBe(1);
  });

  it('that nothing names any more go after a day; what a draft names stays; all go when the person takes everything away', async () => {
    await open();
    await addPhoto('x', jpeg);
    await addPhoto('y', jpeg);
    await change((contents) => ({ ...contents, drafts: { task: { value: { photos: [{ id: 'x' }] }, at: '2026-03-06T22:00:00Z' } } }));
    await dropUnnamed(Date.now() + 3_600_000);
    expect([...shelf.rows.keys()]).toEqual(['x', 'y']);
    await dropUnnamed(Date.now() + 25 * 3_600_000);
    expect([...shelf.rows.keys()]).toEqual(['x']);
    await takeAway(person);
    expect(shelf.rows.size).toBe(0);
  });
});

describe('a file that is handed over', () => {
  it('holds the photos that wait with their records, says how many, and leaves those of a record that the office has', async () => {
    const { openedFile, photosOf, plainFile, sealedFile } = await import('./handOver');
    const picture = new Uint8Array(70_000).map((_, at) => at * 31);
    await addPhoto('p1', new Blob([picture], { type: 'image/jpeg' }));
    const there = got(start()).map((item) => ({ ...item, key: 'k9', record: 'r9', photos: [{ id: 'p9', sha256: '9', received: false }] }));
    const items = [...start(), ...there];
    expect(photosOf(items)).toEqual({ goAlong: ['p1', 'p2'], stay: ['p9'] });
    // One of the two is no longer here.
    const { file, photos: within } = await sealedFile(items, 'four tall herons');
    expect(within).toBe(1);
    const opened = await openedFile(file, 'four tall herons');
    expect(opened?.items.map(({ key }) => key)).toEqual(['k1', 'k9']);
    expect(opened?.photos.map(({ id }) => id)).toEqual(['p1']);
    expect(new Uint8Array(await opened!.photos[0]!.jpeg.arrayBuffer())).toEqual(picture);
    expect(JSON.parse(await plainFile(items).text())).toMatchObject({ photosLeftOut: 3, items: [{ record: 'r', body: { photos } }, { record: 'r9' }] });
    await dropPhotos(['p1']);
  });
});
