import type { components } from '../api-types';
import type { Language } from './words';

export type Form = components['schemas']['TakePartForm'];
export type Item = components['schemas']['SurveyItemView'];

/** What somebody has said so far, by question: the key of a choice, or words. In memory, and nowhere else. */
export type Said = Readonly<Record<string, string>>;

/** Why something did not go through. `unreached` when no answer of ours came. */
export class Refused extends Error {
  constructor(readonly code: string, readonly title: string, readonly fields: readonly { field: string | null; code: string; message: string }[] = []) { super(code); }
}

/** The token behind the # of the address, which no server is sent. */
export const tokenOf = (hash: string): string => hash.replace(/^#/, '');

async function ask<Answer>(door: string, language: Language, body: unknown): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`api/v1/take-part/${door}`, {
      method: 'POST', body: JSON.stringify(body), credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': language, Accept: 'application/json' },
    });
  } catch {
    throw new Refused('unreached', '');
  }

  if (response.status === 204) return undefined as Answer;
  // What is no JSON was not written by us: a public network's sign-in page answers 200 to everything.
  if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '')) throw new Refused('unreached', '');
  const answer = (await response.json().catch(() => { throw new Refused('unreached', ''); })) as Answer & { code?: string; title?: string; errors?: Refused['fields'] };
  if (!response.ok) throw new Refused(answer.code ?? 'unexpected', answer.title ?? '', answer.errors ?? []);
  return answer;
}

/** What is asked by the link. */
export const readForm = (token: string, language: Language): Promise<Form> => ask<Form>('form', language, { token });

/** The answers in the order of the questions; what was left out is not among them. */
export const answersOf = (items: readonly Item[], said: Said): { item: string; choice?: string; text?: string }[] =>
  items.filter(({ key }) => said[key]?.trim()).map(({ key, kind }) => (kind === 'choice' ? { item: key, choice: said[key]! } : { item: key, text: said[key]!.trim() }));

/** The question that a refused field (`survey[2].text`) belongs to. */
export const itemOf = (items: readonly Item[], said: Said, field: string | null): string | undefined => {
  const at = /^survey\[(\d+)\]/.exec(field ?? '')?.[1];
  return at === undefined ? undefined : answersOf(items, said)[Number(at)]?.item;
};

/** Answers to a survey, or a map. */
export type Answers = { survey: ReturnType<typeof answersOf> } | { map: components['schemas']['SafetyMapAnswer'] };
export type Received = components['schemas']['AnswersReceived'];

/** Deletes one's own map by its code. */
export const deleteOwnMap = (code: string, language: Language): Promise<void> => ask<void>('own-maps/deletion', language, { code });

/** Hands answers in. The ballot is taken once and kept for another try: the same answers are then received once, whatever was lost on the way. */
export function handIn(token: string): (what: Answers, language: Language) => Promise<Received> {
  let ballot: string | undefined;
  return async (what, language) => {
    ballot ??= (await ask<{ ballot: string }>('ballots', language, { token })).ballot;
    try {
      const received = await ask<Received>('answers', language, { token, ballot, ...what });
      if (!received.closesOn) throw new Refused('unreached', '');
      return received;
    } catch (refused) {
      // Another ballot for another try, where this one is worth nothing.
      if (refused instanceof Refused && refused.code === 'ballot_not_valid') ballot = undefined;
      throw refused;
    }
  };
}
