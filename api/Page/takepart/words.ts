import texts from 'virtual:take-part-texts';

export type Language = 'en' | 'cy';

/** The browser's first of the two languages. Nothing is kept: another visit asks the browser again. */
export const firstLanguage = (wished: readonly string[] = navigator.languages): Language =>
  wished.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'cy' || tag === 'en') === 'cy' ? 'cy' : 'en';

/** A sentence in a language, its placeholders filled. An absent key answers with itself, so that it is seen. */
export const say = (language: Language, key: string, values: Record<string, string | number> = {}): string =>
  (texts[language][key] ?? key).replace(/\{(\w+)\}/g, (whole, slot: string) => String(values[slot] ?? whole));

/** A calendar day (`2026-03-06`) in words; months are in the texts, because browsers are built without Welsh dates. */
export function dayText(language: Language, isoDay: string): string {
  const [year = 0, month = 1, day = 1] = isoDay.split('-').map(Number);
  return `${day} ${say(language, `month.${month}`)} ${year}`;
}

/** Of a text in both languages, the one to show. */
export const either = (language: Language, en: string | null | undefined, cy: string | null | undefined): string =>
  (language === 'cy' ? cy || en : en || cy) ?? '';
