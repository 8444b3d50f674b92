import type { GlassBreakView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { clock, moment, t } from '../language/language';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';

/** Restricted records that people opened, for those who look after the audit. */
export function OpenedRoom() {
  const { now, again } = useLoaded<GlassBreakView[]>('/governance/break-glass');
  return (
    <>
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(list) => (list.length === 0
        ? <Empty title={t('glass.none')} />
        : (
          <ul class="entries">
            {list.map((one) => (
              <li key={one.id}>
                <div class="entry-head"><h3>{one.user}</h3></div>
                <p>{t('glass.opened_record', { reference: one.incidentId })}</p>
                <p>{t('notice.reason', { reason: one.reason })}</p>
                <p class="hint">{t('glass.opened_times', { from: moment(one.openedAt), to: clock(one.endsAt) })}</p>
              </li>
            ))}
          </ul>
        ))}</Loaded>
    </>
  );
}
