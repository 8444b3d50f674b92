import { describe, expect, it } from 'vitest';
import { amendableFor, begun, chainOf, entered, nextToSend, recovered, settled, summaryOf, unsent, versionFor, withoutOld, type Entry, type Item, type Outcome } from './items';

const now = new Date('2026-11-13T22:00:00Z');
const entry = (words: string, part: Partial<Entry> = {}): Entry =>
  ({ kind: 'incident', record: 'r1', path: '/incidents/r1', body: { words }, draft: words, form: 1, ...part });
const receipt = (version: number): Outcome => ({ kind: 'received', receipt: { version, contentSha256: '', receivedAt: now.toISOString() } });
const refusal = { code: 'x', status: 422, title: '', errors: [] };
const made = (...words: string[]): Item[] => words.reduce((items, word, at) => entered(items, entry(word), `k${at}`, now), [] as Item[]);
const sent = (items: Item[], key: string, outcome: Outcome): Item[] => settled(begun(items, key), key, outcome, now);

describe('edits of a record on its way', () => {
  it('replace what was never sent, under the same id', () => {
    const items = made('one', 'two');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ key: 'k0', method: 'POST', body: '{"words":"two"}' });
  });
  it('stand behind what may have been stored, whose body stays as it was', () => {
    const items = entered(sent(made('one'), 'k0', { kind: 'unreachable' }), entry('two'), 'k1', now);
    expect(items.map(({ method, body }) => [method, body])).toEqual([['POST', '{"words":"one"}'], ['PUT', '{"words":"two"}']]);
    expect(nextToSend(items)?.key).toBe('k0');
  });
  it('correct the version that the receipt told', () => {
    let items = entered(sent(made('one'), 'k0', { kind: 'unreachable' }), entry('two'), 'k1', now);
    items = sent(items, 'k0', receipt(1));
    expect(nextToSend(items)?.key).toBe('k1');
    expect(versionFor(items, items[1]!)).toBe(1);
  });
  it('replace what was refused, and take the office’s version that their writer has seen', () => {
    const refused = sent(made('one'), 'k0', { kind: 'refused', refusal });
    expect(entered(refused, entry('two'), 'k1', now)).toMatchObject([{ key: 'k0', method: 'POST', state: 'saved', refusal: null }]);
    const conflict = sent(entered([], entry('mine', { method: 'PUT', ifMatch: 1 }), 'k0', now), 'k0', { kind: 'conflict', refusal, theirs: { version: 3 } });
    expect(entered(conflict, entry('mine', { method: 'PUT', ifMatch: 3 }), 'k1', now)).toMatchObject([{ method: 'PUT', ifMatch: 3, state: 'saved' }]);
  });
  it('hold the later ones back while an earlier one waits for its writer', () => {
    const items = entered(entered(sent(made('one'), 'k0', { kind: 'unreachable' }), entry('two'), 'k1', now), entry('other', { record: 'r2' }), 'k2', now);
    expect(nextToSend(sent(items, 'k0', { kind: 'refused', refusal }))?.key).toBe('k2');
  });
});

describe('a record that nobody answers', () => {
  it('holds back its own edits and nothing else', () => {
    const first = entered(sent(made('one'), 'k0', { kind: 'unreachable' }), entry('two'), 'k1', now);
    const items = entered(first, entry('other', { record: 'r2' }), 'k2', now);
    expect(nextToSend(items)?.key).toBe('k0');
    expect(nextToSend(items, new Set([chainOf(items[0]!)]))?.key).toBe('k2');
    expect(nextToSend(items, new Set(items.map(chainOf)))).toBeNull();
  });
});

describe('the state of an item', () => {
  it('is received on a receipt alone, and for good', () => {
    const items = sent(made('one'), 'k0', receipt(1));
    expect(settled(items, 'k0', { kind: 'unreachable' }, now)[0]?.state).toBe('received');
    expect(sent(made('one'), 'k0', { kind: 'signed_out' })[0]?.state).toBe('saved');
  });
  it('of a page that died while sending is saved, and its body is kept', () => {
    const items = recovered(begun(made('one'), 'k0'));
    expect(items[0]).toMatchObject({ state: 'saved', unsure: true });
    expect(entered(items, entry('two'), 'k1', now)).toHaveLength(2);
  });
  it('counts everything that the office does not have as waiting, whatever its state', () => {
    const items = [...made('one'), ...sent(entered([], entry('two', { record: 'r2' }), 'k1', now), 'k1', { kind: 'refused', refusal })];
    expect(summaryOf(items)).toEqual({ waiting: 2, sending: 0, attention: 1, oldest: now.toISOString() });
  });
  it('is forgotten a day after the office has it, never before, and not while a correction builds on it', () => {
    const items = sent(made('one'), 'k0', receipt(1));
    const later = new Date(now.getTime() + amendableFor);
    expect(withoutOld(items, new Date(later.getTime() - 1))).toHaveLength(1);
    expect(withoutOld(items, later)).toHaveLength(0);
    expect(withoutOld(entered(items, entry('two'), 'k1', now), later)).toHaveLength(2);
    expect(withoutOld(made('one'), new Date('2036-01-01'))).toHaveLength(1);
  });
});

