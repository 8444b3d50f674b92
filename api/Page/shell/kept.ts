import { effect, signal, type Signal } from '@preact/signals';
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

// What one person typed is never shown to the next one at the same screen.
let writer: string | undefined;
effect(() => {
  const person = me.value?.userId;
  if ((person && writer && person !== writer) || (me.value === null && !sessionEnded.value)) drafts.clear();
  writer = person ?? writer;
});
