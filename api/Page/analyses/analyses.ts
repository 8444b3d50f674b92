import { computed, effect, signal } from '@preact/signals';
import { me } from '../access/session';
import { call } from '../http/api';
import type { AnalysisSummary, AnalysisView, CellsResult, EffortAreasResult, LivesResult, ScanResult } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { tab } from '../shell/view';

/** What the panel of analyses shows: the list, the form, or one analysis. */
export type Shown = { at: 'list' } | { at: 'new' } | { at: 'one'; id: string };
export const shown = signal<Shown>({ at: 'list' });

/** The part of a result that is chosen in its table or on the map: a cell, a circle, a stage of a life. */
export const chosenPart = signal<string | null>(null);

export const list = loader((signal) => call<AnalysisSummary[]>('/analyses', { signal }));
export const one = loader((signal, id: string) => call<AnalysisView>(`/analyses/${id}`, { signal }));

/** The analysis on screen; null while none is, or while it is on its way. */
export const open = computed<AnalysisView | null>(() => {
  const now = shown.value;
  const view = valueOf(one.now.value);
  return now.at === 'one' && view?.id === now.id ? view : null;
});

/** Results that have places. While one of them is on screen the map shows it and nothing else. */
export type Placed = CellsResult | ScanResult | LivesResult | EffortAreasResult;
export const onMap = computed<{ view: AnalysisView; result: Placed } | null>(() => {
  const view = open.value;
  if (!view?.result || tab.value !== 'analyses') return null;
  const { result } = view;
  return result.kind === 'cells' || result.kind === 'scan' || result.kind === 'lives' || result.kind === 'effort' ? { view, result } : null;
});

export function openAnalysis(id: string): void {
  chosenPart.value = null;
  shown.value = { at: 'one', id };
  void one.load(id);
}

export function openList(): void {
  chosenPart.value = null;
  shown.value = { at: 'list' };
  one.clear();
  void list.load();
}

/** Shows an analysis to the panel, or takes it back; both are recorded. */
export async function showToPanel(id: string, wanted: boolean): Promise<void> {
  await call(`/analyses/${id}/showing`, { method: wanted ? 'POST' : 'DELETE' });
  await Promise.all([one.load(id), list.load()]);
}

// Nothing of one person's work is left for the next one at the same screen.
let reader: string | undefined;
effect(() => {
  const person = me.value?.userId;
  if (person === reader) return;
  reader = person;
  shown.value = { at: 'list' };
  chosenPart.value = null;
  list.clear();
  one.clear();
});
