import signs from '@texts/fair_words.signs.json';

// The twin of PlainText.cs and FairSigns.cs: both read fair_words.signs.json and are held to the same cases.

const letters = new Map(Object.entries(signs.letters).flatMap(([plain, accented]) => [...accented].map((letter): [string, string] => [letter, plain])));
const apostrophes = new Set(signs.apostrophes);
const dropped = new Set(signs.dropped);
const endings = new Map([...signs.stops].map((c) => [c, '.']).concat([...signs.commas].map((c) => [c, ',']), [...signs.colons].map((c) => [c, ':'])) as [string, string][]);
const wordSign = /[\p{L}\p{Nd}\p{Cs}]/u;
const mark = /\p{M}/u;

/** True for a letter or digit; half of a pair of surrogates is taken for a letter, as the server does. */
export const isWord = (c: string): boolean => /[A-Za-z0-9]/.test(c) || (c > '\u007f' && wordSign.test(c));

/** The letter in lower case and without its accent. */
export function letter(c: string): string {
  const lower = c.toLowerCase();
  return lower.length === 1 ? letters.get(lower) ?? lower : c;
}

/** A pattern's letters as a reduced text has them. */
export const plainLetters = (pattern: string): string => [...pattern].filter((c) => !apostrophes.has(c)).map(letter).join('');

/** A text reduced to words in lower case with one space between them, and where each of its characters stood. */
export class PlainText {
  readonly text: string;
  private readonly places: number[] = [0];

  constructor(private readonly source: string) {
    const out = [' '];
    const put = (c: string, i: number): void => { out.push(c); this.places.push(i); };
    const space = (i: number): void => { if (out[out.length - 1] !== ' ') put(' ', i); };
    for (let i = 0; i < source.length; i++) {
      const c = source[i]!;
      if (apostrophes.has(c) && isWord(source[i - 1] ?? ' ') && isWord(source[i + 1] ?? ' ')) continue;
      if (isWord(c)) put(letter(c), i);
      else if (dropped.has(c) || (c > '\u007f' && mark.test(c))) continue;
      else if (endings.has(c)) {
        space(i);
        const sign = endings.get(c)!;
        if (out.length > 1 && out[out.length - 2] === sign) continue;
        put(sign, i);
        put(' ', i);
      } else space(i);
    }
    space(source.length);
    this.text = out.join('');
  }

  /** Where a stretch between two spaces stands in the text as written, the accents of its last letter included. */
  origin(from: number, to: number): [start: number, end: number] {
    let end = this.places[to - 2]! + 1;
    while (end < this.source.length && this.source[end]! > '\u007f' && mark.test(this.source[end]!)) end++;
    return [this.places[from + 1]!, end];
  }
}
