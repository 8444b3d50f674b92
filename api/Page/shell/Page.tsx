import { useSignalEffect } from '@preact/signals';
import { Doorway } from '../access/Doorway';
import { IdleWarning } from '../access/IdleWarning';
import { Needs } from '../access/needs';
import { may, me } from '../access/session';
import { hasErrors } from './Field';
import { correcting, LogIncident } from '../incidents/LogIncident';
import { LeaveDialog } from '../offline/LeaveDialog';
import { PassphraseDialogs } from '../offline/Unlock';
import { t } from '../language/language';
import { MapView } from '../map/MapView';
import { RecordOutreach } from '../outreach/RecordOutreach';
import { RecordTask } from '../outreach/RecordTask';
import { Facts } from './Facts';
import { Header } from './Header';
import { JobBar } from './JobBar';
import { Panel } from './Panel';
import { PrintMark } from './PrintMark';
import { inRooms, openRoom } from './roomList';
import { Rooms } from './Rooms';
import { tab, view } from './view';
import { useOverview } from './overview';

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
        {logging ? null : <Facts />}
      </div>
    </div>
  );
}
