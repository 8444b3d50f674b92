import type { PeerMapFile } from '../../http/contracts';

export type MapOfRound = PeerMapFile['rounds'][number];
export type MapEntry = MapOfRound['entries'][number];

export interface Dot { key: string; letter: string; label: string; isGroup: boolean; x: number; y: number }
export interface Line { from: Dot; to: Dot; path: string; x: number; y: number; number: number; unverified: boolean; outOfDate: boolean; journey: boolean }
export interface Drawing { dots: Dot[]; lines: Line[] }

/** Side of the drawing; dots stand on a circle within it. */
export const drawingSide = 400;
export const dotRadius = 18;
const ringRadius = 150;
const bend = 34;

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLocaleLowerCase();

/** How places are told here. */
export interface Told { placeLetter: string; endOf: (link: NonNullable<MapEntry['link']>) => string; said: (text: string | null | undefined) => string }

/** Entries that stand. */
export const standing = (entries: readonly MapEntry[]): MapEntry[] => entries.filter(({ withdrawnOn }) => !withdrawnOn);

/** Links and legs that stand, in the order in which the drawing numbers them. */
export const numbered = (entries: readonly MapEntry[]): MapEntry[] => standing(entries).filter(({ kind }) => kind !== 'group');

/** Lays groups and places on a circle, places of the same words once, and bends lines between the same two apart. */
export function draw(entries: readonly MapEntry[], { placeLetter, endOf, said }: Told): Drawing {
  const found = new Map<string, Omit<Dot, 'x' | 'y'>>();
  const group = (letter: string): string => {
    if (!found.has(`group ${letter}`)) found.set(`group ${letter}`, { key: `group ${letter}`, letter, label: letter, isGroup: true });
    return `group ${letter}`;
  };
  const place = (label: string): string => {
    const key = `place ${plain(label)}`;
    if (!found.has(key)) found.set(key, { key, label, isGroup: false, letter: `${placeLetter}${[...found.values()].filter(({ isGroup }) => !isGroup).length + 1}` });
    return key;
  };
  for (const { letter } of standing(entries)) if (letter) group(letter);
  const ends = numbered(entries).map((entry) => ({
    entry,
    from: entry.link ? group(entry.link.letter) : place(said(entry.leg?.from)),
    to: entry.link ? (entry.link.toLetter ? group(entry.link.toLetter) : place(endOf(entry.link))) : place(said(entry.leg?.to)),
  }));
  const all = [...found.values()];
  const dots = all.map((one, at) => {
    const angle = (2 * Math.PI * at) / all.length - Math.PI / 2;
    return { ...one, x: drawingSide / 2 + ringRadius * Math.cos(angle), y: drawingSide / 2 + ringRadius * Math.sin(angle) };
  });
  const dot = (key: string): Dot => dots.find((one) => one.key === key)!;
  const between = new Map<string, number>();
  const lines = ends.map(({ entry, from, to }, at) => {
    const pair = [from, to].sort().join(' | ');
    const many = between.get(pair) ?? 0;
    between.set(pair, many + 1);
    // The sense in which a pair bends does not hang on which end comes first.
    const side = (from <= to ? 1 : -1) * (many % 2 === 0 ? 1 : -1) * Math.ceil((many + 1) / 2);
    return { ...curve(dot(from), dot(to), side * bend), from: dot(from), to: dot(to), number: at + 1, unverified: entry.grade === 'unverified', outOfDate: entry.outOfDate, journey: entry.kind === 'leg' || entry.link?.kind === 'travels_to' };
  });
  return { dots, lines };
}

function curve(from: Dot, to: Dot, by: number): { path: string; x: number; y: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  // A journey that ends where it began goes out to the edge and back.
  if (length === 0) {
    const [x, y] = [from.x + (from.x - drawingSide / 2) * 0.28, from.y + (from.y - drawingSide / 2) * 0.28];
    return { path: `M${round(from.x)} ${round(from.y)}L${round(x)} ${round(y)}`, x: round(x), y: round(y) };
  }
  const [alongX, alongY] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const [startX, startY] = [from.x + alongX * dotRadius, from.y + alongY * dotRadius];
  const [endX, endY] = [to.x - alongX * (dotRadius + 4), to.y - alongY * (dotRadius + 4)];
  const [midX, midY] = [(from.x + to.x) / 2 - alongY * by, (from.y + to.y) / 2 + alongX * by];
  return {
    path: `M${round(startX)} ${round(startY)}Q${round(midX)} ${round(midY)} ${round(endX)} ${round(endY)}`,
    x: round((startX + 2 * midX + endX) / 4), y: round((startY + 2 * midY + endY) / 4),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