/** An office that behaves as the API does: one row for an id, corrections by version. */
function office() {
  const rows = new Map<string, { bodies: string[] }>();
  return {
    rows,
    take(item: Item, version: number | null): Outcome {
      const row = rows.get(item.record);
      if (item.method === 'POST') {
        if (!row) rows.set(item.record, { bodies: [item.body] });
        else if (row.bodies[0] !== item.body) return { kind: 'conflict', refusal: { ...refusal, status: 409 }, theirs: null };
        return receipt(rows.get(item.record)?.bodies.length ?? 1);
      }
      if (!row) return { kind: 'refused', refusal: { ...refusal, status: 404 } };
      if (version === row.bodies.length - 1 && row.bodies.at(-1) === item.body) return receipt(row.bodies.length);
      if (version !== row.bodies.length) return { kind: 'conflict', refusal: { ...refusal, status: 412 }, theirs: { version: row.bodies.length } };
      row.bodies.push(item.body);
      return receipt(row.bodies.length);
    },
  };
}

// A generator of numbers that can be had again (Lehmer, modulus 2^31 - 1, multiplier 48271).
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('500 random interruptions', () => {
  it.each(Array.from({ length: 10 }, (_, seed) => seed + 1))('leave the page’s word equal to the office’s ledger (seed %i)', (seed) => {
    const chance = chanceOf(seed);
    const there = office();
    let items: Item[] = [];
    const newest = new Map<string, string>();
    for (let step = 0; step < 500; step++) {
      const record = `r${Math.floor(chance() * 12)}`;
      if (chance() < 0.3) {
        items = entered(items, entry(`${step}`, { record, path: `/incidents/${record}` }), `k${String(step).padStart(4, '0')}`, now);
        newest.set(record, `{"words":"${step}"}`);
      }
      const next = nextToSend(items);
      if (!next) continue;
      const before = items;
      items = begun(items, next.key);
      const sending = items.find(({ key }) => key === next.key)!;
      const fate = chance();
      // Cut before it arrived; killed before it arrived; the answer was lost; killed after it was stored; signed out; answered.
      if (fate < 0.15) items = settled(items, next.key, { kind: 'unreachable' }, now);
      else if (fate < 0.3) items = recovered(items);
      else if (fate < 0.45) { there.take(sending, versionFor(items, sending)); items = settled(items, next.key, { kind: 'unreachable' }, now); }
      else if (fate < 0.6) { there.take(sending, versionFor(items, sending)); items = recovered(items); }
      else if (fate < 0.7) items = settled(items, next.key, { kind: 'signed_out' }, now);
      else items = settled(items, next.key, there.take(sending, versionFor(items, sending)), now);
      expect(before.length).toBeGreaterThan(0);
      // Whatever the page calls received is there, with these very words.
      for (const item of items.filter(({ state }) => state === 'received')) expect(there.rows.get(item.record)?.bodies).toContain(item.body);
    }
    // At last the connection holds.
    for (let next = nextToSend(items); next; next = nextToSend(items)) {
      items = begun(items, next.key);
      const sending = items.find(({ key }) => key === next!.key)!;
      items = settled(items, next.key, there.take(sending, versionFor(items, sending)), now);
    }
    const open = new Set(unsent(items).map(({ record }) => record));
    for (const [record, body] of newest) {
      // Every record's last words are at the office, or their writer is asked.
      if (!open.has(record)) expect(there.rows.get(record)?.bodies.at(-1)).toBe(body);
    }
    expect(unsent(items)).toEqual([]);
    expect(there.rows.size).toBe(newest.size);
  });
});

describe('a record and three edits of it, made offline', () => {
  const orders = (rest: number[]): number[][] => (rest.length === 0 ? [[]] : rest.flatMap((one) => orders(rest.filter((other) => other !== one)).map((order) => [one, ...order])));
  it.each(orders([0, 1, 2, 3]).map((order) => [order.join('')]))('delivered in the order %s end in the same state', (order) => {
    const there = office();
    // Each may have been stored without its receipt, so that all four stand in line.
    let items = made('0');
    for (const word of ['1', '2', '3']) items = entered(items.map((item) => ({ ...item, unsure: true })), entry(word), `k${word}`, now);
    expect(items).toHaveLength(4);
    // The network lets the attempts through in any order: what the queue would not send yet is not sent.
    for (let round = 0; round < 4; round++) {
      for (const wanted of order) {
        const next = nextToSend(items);
        if (next?.key !== `k${wanted}`) continue;
        items = begun(items, next.key);
        const sending = items.find(({ key }) => key === next.key)!;
        items = settled(items, next.key, there.take(sending, versionFor(items, sending)), now);
      }
    }
    expect(items.map(({ state }) => state)).toEqual(['received', 'received', 'received', 'received']);
    expect(there.rows.get('r1')?.bodies).toEqual(['0', '1', '2', '3'].map((words) => JSON.stringify({ words })));
  });
});
