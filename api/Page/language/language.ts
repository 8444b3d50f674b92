import { signal } from '@preact/signals';
import { wallTime } from '../places/londonTime';

export type Language = 'en' | 'cy';
export type TextFile = Record<string, Record<string, string>>;
export type Values = Record<string, string | number>;

const files: Record<Language, () => Promise<{ default: TextFile }>> = {
  en: () => import('@texts/text.en.json'),
  cy: () => import('@texts/text.cy.json'),
};

const roomFiles: Record<Language, () => Promise<{ default: TextFile }>> = {
  en: () => import('virtual:room-words-en'),
  cy: () => import('virtual:room-words-cy'),
};

const loaded: Partial<Record<Language, TextFile>> = {};
/** Languages whose words of the rooms are here too; null until a room was entered. */
let withRooms: Set<Language> | null = null;

/** The language on screen now. Every component that reads it is drawn again when it changes; what was typed stays. */
export const language = signal<Language>('en');

/** The language a reader starts with: the one chosen in this tab before, else the browser's first of the two. */
export function firstLanguage(): Language {
  const chosen = (history.state as { language?: Language } | null)?.language;
  if (chosen === 'en' || chosen === 'cy') return chosen;
  const wished = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'cy' || tag === 'en');
  return wished === 'cy' ? 'cy' : 'en';
}

/** Loads a language's words if need be and changes the page to it. */
export async function speak(wanted: Language): Promise<void> {
  loaded[wanted] ??= (await files[wanted]()).default;
  if (withRooms) await bringRoomWords(wanted);
  document.documentElement.lang = wanted;
  document.getElementById('manifest')?.setAttribute('href', `manifest.${wanted}.webmanifest`);
  history.replaceState({ ...(history.state as object | null), language: wanted }, '');
  language.value = wanted;
}

/** Brings the words that only rooms say (roomWords.ts), in the language on screen now and in each that is spoken later. */
export async function speakOfRooms(): Promise<void> {
  withRooms ??= new Set();
  await bringRoomWords(language.value);
}

async function bringRoomWords(wanted: Language): Promise<void> {
  if (withRooms?.has(wanted)) return;
  loaded[wanted] = { ...loaded[wanted], ...(await roomFiles[wanted]()).default };
  withRooms?.add(wanted);
}

/**
 * The sentence behind a key such as `hotspots.events`, with its placeholders filled. Where the key has plural forms
 * (`hotspots.events#one`, `#two`, …) the value `n` chooses: Welsh has six.
 */
export function t(key: string, values: Values = {}): string {
  return textFrom(loaded[language.value] ?? {}, language.value, key, values);
}

/** Whether the words have such a key, for codes that a newer server may know and this page does not. */
export function has(key: string): boolean {
  const [section, name] = split(key);
  const words = loaded[language.value]?.[section] ?? {};
  return name in words || `${name}#other` in words;
}

/** The members of a vocabulary that have a word, ordered as the reader sorts them. */
export const textKeys = (vocabulary: string): string[] =>
  Object.entries(loaded[language.value]?.[vocabulary] ?? {}).sort(([, a], [, b]) => a.localeCompare(b, language.value)).map(([key]) => key);

/** The word for a member of a vocabulary: `word('harm_type', 'cse')`. */
export const word = (vocabulary: string, member: string): string =>
  has(`${vocabulary}.${member}`) ? t(`${vocabulary}.${member}`) : member;

/** The pure part of `t`, for tests. An absent key answers with itself, so that it is seen. */
export function textFrom(file: TextFile, spoken: Language, key: string, values: Values): string {
  const [section, name] = split(key);
  const words = file[section] ?? {};
  const form = typeof values['n'] === 'number' ? pluralForm(words, name, spoken, values['n']) : name;
  const sentence = words[form] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, slot: string) => {
    const value = values[slot];
    return value === undefined ? whole : typeof value === 'number' ? number(value, spoken) : value;
  });
}

// English has no form of its own for none; where a sentence for none is written, it is said.
function pluralForm(words: Record<string, string>, name: string, spoken: Language, n: number): string {
  if (n === 0 && `${name}#zero` in words) return `${name}#zero`;
  const exact = `${name}#${new Intl.PluralRules(spoken).select(n)}`;
  return [exact, `${name}#other`, name].find((form) => form in words) ?? name;
}

function split(key: string): [string, string] {
  const dot = key.indexOf('.');
  return [key.slice(0, dot), key.slice(dot + 1)];
}

/** A whole number as readers of the language write it. */
export const number = (value: number, spoken: Language = language.value): string =>
  new Intl.NumberFormat(spoken === 'cy' ? 'cy-GB' : 'en-GB', { maximumFractionDigits: 1 }).format(value);

// Months are in the text files, because browsers are built without Welsh dates (Chromium writes "2026 M03 6").
function dayText(year: number, month: number, dayOfMonth: number, form: 'month' | 'month_short'): string {
  return `${dayOfMonth} ${t(`${form}.${month}`)} ${year}`;
}

function calendarDay(isoDay: string, form: 'month' | 'month_short'): string {
  const [year = 0, month = 1, dayOfMonth = 1] = isoDay.slice(0, 10).split('-').map(Number);
  return dayText(year, month, dayOfMonth, form);
}

/** A calendar day (`2026-03-06`) in words: 6 March 2026. */
export const day = (isoDay: string): string => calendarDay(isoDay, 'month');

/** A calendar day in short: 6 Mar 2026. */
export const shortDay = (isoDay: string): string => calendarDay(isoDay, 'month_short');

/** A month (`2025-03`) in words: March 2025. */
export const monthText = (isoMonth: string): string => `${t(`month.${Number(isoMonth.slice(5, 7))}`)} ${isoMonth.slice(0, 4)}`;

/** An instant as day and time on British clocks, whatever zone the device is set to: 6 Mar 2026, 21:30. */
export function moment(instant: string): string {
  const { year, month, day: dayOfMonth } = wallTime(new Date(instant));
  return `${dayText(year, month, dayOfMonth, 'month_short')}, ${clock(instant)}`;
}

/** The time of day of an instant on British clocks: 21:30. */
export function clock(instant: string): string {
  const { hour, minute } = wallTime(new Date(instant));
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Metres as a distance that can be said: 40 m, 1.2 km. */
export const distance = (metres: number): string =>
  metres < 1000 ? t('house.metres', { d: Math.round(metres / 10) * 10 }) : t('house.kilometres', { d: Math.round(metres / 100) / 10 });

/** How exact something is: to the metre below 100 m, where rounding would change what it says. */
export const accuracy = (metres: number): string =>
  metres < 100 ? t('house.metres', { d: Math.ceil(metres) }) : distance(metres);

/** The name in the language on screen, or in the other one where only that exists. */
export const named = (en: string | null | undefined, cy: string | null | undefined): string =>
  (language.value === 'cy' ? cy || en : en || cy) ?? '';
