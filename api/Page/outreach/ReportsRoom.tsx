import type { OwnReport } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, moment, t } from '../language/language';
import { RecordPhotos } from '../photos/photoParts';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';

/** What became of what the person sent in: received, and looked at by the panel or not yet. Nothing of what others know. */
export function ReportsRoom() {
  const { now, again } = useLoaded<OwnReport[]>('/outreach/reports/mine');
  return (
    <>
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(reports) => (reports.length === 0
      ? <Empty title={t('reports.none')}><p>{t('reports.none_means')}</p></Empty>
      : (
        <ul class="entries">
          {reports.map((report) => (
            <li key={report.id}>
              <div class="entry-head">
                <h3>{t(`reports.kind_${report.kind}`, { day: day(report.on) })}</h3>
                <span class={report.lookedAtOn ? 'state on' : 'state over'}>{t(report.lookedAtOn ? 'reports.looked_at' : 'reports.received')}</span>
              </div>
              <p>{report.lookedAtOn ? t('reports.looked_at_on', { day: day(report.lookedAtOn) }) : t('reports.received_at', { moment: moment(report.receivedAt) })}</p>
              <RecordPhotos photos={report.photos} />
              <p class="hint">{t('incidents.sent_reference')}: <code>{report.id.slice(-8)}</code></p>
            </li>
          ))}
        </ul>
        ))}</Loaded>
    </>
  );
}
