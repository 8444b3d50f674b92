import { afterEach, expect, test, vi } from 'vitest';
import { Problem } from './api';
import { type Begun, fetchWhole } from './fetchWhole';

const whole = new Uint8Array(Array.from({ length: 1_000 }, (_, at) => at % 251));
const none = (): Begun => ({ parts: [], length: 0, tag: null, type: '' });
const bytes = async (file: Blob): Promise<number[]> => [...new Uint8Array(await file.arrayBuffer())];

afterEach(() => vi.unstubAllGlobals());

/** An office that breaks off after so many bytes of each answer. */
function office(breaks: number[]) {
  const asked: Record<string, string>[] = [];
  vi.stubGlobal('fetch', (_: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(headers);
    const from = Number(/^bytes=(\d+)-$/.exec(headers['Range'] ?? '')?.[1] ?? 0);
    const sent = whole.slice(from, from + (breaks.shift() ?? whole.length));
    let given = false;
    const body = new ReadableStream({
      pull(to) {
        if (!given) to.enqueue(sent);
        else if (from + sent.length < whole.length) to.error(new TypeError('network'));
        else to.close();
        given = true;
      },
    }, { highWaterMark: 0 });
    const part = 'Range' in headers;
    return Promise.resolve(new Response(body, {
      status: part ? 206 : 200,
      headers: { etag: '"x"', 'content-length': String(whole.length - from), ...(part ? { 'content-range': `bytes ${from}-999/1000` } : {}) },
    }));
  });
  return asked;
}

test('a file that breaks off is taken up where it broke, under its tag', async () => {
  const asked = office([300, 450]);
  expect(await bytes(await fetchWhole('/f', none(), () => undefined, () => Promise.resolve()))).toEqual([...whole]);
  expect(asked.map((one) => [one['Range'], one['If-Range']])).toEqual([[undefined, undefined], ['bytes=300-', '"x"'], ['bytes=750-', '"x"']]);
});

test('what is here counts, and the rest is asked for by tag', async () => {
  const asked = office([]);
  const begun: Begun = { parts: [whole.slice(0, 400)], length: 400, tag: '"x"', type: '' };
  const shares: number[] = [];
  expect(await bytes(await fetchWhole('/f', begun, (share) => shares.push(share), () => Promise.resolve()))).toEqual([...whole]);
  expect(asked[0]).toMatchObject({ Range: 'bytes=400-', 'If-Range': '"x"' });
  expect(shares.at(-1)).toBe(1);
});

test('nobody answers: after some tries it says so', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  const waits: number[] = [];
  await expect(fetchWhole('/f', none(), () => undefined, (ms) => { waits.push(ms); return Promise.resolve(); })).rejects.toBeInstanceOf(Problem);
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
});
