import type { HeldReceipt, Item, Outcome, Refusal } from './items';

/** What an answer must look like before it is believed; whatever else comes back, the office has not answered. */
export interface Answer { status: number; type: string; redirected: boolean; text: string; retryAfter: string | null }

const hex64 = /^[0-9a-f]{64}$/;

/**
 * A receipt of exactly this item: its id, a version, digests in their form, and the digest of the very bytes that were sent. Null for
 * anything else, such as the page of a public network that answers 200 to everything.
 */
export function receiptIn(answer: Answer, item: Pick<Item, 'record' | 'method'>, bodySha256: string): HeldReceipt | null {
  if (answer.redirected || ![200, 201, 202].includes(answer.status) || !isJson(answer.type, 'application/json')) return null;
  const told = parsed(answer.text);
  if (!told) return null;
  const { id, version, contentSha256, receivedAt, bodySha256: echoed } = told;
  const fits = typeof id === 'string' && id.toLowerCase() === item.record.toLowerCase()
    && Number.isInteger(version) && (version as number) >= 1
    && typeof contentSha256 === 'string' && hex64.test(contentSha256)
    && echoed === bodySha256
    && typeof receivedAt === 'string' && !Number.isNaN(Date.parse(receivedAt));
  return fits ? { version: version as number, contentSha256: contentSha256 as string, receivedAt: receivedAt as string } : null;
}

/** What became of a sending, by what came back. */
export function outcomeOf(answer: Answer, item: Pick<Item, 'record' | 'method'>, bodySha256: string): Outcome {
  if (answer.status < 400) {
    const receipt = receiptIn(answer, item, bodySha256);
    return receipt ? { kind: 'received', receipt } : { kind: 'unreachable' };
  }
  const refusal = refusalIn(answer);
  // A refusal that the office did not write says nothing about the record.
  if (!refusal) return { kind: 'unreachable' };
  const after = Number(answer.retryAfter);
  if (refusal.status === 401) return { kind: 'signed_out' };
  if ([408, 425, 429].includes(refusal.status) || refusal.status >= 500)
    return { kind: 'unreachable', ...(after > 0 ? { afterSeconds: after } : {}) };
  const differs = refusal.status === 412 || refusal.status === 410 || refusal.status === 409;
  return differs ? { kind: 'conflict', refusal, theirs: null } : { kind: 'refused', refusal };
}

function refusalIn(answer: Answer): Refusal | null {
  if (answer.redirected || !isJson(answer.type, 'application/problem+json')) return null;
  const told = parsed(answer.text);
  if (!told || typeof told['code'] !== 'string' || told['status'] !== answer.status) return null;
  return {
    code: told['code'], status: answer.status, title: typeof told['title'] === 'string' ? told['title'] : '',
    errors: Array.isArray(told['errors']) ? told['errors'] as Refusal['errors'] : [],
  };
}

const isJson = (type: string, wanted: string): boolean => type.split(';')[0]?.trim().toLowerCase() === wanted;

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : null;
  } catch {
    return null;
  }
}
