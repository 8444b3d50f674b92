import type { NewAnswer, AnswerView, FormPromptView } from '../http/contracts';

export type Kind = FormPromptView['kind'];

/** An answer as it stands in the fields. */
export interface Draft { text: string; rating: string; source: string; grade: string; ticked: boolean | null; kept: string }

export const draftOf = (answer?: AnswerView | null): Draft => ({
  text: answer?.text ?? '', rating: answer?.rating ?? '', source: answer?.source ?? '', grade: answer?.grade ?? '', ticked: answer?.ticked ?? null,
  kept: answer?.languageReason ?? '',
});

/** An answer as it is sent: what is empty is left out, and so is what this kind of prompt does not ask for. */
export function bodyOf({ text, rating, source, grade, ticked, kept }: Draft, kind: Kind): NewAnswer {
  const rated = kind === 'rated';
  return {
    ...(text.trim() ? { text: text.trim() } : {}),
    ...(rating && (rated || rating === 'not_known') ? { rating: rating as NonNullable<NewAnswer['rating']> } : {}),
    ...(rated && source ? { source: source as NonNullable<NewAnswer['source']> } : {}),
    ...(rated && grade ? { grade: grade as NonNullable<NewAnswer['grade']> } : {}),
    ...(kind === 'tick' && ticked !== null ? { ticked } : {}),
    ...(kept.trim() ? { languageReason: kept.trim() } : {}),
  };
}

/** Whether two answers say the same; why a wording is kept is no part of what is said. */
export const sameAnswer = (a: Draft, b: Draft, kind: Kind): boolean =>
  JSON.stringify(bodyOf({ ...a, kept: '' }, kind)) === JSON.stringify(bodyOf({ ...b, kept: '' }, kind));

export type Missing = 'text' | 'source' | 'grade' | 'rating' | 'tick';

/** What an answer still needs to be whole; nothing where it is not known. */
export function missing({ text, rating, source, grade, ticked }: Draft, kind: Kind): Missing[] {
  if (rating === 'not_known') return [];
  if (kind === 'tick') return ticked === null ? ['tick'] : [];
  const words: Missing[] = text.trim() ? [] : ['text'];
  if (kind === 'words') return words;
  return [...(rating ? [] : ['rating' as const]), ...words, ...(source ? [] : ['source' as const]), ...(grade ? [] : ['grade' as const])];
}

/** Whether nothing was written yet. */
export const isBlank = (draft: Draft, kind: Kind): boolean => sameAnswer(draft, draftOf(), kind);
