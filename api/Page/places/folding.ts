// Names of places as they are compared: the twin of geodata/Geodata/Places/FoldedName.cs, for phones without a network.
// Both are held to tests/Geodata.Tests/Expected/places.json.

const articles = new Set(['y', 'yr', 'the']);
const nearness = new Set(['near', 'by', 'ger', 'wrth']);
const leading = new Set([...articles, ...nearness, 'in', 'at', 'i', 'ir', 'o', 'or', 'yn', 'ym', 'yng', 'ar']);

/** What an initial mutation leaves at the front of a word, with the consonants that it may have come from. */
const mutations: [mutated: string, radicals: string[]][] = [
  ['b', ['p']], ['d', ['t']], ['g', ['c']], ['f', ['b', 'm']], ['dd', ['d']], ['l', ['ll', 'gl']], ['r', ['rh', 'gr']],
  ['w', ['gw']], ['n', ['d', 'gn']], ['mh', ['p']], ['nh', ['t']], ['ngh', ['c']], ['m', ['b']], ['ng', ['g']],
  ['ph', ['p']], ['th', ['t']], ['ch', ['c']], ['a', ['ga']], ['e', ['ge']], ['i', ['gi']], ['o', ['go']], ['u', ['gu']], ['y', ['gy']],
  ['ha', ['a']], ['he', ['e']], ['hi', ['i']], ['ho', ['o']], ['hu', ['u']], ['hw', ['w']], ['hy', ['y']],
];

/** The words of a text in lower case, accents and apostrophes gone: `Sgwâr y Farchnad` gives sgwar, y, farchnad. */
export const wordsOf = (text: string): string[] => text.toLowerCase().normalize('NFD')
  .replace(/[\p{Mn}'’‘`´]/gu, '').replace(/&/g, ' and ').replace(/[^\p{L}\p{Nd}]+/gu, ' ')
  .split(' ').filter(Boolean).map((word) => (word === 'saint' ? 'st' : word));

/** The words run together: the form in which two names are the same name. */
export const keyOf = (words: string[]): string => words.join('');

/** The words without a leading article (y, yr, the), where anything is left. */
export const withoutArticle = (words: string[]): string[] =>
  words.length > 1 && articles.has(words[0] ?? '') ? words.slice(1) : words;

/** What was typed, as it stands and without the words that lead to a name: "yn y Bala" gives ynybala, ybala, bala. */
export function readingsOf(words: string[]): { readings: string[][]; near: boolean } {
  const readings = [words];
  let near = false;
  for (let rest = words; rest.length > 1 && leading.has(rest[0] ?? '');) {
    near ||= nearness.has(rest[0] ?? '');
    rest = rest.slice(1);
    readings.push(rest);
  }
  return { readings, near };
}

/** The forms from which an initial mutation may have made a name: `mhowys`, `bowys` and `phowys` all give `powys`. */
export const radicalsOf = (key: string): string[] => (key.length < 3 ? [] : mutations
  .filter(([mutated]) => key.startsWith(mutated))
  .flatMap(([mutated, radicals]) => radicals.map((radical) => radical + key.slice(mutated.length))));

/** By how many letters two spellings differ, neighbours that changed places counted once; `most` + 1 for every larger difference. */
export function lettersBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}
