import type { SafetyCell, SafetyMapAnswer, SafetyMapGrid } from '../http/contracts';

export const safetyColours = ['red', 'amber', 'green'] as const;
export const mapTimes = ['day', 'night'] as const;

export type SafetyColour = (typeof safetyColours)[number];
export type MapTime = (typeof mapTimes)[number];
export interface Mark { colour: SafetyColour; reasons: string[]; safePlace: boolean; trustedAdult: boolean }
/** What was coloured, by square. */
export type Marks = Record<string, Mark>;
/** What was coloured by day and after dark. */
export type Drawn = Readonly<Record<MapTime, Marks>>;
export const nothingDrawn: Drawn = { day: {}, night: {} };

const letters = 26;

/** The letters of a column, the first one A, as the program names them. */
export const columnName = (column: number): string => column < letters ? String.fromCharCode(65 + column)
  : String.fromCharCode(64 + Math.floor(column / letters), 65 + (column % letters));

/** Column and row of a square, both from 0. */
export function placeOf(cell: string): { column: number; row: number } {
  const [, name = '', number = ''] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  return { column: [...name].reduce((sum, letter) => sum * letters + letter.charCodeAt(0) - 64, 0) - 1, row: Number(number) - 1 };
}

/** Gives a square a colour, what was said of it stays; `null` takes it off the map. */
export function painted(marks: Marks, cell: string, colour: SafetyColour | null): Marks {
  const { [cell]: before, ...rest } = marks;
  return colour === null ? rest : { ...rest, [cell]: { reasons: [], safePlace: false, trustedAdult: false, ...before, colour } };
}

/** The map as it is sent, squares in the order of the grid; what was not coloured is left out. */
export function answerOf(drawn: Drawn, grid: Pick<SafetyMapGrid, 'cells'>): SafetyMapAnswer {
  const cellsOf = (marks: Marks): SafetyCell[] => grid.cells.flatMap((cell) => {
    const mark = marks[cell];
    return mark ? [{ cell, ...mark }] : [];
  });
  return { day: cellsOf(drawn.day), night: cellsOf(drawn.night) };
}

/** Points of a ring for an SVG path. */
export const pathOf = (outline: SafetyMapGrid['outline']): string => outline.map((ring) => `M${ring.map(([x, y]) => `${x},${y}`).join('L')}Z`).join('');
