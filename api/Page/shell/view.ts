import { signal } from '@preact/signals';

export type View = 'map' | 'log' | 'correct' | 'outreach' | 'task' | 'rooms';
/** Which question of a form fills a phone's screen, by number, or its answers to check. */
export type FormPage = number | 'check';
export type Tab = 'filters' | 'hotspots' | 'incidents' | 'spaces' | 'context' | 'analysis' | 'analyses';
export type Selection = { kind: 'hotspot'; key: string } | { kind: 'incident'; id: string } | { kind: 'space'; id: string } | null;

/** What the incidents on screen are narrowed to. */
export interface Filters { from: string; to: string; harmTypes: string[]; kinds: string[] }

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** Days of a window that ends today and begins some months earlier. */
export function lastMonths(months: number, today = new Date()): { from: string; to: string } {
  const start = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, today.getUTCDate() + 1));
  return { from: day(start), to: day(today) };
}

// What is remembered stands in the history entry: it survives a reload and never appears in an address.
interface Remembered { filters?: Filters; tab?: Tab; view?: View; room?: string | null; legend?: boolean; person?: string; page?: FormPage }
const remembered = (history.state ?? {}) as Remembered;

// A correction is begun from its record; after a reload that record is opened again on the map.
const lasting = (wanted: View | undefined): View => (wanted === 'log' || wanted === 'outreach' || wanted === 'task' || wanted === 'rooms' ? wanted : 'map');
export const view = signal<View>(lasting(remembered.view));
/** True while the form of incidents corrects a record of the office's instead of making one. */
export const correcting = signal(false);
/** The room that is open beside the map, by name; null for the first one that the person may enter. */
export const room = signal<string | null>(remembered.room ?? null);
/** The page of the form that is open; 0 where there is none. */
export const page = signal<FormPage>(remembered.page ?? 0);
export const tab = signal<Tab>(remembered.tab ?? 'hotspots');
const unfiltered = (): Filters => ({ ...lastMonths(12), harmTypes: [], kinds: [] });
export const filters = signal<Filters>(remembered.filters ?? unfiltered());
export const selection = signal<Selection>(null);
/** How much of a phone's screen the sheet takes. */
export const sheet = signal<'low' | 'half' | 'full'>('half');
export const contextShown = signal(false);

/** Whether the meaning of the signs is written out: at a desk at first, on a phone only when asked for. */
export const legendOpen = signal(remembered.legend ?? window.innerWidth >= 900);

const remember = (part: Remembered): void =>
  history.replaceState({ ...(history.state as object | null), ...part }, '');

export function setFilters(next: Partial<Filters>): void {
  filters.value = { ...filters.value, ...next };
  remember({ filters: filters.value });
}

export function openLegend(open: boolean): void {
  if (open === legendOpen.peek()) return;
  legendOpen.value = open;
  remember({ legend: open });
}

export function openTab(next: Tab): void {
  tab.value = next;
  remember({ tab: next });
  if (sheet.value === 'low') sheet.value = 'half';
}

/** Goes to a screen; the browser's Back returns. */
export function go(next: View): void {
  if (view.value === next) return;
  history.pushState({ ...(history.state as object | null), view: next, room: null, page: 0 }, '');
  view.value = next;
  room.value = null;
  page.value = 0;
  window.scrollTo(0, 0);
}

/** Goes to one of the rooms beside the map. */
export function enter(next: string): void {
  if (view.value === 'rooms' && room.value === next) return;
  history.pushState({ ...(history.state as object | null), view: 'rooms', room: next, page: 0 }, '');
  view.value = 'rooms';
  page.value = 0;
  room.value = next;
  window.scrollTo(0, 0);
}

/** Goes to another page of the form that is open; the browser's Back returns. */
export function turnTo(next: FormPage): void {
  if (page.peek() === next) return;
  history.pushState({ ...(history.state as object | null), page: next }, '');
  page.value = next;
}

/** Begins in a room instead of on the map, for somebody who chose no screen yet; Back leads out of the page as it would have. */
export function land(first: string): void {
  if ((history.state as Remembered | null)?.view !== undefined) return;
  remember({ view: 'rooms', room: first });
  view.value = 'rooms';
  room.value = first;
}

/** Another page in the place of this one: Back does not return to it. */
export function turnInstead(next: FormPage): void {
  remember({ page: next });
  page.value = next;
}

/** What stands in the history is taken up again only by the person who left it there; anybody else begins anew. */
export function recall(person: string): void {
  const left = (history.state as Remembered | null)?.person;
  if (left !== undefined && left !== person) {
    view.value = 'map';
    room.value = null;
    page.value = 0;
    tab.value = 'hotspots';
    filters.value = unfiltered();
    history.replaceState({ ...(history.state as object), view: 'map', room: null, page: 0, tab: 'hotspots', filters: filters.value }, '');
  }
  remember({ person });
}

window.addEventListener('popstate', (event) => {
  const state = (event.state ?? {}) as Remembered;
  view.value = state.view ?? 'map';
  room.value = state.room ?? null;
  page.value = state.page ?? 0;
  if (state.tab) tab.value = state.tab;
});
