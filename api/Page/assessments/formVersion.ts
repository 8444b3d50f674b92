import type { FormPromptView } from '../http/contracts';
import { formSides } from '../http/vocabulary';
import type { Side } from './steps';

/** Prompts that the steps of the work ask for: they are in every version. */
const needed = ['boundary', 'partners'];

/** What a part of the form may ask for: sides are rated, what comes before them is told in words, and ticks belong to the scope. */
export const kindsOf = (side: Side): FormPromptView['kind'][] => (side === 'scope' ? ['words', 'tick'] : side === 'basic' ? ['words'] : ['rated']);

/** Whether a prompt has to stay: it is one of those that steps ask for, or the last of its part, or the last tick. */
export const stays = (prompt: FormPromptView, all: readonly FormPromptView[]): boolean =>
  needed.includes(prompt.key) || all.filter(({ side }) => side === prompt.side).length === 1
  || (prompt.kind === 'tick' && all.filter(({ kind }) => kind === 'tick').length === 1);

/** A key for a new prompt out of its English words; another one where it is taken, also by what was left out: keys mean the same for ever. */
export function keyFor(text: string, taken: readonly string[]): string {
  const plain = text.normalize('NFD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, 34).replace(/_+$/, '');
  const stem = plain.length < 2 ? `prompt${plain ? `_${plain}` : ''}` : plain;
  for (let at = 1; ; at++) {
    const key = at === 1 ? stem : `${stem}_${at}`;
    if (!taken.includes(key)) return key;
  }
}

/** The prompts with one of them a place earlier or later in its part; the same ones where there is no such place. */
export function moved(prompts: readonly FormPromptView[], key: string, by: -1 | 1): FormPromptView[] {
  const side = prompts.find((one) => one.key === key)?.side;
  const places = prompts.flatMap((one, at) => (one.side === side ? [at] : []));
  const at = places.findIndex((place) => prompts[place]?.key === key);
  const [here, there] = [places[at], places[at + by]];
  if (here === undefined || there === undefined) return [...prompts];
  const next = [...prompts];
  [next[here], next[there]] = [prompts[there]!, prompts[here]!];
  return next;
}

/** The prompts with a new one at the end of its part. */
export function added(prompts: readonly FormPromptView[], prompt: FormPromptView): FormPromptView[] {
  const after = prompts.filter(({ side }) => formSides.indexOf(side) <= formSides.indexOf(prompt.side));
  return [...after, prompt, ...prompts.slice(after.length)];
}

const wording = ({ textEn, textCy, guidanceEn, guidanceCy }: FormPromptView): string => JSON.stringify([textEn, textCy, guidanceEn ?? null, guidanceCy ?? null]);

export interface Changes { added: FormPromptView[]; worded: FormPromptView[]; leftOut: FormPromptView[]; moved: FormPromptView[] }

/** What a draft changes against the version that it was made from. */
export function changes(before: readonly FormPromptView[], after: readonly FormPromptView[]): Changes {
  const old = new Map(before.map((one) => [one.key, one]));
  const kept = new Set(after.map(({ key }) => key));
  const stayed = (all: readonly FormPromptView[], other: (key: string) => boolean): string[] => all.filter(({ key }) => other(key)).map(({ key }) => key);
  const [was, is] = [stayed(before, (key) => kept.has(key)), stayed(after, (key) => old.has(key))];
  return {
    added: after.filter(({ key }) => !old.has(key)),
    worded: after.filter((one) => { const held = old.get(one.key); return held && wording(held) !== wording(one); }),
    leftOut: before.filter(({ key }) => !kept.has(key)),
    moved: after.filter(({ key }) => old.has(key) && was.indexOf(key) !== is.indexOf(key)),
  };
}

export const isChanged = (some: Changes): boolean => Object.values(some).some((list) => list.length > 0);
