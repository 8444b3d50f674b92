import { useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Doorway } from '../access/Doorway';
import { IdleWarning } from '../access/IdleWarning';
import { Needs } from '../access/needs';
import { may, me } from '../access/session';
import { hasErrors } from './Field';
import { LeaveDialog } from '../offline/LeaveDialog';
import { PassphraseDialogs } from '../offline/Unlock';
import { t } from '../language/language';
import { Header } from './Header';
import { JobBar } from './JobBar';
import { lazy, whenWhole } from './lazy';
import { PrintMark } from './PrintMark';
import { inRooms, openRoom } from './roomList';
import { Rooms } from './Rooms';
import { Skeleton } from './States';
import { correcting, selection, sheet, tab, view } from './view';
import { useOverview } from './overview';

const beside = { Place: PanelPlace, Waiting: () => <Skeleton rows={8} />, heading: 'h1' } as const;
const LogIncident = lazy(async () => (await import('../incidents/LogIncident')).LogIncident, beside);
const RecordOutreach = lazy(async () => (await import('../outreach/RecordOutreach')).RecordOutreach, beside);
const RecordTask = lazy(async () => (await import('../outreach/RecordTask')).RecordTask, beside);
const Panel = lazy(async () => (await import('./Panel')).Panel, beside);
// The map comes after what it stands beside: lists and forms are used without it.
const MapView = lazy(async () => (await import('../map/MapView')).MapView, {
  after: whenWhole, Place: ({ children }) => <div class="map-missing">{children}</div>, Waiting: () => <p role="status">{t('map.coming')}</p>,
});
const Facts = lazy(async () => (await import('./Facts')).Facts, { Place: ({ children }) => <aside class="facts">{children}</aside> });

/** The place of a form or of the lists while their program comes: as large as they will be. */
function PanelPlace({ children }: { children: ComponentChildren }) {
  return <div class={`panel sheet-${sheet.value}`}><div class="tab-body">{children}</div></div>;
}

/** The page: a sign-in screen, the map with its panel, or the rooms beside it. */
export function Page() {
  useSignalEffect(() => {
    const screen = !me.value ? t('access.title')
      : inRooms() ? t(`rooms.${openRoom()}`)
        : view.value === 'map' ? t('house.overview')
          : view.value === 'outreach' ? t('outreach.new')
          : view.value === 'task' ? t('tasks.new')
            : t(correcting.value ? 'incidents.correct_title' : 'incidents.log_title');
    document.title = `${hasErrors.value ? `${t('house.error_prefix')} ` : ''}${screen} – ${t('house.product')}`;
  });

  return (
    <>
      <a class="skip" href="#main" onClick={skip}>{t('house.skip')}</a>
      <PrintMark />
      <Header />
      {me.value === undefined ? null : !me.value ? <Doorway /> : inRooms() ? <Rooms /> : <Overview />}
      {me.value ? <><Needs /><IdleWarning /><PassphraseDialogs /><LeaveDialog /></> : null}
    </>
  );
}

// The link must not leave a fragment in the address.
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Overview() {
  useOverview();
  const logging = view.value !== 'map';
  const analysing = !logging && tab.value === 'analyses' && may('see_analyses');
  return (
    <div class={`overview${logging ? ' logging' : analysing ? ' analysing' : ''}`}>
      <main id="main" tabIndex={-1} class="panel-place">
        {view.value === 'outreach' ? <RecordOutreach /> : view.value === 'task' ? <RecordTask /> : logging ? <LogIncident key={view.value} /> : <Panel />}
        <JobBar />
      </main>
      <div class="map-place">
        <MapView />
        {logging || !selection.value ? null : <Facts />}
      </div>
    </div>
  );
}
