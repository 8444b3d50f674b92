import { signal } from '@preact/signals';
import { language, named, t } from '../language/language';
import { forgetWithPerson } from '../shell/kept';
import { enter } from '../shell/view';

/** The space that is open in its room; null for the list. */
export const chosen = signal<string | null>(null);
forgetWithPerson(() => { chosen.value = null; });

/** Goes to one space. */
export function show(id: string): void {
  chosen.value = id;
  enter('spaces');
}

/** A space's name in the reader's language, or in the other one where that is all there is. */
export const nameOf = (en: string | null | undefined, cy: string | null | undefined): string =>
  (en && cy ? named(en, cy) : en || cy) || t('spaces.unnamed');

/** The language of the name that is shown, where it is not the reader's. */
export const nameLanguage = (en: string | null | undefined, cy: string | null | undefined): string | undefined =>
  language.value === 'en' ? (en ? undefined : 'cy') : cy ? undefined : 'en';
