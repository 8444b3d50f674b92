import type { Me } from '../http/contracts';
import { recovered, type Item } from './items';

/** What a form was typing, and when it was last written down. */
export interface KeptDraft { value: unknown; at: string }

/** All that one person keeps on one device; sealed as one text, so that not even a number can be read from outside. */
export interface Contents {
  format: number;
  person: Me;
  language: string;
  drafts: Record<string, KeptDraft>;
  items: Item[];
}

/** A step from one format to the next: `steps[1]` makes format 2 of format 1. */
export type Steps = Record<number, (old: Record<string, unknown>) => Record<string, unknown>>;

export const formatNow = 2;
// Format 2: items may have photos. A page that knows of none would call them received without.
const stepsNow: Steps = { 1: (old) => old };

/** Thrown where a newer page has written what this one cannot read: nothing of it may be touched. */
export class WrittenByNewerPage extends Error {}

export const emptyContents = (person: Me, language: string): Contents =>
  ({ format: formatNow, person, language, drafts: {}, items: [] });

/**
 * Reads what was sealed, in whatever format an earlier page wrote it.
 * @throws WrittenByNewerPage A later page wrote it.
 */
export function readContents(text: string, format = formatNow, steps = stepsNow): Contents {
  let now = JSON.parse(text) as Record<string, unknown>;
  if (typeof now['format'] !== 'number' || now['format'] > format) throw new WrittenByNewerPage('Written by a newer page.');
  for (let at = now['format']; at < format; at++) {
    const step = steps[at];
    if (!step) throw new Error(`No way from format ${at} of what is kept here.`);
    now = { ...step(now), format: at + 1 };
  }
  return now as unknown as Contents;
}

/**
 * Takes in what an older page had to leave beside the main part: items that are not there yet, and drafts that are newer. An item
 * that both hold keeps the main part's word, which is the one that was sent.
 */
export function merged(main: Contents, left: Contents[]): Contents {
  const items = [...main.items];
  const drafts = { ...main.drafts };
  for (const part of left) {
    for (const item of recovered(part.items)) if (!items.some(({ key }) => key === item.key)) items.push(item);
    for (const [form, draft] of Object.entries(part.drafts)) if ((drafts[form]?.at ?? '') < draft.at) drafts[form] = draft;
  }
  return { ...main, items: items.sort((a, b) => (a.key < b.key ? -1 : 1)), drafts };
}
