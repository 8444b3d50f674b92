import rules from '@disclosure/identifying_text.json';

// The twin of IdentifyingText.cs and PersonNames.cs. Both read identifying_text.json, so that a phone without a network warns of what the
// office will warn of; tests/Geodata.Tests/Disclosure/identifying_text.cases.json holds both to the same answers.

export type IdentifyingKind = 'date_of_birth' | 'phone' | 'nhs_number' | 'vehicle_plate' | 'postcode' | 'email' | 'person_name';
/** A stretch of a text that may tell who somebody is, counted in UTF-16 units from 0. */
export interface IdentifyingSpan { kind: IdentifyingKind; start: number; length: number }

type Pattern = keyof typeof rules.patterns;
const made = new Map<Pattern, RegExp>();
const months = new Map(rules.months.flatMap((words, at) => words.map((word): [string, number] => [word, at + 1])));

function matches(name: Pattern, text: string): RegExpExecArray[] {
  let pattern = made.get(name);
  if (!pattern) {
    const written = rules.patterns[name].replace('{months}', rules.months.flat().join('|'));
    made.set(name, pattern = new RegExp(written, rules.any_case.includes(name) ? 'dgiu' : 'dgu'));
  }
  return [...text.matchAll(pattern)];
}

const wordSet = (...lines: string[]): Set<string> => new Set(lines.flatMap((line) => line.split(' ')));
const noNames = wordSet(...rules.no_names);
const placeWords = wordSet(...rules.place_words);
const particles = wordSet(rules.particles);
const among = (words: Set<string>, word: string): boolean => words.has(word.toLowerCase());

/**
 * What in a text may tell who somebody is, in the order of the text; none overlaps another.
 * @param year Year of the day that the text is about: decides which dates can be a birth.
 * @param knownNames Names of places that are no persons' names, as the list of places spells them.
 */
export function identifying(text: string, year: number, knownNames: string[]): IdentifyingSpan[] {
  const found: IdentifyingSpan[] = [];
  const keep = (kind: IdentifyingKind, start: number, length: number): void => {
    if (!found.some((other) => start < other.start + other.length && other.start < start + length)) found.push({ kind, start, length });
  };
  const add = (kind: IdentifyingKind, name: Pattern, fits: (match: RegExpExecArray) => boolean = () => true): void => {
    for (const match of matches(name, text)) if (fits(match)) keep(kind, ...told(match));
  };
  add('email', 'email');
  add('date_of_birth', 'birth_word');
  add('date_of_birth', 'full_date', (date) => canBeBirth(date, year));
  add('nhs_number', 'ten_digits', ([digits]) => hasNhsCheckDigit(digits));
  add('phone', 'phone', ([number]) => [10, 11, 12].includes(number.replace(/[^0-9]/g, '').length));
  add('vehicle_plate', 'plate');
  add('postcode', 'postcode');
  for (const [start, length] of personNames(text, knownNames)) keep('person_name', start, length);
  return found.sort((a, b) => a.start - b.start);
}

function told(match: RegExpExecArray): [start: number, length: number] {
  const part = match.indices?.groups?.['told'];
  return part ? [part[0], part[1] - part[0]] : [match.index, match[0].length];
}

function canBeBirth({ groups = {} }: RegExpExecArray, writtenIn: number): boolean {
  const month = groups['month'] === undefined ? months.get((groups['word'] ?? '').toLowerCase()) ?? 0 : Number(groups['month']);
  const day = Number(groups['day']);
  let year = Number(groups['year'] ?? groups['wordyear']);
  if (year < 100) year += year + 2000 > writtenIn ? 1900 : 2000;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= writtenIn - rules.greatest_age_years && year <= writtenIn - rules.least_age_years;
}

// The eleven test of NHS numbers: weights 10 to 2, and a check digit that makes the sum divisible; 10 is never given out.
function hasNhsCheckDigit(text: string): boolean {
  const digits = [...text.replace(/[^0-9]/g, '')].map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, at) => total + digit * (10 - at), 0);
  return (11 - (sum % 11)) % 11 === digits[9] && new Set(digits).size > 1;
}

function* personNames(text: string, knownNames: string[]): Generator<[start: number, length: number]> {
  // After "called" one capital is enough: "a boy called Rhys".
  for (const match of matches('called', text)) {
    const [start, length] = told(match);
    if (!text.slice(start, start + length).split(' ').some(isPlaceWord)) yield [start, length];
  }
  let known: string[] | undefined;
  for (const run of matches('capital_run', text)) {
    const words = matches('word', run[0]);
    while (words[0] && among(noNames, words[0][0])) words.shift();
    for (let last = words.at(-1); last && (among(noNames, last[0]) || among(particles, last[0])); last = words.at(-1)) words.pop();
    const [first, last] = [words[0], words.at(-1)];
    if (!first || !last || words.filter(([word]) => !among(particles, word)).length < 2 || words.some(([word]) => isPlaceWord(word))) continue;
    const [from, to] = [first.index, last.index + last[0].length];
    const name = plain(run[0].slice(from, to));
    known ??= knownNames.map(plain);
    // "near Pont Werdd" or "the Old Mill Cafe garden": the place with other capitals around it.
    if (known.some((place) => place.includes(name) || (place.includes(' ') && ` ${name} `.includes(` ${place} `)))) continue;
    yield [run.index + from, to - from];
  }
}

const isPlaceWord = (word: string): boolean => among(placeWords, word);
const plain = (name: string): string => matches('word', name).map(([word]) => word).join(' ').toLowerCase();
