import { call } from '../http/api';
import type { AnswerView, FormPromptView } from '../http/contracts';
import { kept } from '../shell/kept';
import { autosave, type Autosave, type Standing } from './autosave';

/** Answers of an assessment that are being written, by prompt. They outlive the form: neither Back nor a session that ends loses a word. */
export const savingOf = (assessment: string): Map<string, Autosave> => kept(`assessment ${assessment}`, () => new Map<string, Autosave>()).peek();

/** The answer to a prompt as it is written here, with what the office holds of it by now. */
export function answerTo(assessment: string, prompt: FormPromptView, held: AnswerView | null): Autosave {
  const all = savingOf(assessment);
  const there = all.get(prompt.key);
  if (there) return there;
  const made = autosave(prompt.kind, held, (body, version) =>
    call<AnswerView>(`/assessments/${assessment}/answers/${prompt.key}`, { method: 'PUT', ifMatch: `"${version}"`, body }));
  all.set(prompt.key, made);
  return made;
}

/** Whether something that was typed is not with the office yet. */
export const isUnsaved = ({ saving }: Standing): boolean => saving !== 'still' && saving !== 'saved';
