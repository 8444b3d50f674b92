import { signal } from '@preact/signals';

export type View = 'map' | 'log' | 'correct';
export type Tab = 'filters' | 'hotspots' | 'incidents' | 'context' | 'analysis';
export type Selection = { kind: 'hotspot'; key: string } | { kind: 'incident'; id: string } | null;

/** What the incidents on screen are narrowed to. */
export interface Filters { from: string; to: string; harmTypes: string[]; kinds: string[] }

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** Days of a window that ends today and begins some months earlier. */
export function lastMonths(months: number, today = new Date()): { from: string; to: string } {
  const start = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, today.getUTCDate() + 1));
  return { from: day(start), to: day(today) };
}

// What is remembered stands in the history entry: it survives a reload and never appears in an address.
interface Remembered { filters?: Filters; tab?: Tab; view?: View; legend?: boolean }
const remembered = (history.state ?? {}) as Remembered;

// A correction is begun from its record; after a reload that record is opened again on the map.
export const view = signal<View>(remembered.view === 'log' ? 'log' : 'map');
export const tab = signal<Tab>(remembered.tab ?? 'hotspots');
export const filters = signal<Filters>(remembered.filters ?? { ...lastMonths(12), harmTypes: [], kinds: [] });
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
  history.pushState({ ...(history.state as object | null), view: next }, '');
  view.value = next;
  window.scrollTo(0, 0);
}

window.addEventListener('popstate', (event) => {
  const state = (event.state ?? {}) as Remembered;
  view.value = state.view ?? 'map';
  if (state.tab) tab.value = state.tab;
});
