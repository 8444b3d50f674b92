import { callForStream, Problem } from './api';

/** What is here of a file: kept by whoever asks, so that a second try goes on where the first broke off. */
export interface Begun { parts: BlobPart[]; length: number; tag: string | null; type: string }

const mostTries = 6;
const firstWaitMs = 500;

/**
 * Fetches a file that is given out once. Where the network goes meanwhile, it asks for the rest of the very same file, a few times, each
 * after a longer wait; then it says that nobody answers, and what is here stays in `begun` for the next try.
 */
export async function fetchWhole(path: string, begun: Begun, told: (share: number) => void, wait = pause): Promise<Blob> {
  for (let tries = 1; ; tries++) {
    try {
      const answer = await callForStream(path, begun.tag === null ? {} : { rest: { from: begun.length, tag: begun.tag } });
      const total = begin(begun, answer);
      if (await takeIn(answer, begun, (here) => told(total > 0 ? here / total : 1)) === total) return new Blob(begun.parts, { type: begun.type });
      throw Problem.unreachable();
    } catch (fault) {
      if (!(fault instanceof Problem) || fault.code !== 'unreachable' || tries === mostTries) throw fault;
    }
    await wait(firstWaitMs * 2 ** (tries - 1));
  }
}

// Where the answer is the rest, its length is that of the rest; an answer from the beginning begins anew.
function begin(begun: Begun, answer: Response): number {
  begun.tag = answer.headers.get('etag');
  begun.type = answer.headers.get('content-type') ?? '';
  const whole = /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1];
  if (answer.status === 206 && whole) return Number(whole);
  begun.parts = [];
  begun.length = 0;
  return Number(answer.headers.get('content-length') ?? '0');
}

async function takeIn(answer: Response, begun: Begun, told: (here: number) => void): Promise<number> {
  const reader = answer.body?.getReader();
  if (!reader) throw Problem.unreachable();
  for (;;) {
    const next = await reader.read().catch(() => { throw Problem.unreachable(); });
    if (next.done) return begun.length;
    begun.parts.push(next.value);
    begun.length += next.value.length;
    told(begun.length);
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => { window.setTimeout(done, milliseconds); });
