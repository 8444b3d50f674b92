import signs from '@texts/fair_words.signs.json';
import { expand } from './fairPattern';
import { PlainText } from './plainText';

// The twin of OwnWords.cs: what a child said, and titles in law, are not the writer's to word.

type Speech = Record<'child' | 'pronoun' | 'child_after' | 'pronoun_after' | 'adult' | 'first_person', string[]>;
interface SpeechFile { words: Record<string, string>; speech: Speech; labels: Record<string, string[]> }
export type Speaking = ReturnType<typeof speaking>;

/** How one language's file tells a child's own words. */
export function speaking(file: SpeechFile) {
  const regex = (patterns: string[], before: string, behind: string): (() => RegExp) => {
    let made: RegExp | undefined;
    return () => (made ??= new RegExp(`${before} (?:${patterns.map((pattern) => expand(pattern, file.words)).join('|')})${behind}`));
  };
  const { child, pronoun, child_after, pronoun_after, adult, first_person } = file.speech;
  return {
    child: regex(child, '', ' (?:[,:] )?$'), pronoun: regex(pronoun, '', ' (?:[,:] )?$'),
    childAfter: regex(child_after, '^(?: [,.])?', ' '), pronounAfter: regex(pronoun_after, '^(?: [,.])?', ' '),
    adult: regex(adult, '', ' '), firstPerson: regex(first_person, '', ' '),
    labels: Object.values(file.labels).flat().map((label) => new PlainText(label).text),
  };
}

const quotes: Record<string, string> = signs.quotes;
const letterOrDigit = (c: string | undefined): boolean => c !== undefined && /[\p{L}\p{Nd}]/u.test(c);

/** The stretches as written that hold one of the places asked for, in order. */
export function ownWords(text: string, lists: Speaking[], asked: number[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  const holds = (from: number, to: number): boolean => asked.some((place) => place >= from && place < to);
  for (let open = 0; open < text.length; open++) {
    const mark = quotes[text[open]!];
    if (text[open] === '[') {
      const end = text.slice(open, open + signs.longest_quote).indexOf(']') + open;
      if (end < open || !holds(open, end) || !isLabelled(text.slice(open + 1, end), lists)) continue;
      found.push([open, end + 1]);
      open = end;
    } else if (mark !== undefined && text[open + 1] !== undefined && !/\s/.test(text[open + 1]!) && !letterOrDigit(text[open - 1])) {
      const close = closing(text, open, mark);
      if (close < 0) continue;
      if (holds(open, close) && isChilds(text, open, close, lists)) found.push([open, close + 1]);
      open = close;
    }
  }
  return found;
}

function isLabelled(inside: string, lists: Speaking[]): boolean {
  const colon = inside.indexOf(':');
  if (colon < 0) return false;
  const label = new PlainText(inside.slice(0, colon)).text;
  return lists.some(({ labels }) => labels.includes(label));
}

function closing(text: string, open: number, mark: string): number {
  const last = Math.min(text.length, open + signs.longest_quote);
  for (let i = open + 1; i < last; i++) if (text[i] === mark && !letterOrDigit(text[i + 1])) return i;
  return -1;
}

function isChilds(text: string, open: number, close: number, lists: Speaking[]): boolean {
  const introduction = new PlainText(text.slice(Math.max(0, open - signs.longest_introduction), open)).text;
  const before = introduction.slice(introduction.lastIndexOf('.') + 1) || ' ';
  const after = new PlainText(text.slice(close + 1, close + 1 + signs.longest_introduction)).text;
  if (lists.some(({ adult }) => adult().test(before))) return false;
  const stop = after.indexOf('.', Math.min(4, after.length));
  const clause = stop < 0 ? after : after.slice(0, stop);
  const follows = (told: RegExp, list: Speaking): boolean => told.test(clause) && !list.adult().test(clause);
  if (lists.some((list) => list.child().test(before) || follows(list.childAfter(), list))) return true;
  const said = new PlainText(text.slice(open + 1, close)).text;
  return lists.some((list) => (list.pronoun().test(before) || follows(list.pronounAfter(), list)) && list.firstPerson().test(said));
}
