import { signal } from '@preact/signals';

// The rules of fair wording are as long as the rest of a form: they come when the first words are written, not before.

type Rules = typeof import('./fairWords');

/** The rules, once they have come. */
export const fairRules = signal<Rules | null>(null);
/** True where they did not come. The office checks every text again. */
export const fairRulesMissing = signal(false);

let coming: Promise<void> | null = null;

/** Brings the rules; comes back when they are here, or when they cannot be had now. */
export const loadFairRules = (): Promise<void> => coming ??= import('./fairWords').then(
  (rules) => { fairRules.value = rules; fairRulesMissing.value = false; },
  () => { coming = null; fairRulesMissing.value = true; });

/** True while a text holds challenged wordings: it is sent with a reason or not at all. */
export const challenged = (text: string): boolean => fairRules.value?.challenged(text) ?? false;
