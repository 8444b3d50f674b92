import { plainLetters } from './plainText';

// The twin of FairPattern.cs and FairIndex.cs.

const anyWord = '[^ .,:]+';

/** The pattern with its word lists written out, as a reduced text is written. */
export function expand(pattern: string, words: Record<string, string>): string {
  let whole = pattern;
  for (let depth = 0; /\{[a-z]+\}/.test(whole) && depth < 6; depth++)
    whole = whole.replace(/\{([a-z]+)\}/g, (_, name: string) => `(?:${words[name] ?? ''})`);
  return plainLetters(whole
    .replace(/ ?\{gap([1-9])\}(?=$|[|)])/g, (_, n: string) => `(?: ${anyWord}){0,${n}}`)
    .replace(/\{gap([1-9])\}/g, (_, n: string) => `(?:${anyWord} ){0,${n}}`));
}

/** The words that can begin a match of an expanded pattern. */
export function firstWords(pattern: string): Set<string> {
  let at = 0;
  const alternatives = (): Set<string> => {
    const all = new Set<string>();
    let begun = new Set(['']);
    while (at < pattern.length && pattern[at] !== ')') {
      if (pattern[at] === '|') {
        begun.forEach((start) => all.add(start));
        begun = new Set(['']);
        at++;
        continue;
      }
      const next = part();
      const longer = new Set<string>();
      for (const start of begun)
        if (start.endsWith(' ')) longer.add(start);
        else for (const more of next) longer.add(start + more);
      begun = longer;
    }
    begun.forEach((start) => all.add(start));
    return all;
  };
  const part = (): Set<string> => {
    let found: Set<string>;
    if (pattern[at] === '(') {
      at += 3;
      found = alternatives();
      at++;
    } else if (pattern[at] === '[') {
      const end = pattern.indexOf(']', at);
      const negated = pattern[at + 1] === '^';
      found = new Set(negated ? ['*'] : lettersOf(pattern.slice(at + 1, end)));
      at = end + (negated ? 2 : 1);
    } else found = new Set([pattern[at++]!]);
    if (pattern[at] === '?') at++;
    else if (pattern.startsWith('{0', at)) at = pattern.indexOf('}', at) + 1;
    else return found;
    return found.add('');
  };
  return new Set([...alternatives()].map((start) => start.trimEnd()));
}

function lettersOf(set: string): string[] {
  const letters: string[] = [];
  for (let i = 0; i < set.length; i++) {
    const range = set[i + 1] === '-' && set[i + 2] !== undefined;
    for (let code = set.charCodeAt(i); code <= (range ? set.charCodeAt(i + 2) : set.charCodeAt(i)); code++) letters.push(String.fromCharCode(code));
    if (range) i += 2;
  }
  return letters;
}

export type Span = [from: number, to: number];
interface Entry { slot: number; pattern: string; regex?: RegExp }

/** All patterns by the words that can begin them; only those are tried where such a word stands. */
export class FairIndex {
  private readonly byWord = new Map<string, Entry[]>();
  private slots = 0;

  /** Adds patterns that are tried in this order; the answer is the slot of their spans. */
  add(expanded: string[]): number {
    for (const pattern of expanded) {
      const entry: Entry = { slot: this.slots, pattern };
      for (const word of firstWords(pattern)) this.byWord.set(word, [...this.byWord.get(word) ?? [], entry]);
    }
    return this.slots++;
  }

  /** The spans of every slot in a reduced text; both ends are spaces. */
  find(text: string): Span[][] {
    const found: Span[][] = Array.from({ length: this.slots }, () => []);
    for (let at = 0; at < text.length - 1;) {
      const end = text.indexOf(' ', at + 1);
      for (const entry of this.byWord.get(text.slice(at + 1, end)) ?? []) {
        const spans = found[entry.slot]!;
        if (spans.length > 0 && spans[spans.length - 1]![1] - 1 > at) continue;
        entry.regex ??= new RegExp(` (?:${entry.pattern}) `, 'y');
        entry.regex.lastIndex = at;
        if (entry.regex.test(text)) spans.push([at, entry.regex.lastIndex]);
      }
      at = end;
    }
    return found;
  }
}
