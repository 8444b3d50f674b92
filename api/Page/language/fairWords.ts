import cy from '@texts/fair_words.cy.json';
import en from '@texts/fair_words.en.json';
import { expand, FairIndex, type Span } from './fairPattern';
import type { Language } from './language';
import { ownWords, speaking } from './ownWords';
import { PlainText } from './plainText';

// The twin of LanguageCheck.cs. It reads the same rules, so that a phone without a network says what the office will say;
// tests/Geodata.Tests/Language/fair_words.cases.json holds both to the same answers.

interface RuleFile { id: string; row: number; challenge?: string[]; advise?: string[]; except?: string[]; reason: string; alternative: string; use: string[] }

export type Level = 'challenge' | 'advise';
export interface Finding { start: number; length: number; rule: string; row: number; level: Level; written: Language }
export interface Explanation { reason: string; alternative: string; wordings: string[] }

const files: Record<Language, { words: Record<string, string>; legal: string[]; rules: RuleFile[] }> = { en, cy };
const languages: Language[] = ['en', 'cy'];
/** Version of the rules. */
export const version: string = en.version;

const made = (() => {
  const index = new FairIndex();
  const slot = (language: Language, patterns: string[] = []): number => index.add(patterns.map((pattern) => expand(pattern, files[language].words)));
  const slots = languages.flatMap((written) => files[written].rules.map((rule) => ({
    rule, written, challenge: slot(written, rule.challenge), advise: slot(written, rule.advise), except: slot(written, rule.except),
  })));
  const legal = index.add(languages.flatMap((language) => files[language].legal.map((title) => expand(title, files[language].words))));
  return { index, slots, legal, lists: [speaking(en), speaking(cy)] };
})();

/** What a rule says to a reader; the wordings on offer are in the language that it was written in. */
export function explain(finding: Finding, reader: Language): Explanation {
  const of = (language: Language): RuleFile => files[language].rules.find((rule) => rule.id === finding.rule)!;
  const { reason, alternative } = of(reader);
  return { reason, alternative, wordings: of(finding.written).use };
}

/** Wordings to think about again, in the order of the text; both languages are looked for, for people mix them. */
export function check(text: string): Finding[] {
  if (text.length === 0) return [];
  const plain = new PlainText(text);
  const spans = made.index.find(plain.text);
  const found: Finding[] = [];
  for (const { rule, written, ...kinds } of made.slots)
    for (const level of ['challenge', 'advise'] as const)
      for (const [from, to] of spans[kinds[level]]!) {
        if (meets(spans[kinds.except]!, from + 1, to - 1)) continue;
        const [start, end] = plain.origin(from, to);
        found.push({ start, length: end - start, rule: rule.id, row: rule.row, level, written });
      }
  if (found.length === 0) return found;
  const titles = spans[made.legal]!.map(([from, to]) => plain.origin(from, to));
  const own = ownWords(text, made.lists, found.map(({ start }) => start));
  return outermost(found.filter(({ start, length }) => !meets(titles, start, start + length) && !meets(own, start, start + length)));
}

/**
 * The text with another wording in the place of a finding, and where it stands. A word that stands there already is not said twice:
 * "is" before "is being harmed", "'n" before "yn".
 */
export function reworded(text: string, { start, length }: Finding, wording: string): { text: string; start: number; end: number } {
  const first = wording.split(' ')[0]!;
  const before = text.slice(0, start);
  const twice = new RegExp(`(?:^|\\s)${first}\\s+$`, 'i').test(before) || (first === 'yn' && /['’]n\s+$/.test(before));
  const put = twice ? wording.slice(first.length + 1) : wording;
  return { text: before + put + text.slice(start + length), start, end: start + put.length };
}

/** True while a text holds challenged wordings: it is sent with a reason or not at all. */
export const challenged = (text: string): boolean => check(text).some(({ level }) => level === 'challenge');

// A wording is questioned once: advice gives way to a challenge that it touches, and the shorter to the longer that holds it.
function outermost(found: Finding[]): Finding[] {
  const challenges = withoutHeld(found.filter(({ level }) => level === 'challenge'));
  const taken = challenges.map(({ start, length }): Span => [start, start + length]);
  const advice = withoutHeld(found.filter(({ level, start, length }) => level === 'advise' && !meets(taken, start, start + length)));
  return [...challenges, ...advice].sort((a, b) => a.start - b.start || a.row - b.row);
}

function withoutHeld(found: Finding[]): Finding[] {
  const kept: Finding[] = [];
  let furthest = -1;
  const ends = new Map<string, number>();
  const order = (a: Finding, b: Finding): number =>
    a.start - b.start || b.length - a.length || a.row - b.row || languages.indexOf(a.written) - languages.indexOf(b.written);
  for (const finding of [...found].sort(order)) {
    const end = finding.start + finding.length;
    if (furthest >= end || (ends.get(finding.rule) ?? 0) > finding.start) continue;
    kept.push(finding);
    furthest = end;
    ends.set(finding.rule, end);
  }
  return kept;
}

const meets = (stretches: Span[], start: number, end: number): boolean => stretches.some(([from, to]) => from < end && to > start);
