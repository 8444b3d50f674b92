import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { may } from '../access/session';
import { HotspotPanel } from '../hotspots/HotspotPanel';
import { NewAnalysis } from '../hotspots/NewAnalysis';
import { IncidentPanel } from '../incidents/IncidentPanel';
import { t } from '../language/language';
import { ContextPanel } from '../reference-data/ContextPanel';
import { FilterPanel } from './FilterPanel';
import { lazy } from './lazy';
import { SheetHandle } from './SheetHandle';
import { openTab, sheet, tab, type Tab } from './view';

// Few open these, and the first visit does without their program.
const AnalysisPanel = lazy(async () => (await import('../analyses/AnalysisPanel')).AnalysisPanel);
const SpacesPanel = lazy(async () => (await import('../spaces/SpacesPanel')).SpacesPanel);

const bodies: Record<Tab, ComponentType> = {
  hotspots: HotspotPanel,
  incidents: IncidentPanel,
  filters: FilterPanel,
  spaces: SpacesPanel,
  context: ContextPanel,
  analysis: NewAnalysis,
  analyses: AnalysisPanel,
};

const allowed = (): Tab[] => [
  ...(may('see_hotspots') ? ['hotspots' as const] : []),
  ...(may('see_incidents') ? ['incidents' as const, 'filters' as const] : []),
  ...(may('see_spaces') || may('see_space_areas') ? ['spaces' as const] : []),
  'context',
  ...(may('run_analyses') ? ['analysis' as const] : []),
  ...(may('see_analyses') ? ['analyses' as const] : []),
];

/** The panel beside the map; on a phone a sheet over its lower part. Everything on the map is also here as text. */
export function Panel() {
  const tabs = allowed();
  const open = tabs.includes(tab.value) ? tab.value : (tabs[0] ?? 'context');
  const Body = bodies[open];

  // After a sign-in, and on the way back from the form, the reader stands at the beginning of what is new.
  useEffect(() => document.getElementById('main')?.focus(), []);

  // Where the row of tabs is longer than the panel, the open one is brought into view.
  useEffect(() => document.getElementById(`tab-${open}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [open]);

  const keys = (event: KeyboardEvent): void => {
    const at = tabs.indexOf(open);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length] ?? open;
    openTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };

  return (
    <div class={`panel sheet-${sheet.value}`}>
      <h1 class="visually-hidden">{t('house.overview')}</h1>
      <SheetHandle />
      <div class="tabs" role="tablist" aria-label={t('house.tabs')} onKeyDown={keys}>
        {tabs.map((name) => (
          <button type="button" role="tab" key={name} id={`tab-${name}`} aria-controls="tab-body"
            aria-selected={name === open} tabIndex={name === open ? 0 : -1} onClick={() => openTab(name)}>
            {t(`house.tab_${name}`)}
          </button>
        ))}
      </div>
      <div class="tab-body" role="tabpanel" id="tab-body" aria-labelledby={`tab-${open}`} tabIndex={0}>
        <Body />
      </div>
    </div>
  );
}
