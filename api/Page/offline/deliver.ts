import { apiPath, onAnswer } from '../http/api';
import { language } from '../language/language';
import { photoToSend, versionFor, type Item, type ItemPhoto, type Outcome } from './items';
import { photoBytes } from './photoBox';
import { outcomeOf } from './receipt';
import { sha256 } from './seal';

/** How long an answer may take before the sending counts as unanswered, in milliseconds. */
const patience = 30_000;
/** The same for a photo, which is long on its way where the signal is weak. */
const patienceForPhoto = 180_000;

/** Sends one item, once, or the next of its photos when the office has the record. Whatever happens on the way, only a receipt of these very bytes makes it received. */
export async function deliver(items: Item[], item: Item): Promise<Outcome> {
  const photo = photoToSend(item);
  if (photo) return deliverPhoto(photo);
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

async function deliverPhoto(photo: ItemPhoto): Promise<Outcome> {
  const jpeg = await photoBytes(photo.id);
  if (!jpeg) return { kind: 'refused', refusal: { code: 'photo_lost', status: 0, title: '', errors: [] } };
  try {
    const response = await fetch(apiPath(`/photos/${photo.id}`), {
      method: 'PUT', headers: { 'Accept-Language': language.peek(), Accept: 'application/json', 'Content-Type': 'image/jpeg' },
      body: jpeg, credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(patienceForPhoto),
    });
    const outcome = outcomeOf({
      status: response.status, type: response.headers.get('content-type') ?? '', redirected: response.redirected,
      text: await response.text(), retryAfter: response.headers.get('retry-after'),
    }, { record: photo.id, method: 'PUT' }, photo.sha256);
    if (outcome.kind !== 'unreachable') onAnswer.tell();
    if (outcome.kind === 'received') return { ...outcome, photo: photo.id };
    // Of a photo there are no two versions to choose between.
    return outcome.kind === 'conflict' ? { kind: 'refused', refusal: outcome.refusal } : outcome;
  } catch {
    return { kind: 'unreachable' };
  }
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
