import { apiPath, onAnswer } from '../http/api';
import { language } from '../language/language';
import { versionFor, type Item, type Outcome } from './items';
import { outcomeOf } from './receipt';
import { sha256 } from './seal';

/** How long an answer may take before the sending counts as unanswered, in milliseconds. */
const patience = 30_000;

/** Sends one item, once. Whatever happens on the way, only a receipt of these very bytes makes it received. */
export async function deliver(items: Item[], item: Item): Promise<Outcome> {
  const version = versionFor(items, item);
  let outcome: Outcome;
  try {
    const response = await fetch(apiPath(item.path), {
      method: item.method,
      headers: {
        'Accept-Language': language.peek(), Accept: 'application/json', 'Content-Type': 'application/json',
        ...(version === null ? {} : { 'If-Match': `"${version}"` }),
      },
      body: item.body,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    outcome = outcomeOf({
      status: response.status, type: response.headers.get('content-type') ?? '', redirected: response.redirected,
      text: await response.text(), retryAfter: response.headers.get('retry-after'),
    }, item, await sha256(item.body));
    if (outcome.kind !== 'unreachable') onAnswer.tell();
  } catch {
    return { kind: 'unreachable' };
  }
  return outcome.kind === 'conflict' ? { ...outcome, theirs: await theirsOf(item, version) } : outcome;
}

// The office's version beside what was written here; null where it cannot be had, for instance because it was erased.
async function theirsOf(item: Item, version: number | null): Promise<unknown> {
  if (version === null) return null;
  try {
    const response = await fetch(apiPath(item.path), {
      headers: { 'Accept-Language': language.peek(), Accept: 'application/json' }, credentials: 'same-origin', cache: 'no-store',
      redirect: 'error', signal: AbortSignal.timeout(patience),
    });
    return response.ok && response.headers.get('content-type')?.startsWith('application/json') ? await response.json() as unknown : null;
  } catch {
    return null;
  }
}
