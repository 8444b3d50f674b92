import { placeOf, type Mark, type Marks, type SafetyColour } from '../../takepart/squares';

/** A square as it is keyed in from paper: its name, its colour, the numbers of its reasons as they stand on the sheet, and its signs. */
export interface KeyedSquare { cell: string; colour: SafetyColour | ''; numbers: string; safePlace: boolean; trustedAdult: boolean }
export const noSquare: KeyedSquare = { cell: '', colour: '', numbers: '', safePlace: false, trustedAdult: false };

/** What keeps a square from being put on the map. */
export type SquareFault = 'not_part' | 'no_colour' | 'no_reason';

/** The name of a square however it is written: `b 3` is B3. */
export const cellOf = (written: string): string => written.replace(/[\s.,-]/g, '').toUpperCase();

/** Reasons by their numbers on the sheet, the first one 1; null where a number is none of theirs. */
export function reasonsOf(numbers: string, reasons: readonly string[]): string[] | null {
  const named = (numbers.match(/[^\s,;.]+/g) ?? []).map((number) => (/^\d+$/.test(number) ? reasons[Number(number) - 1] : undefined));
  return named.some((reason) => reason === undefined) ? null : [...new Set(named as string[])];
}

/** A square as it goes onto the map, or what keeps it from that. */
export function read(square: KeyedSquare, cells: readonly string[], reasons: readonly string[]): { cell: string; mark: Mark } | SquareFault {
  const cell = cellOf(square.cell);
  if (!cells.includes(cell)) return 'not_part';
  if (square.colour === '') return 'no_colour';
  const why = reasonsOf(square.numbers, reasons);
  return why === null ? 'no_reason' : { cell, mark: { colour: square.colour, reasons: why, safePlace: square.safePlace, trustedAdult: square.trustedAdult } };
}

/** A square of the map as it was keyed in, to be changed. */
export const written = (cell: string, { colour, reasons: why, safePlace, trustedAdult }: Mark, reasons: readonly string[]): KeyedSquare =>
  ({ cell, colour, numbers: why.map((reason) => reasons.indexOf(reason) + 1).join(' '), safePlace, trustedAdult });

/** Squares of a side of the sheet, row by row as on the map. */
export const inRows = (marks: Marks): [string, Mark][] => Object.entries(marks).sort(([a], [b]) => {
  const [one, other] = [placeOf(a), placeOf(b)];
  return one.row - other.row || one.column - other.column;
});
