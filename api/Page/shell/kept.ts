import { effect, signal, untracked, type Signal } from '@preact/signals';
import { me, sessionEnded } from '../access/session';

const drafts = new Map<string, Signal<unknown>>();

/**
 * What is being typed in a form, by the form's name: it outlives the form, so that neither Back nor a session that ends by itself
 * loses anything. Never written to the browser's storage.
 */
export function kept<Draft>(form: string, empty: () => Draft): Signal<Draft> {
  let draft = drafts.get(form) as Signal<Draft> | undefined;
  if (!draft) drafts.set(form, draft = signal(empty()));
  return draft;
}

export const forgetKept = (form: string): void => { drafts.delete(form); };

const forgetters: (() => void)[] = [];

/** Called when another person comes to the same screen, or somebody signs out: a form that holds its own draft forgets it. */
export const forgetWithPerson = (forget: () => void): void => { forgetters.push(forget); };

// What one person typed is never shown to the next one at the same screen; a session that ended by itself keeps it for its owner.
let writer: string | undefined;
effect(() => {
  const person = me.value?.userId;
  if ((person && writer && person !== writer) || (me.value === null && !sessionEnded.value)) {
    drafts.clear();
    for (const forget of forgetters) untracked(forget);
  }
  writer = person ?? writer;
});
