import { signal } from '@preact/signals';
import type { SpaceView } from '../http/contracts';
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

/** Names that a space had, as one line, each once. */
export const earlierNames = (en: string | null | undefined, cy: string | null | undefined, local: readonly string[]): string =>
  [...new Set([...(language.value === 'cy' ? [cy, en] : [en, cy]), ...local].filter((name): name is string => Boolean(name)))].join(', ');

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a space is called so, is called so by people there, or was called so before; accents and case do not matter. */
export const isCalled = (typed: string, space: SpaceView): boolean => called(typed, [space.nameEn, space.nameCy, ...space.localNames, ...space.earlierNames]).length > 0;

/** Earlier names by which a space is found and by no other. */
export const foundByEarlier = (typed: string, space: SpaceView): string[] =>
  typed.trim() && called(typed, [space.nameEn, space.nameCy, ...space.localNames]).length === 0 ? called(typed, space.earlierNames) : [];

const called = (typed: string, names: readonly (string | null | undefined)[]): string[] =>
  names.filter((name): name is string => Boolean(name) && plain(name ?? '').includes(plain(typed.trim())));
