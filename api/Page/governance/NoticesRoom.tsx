import { useEffect } from 'preact/hooks';
import { call } from '../http/api';
import type { NoticeView } from '../http/contracts';
import { may } from '../access/session';
import { moment, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { enter } from '../shell/view';
import type { RoomName } from '../shell/roomList';
import { notices, noticeSentence } from './notices';

// Where a notice is dealt with, and the permission to enter.
const placeOf: Partial<Record<NoticeView['kind'], { room: RoomName; needs: string }>> = {
  role_asked: { room: 'requests', needs: 'approve_roles' },
  agreement_ending: { room: 'agreements', needs: 'see_agreements' },
  hold_ending: { room: 'holds', needs: 'manage_retention' },
  sign_in_braked: { room: 'people', needs: 'manage_people' },
  glass_broken: { room: 'opened', needs: 'see_audit' },
};

/** The person's own notices, newest first. */
export function NoticesRoom() {
  useEffect(() => void notices.load(), []);
  const act = useAct('notice');
  const read = async (ids: string[]): Promise<void> => {
    if (await act.run(() => Promise.all(ids.map((id) => call(`/governance/notices/${id}/read`, { method: 'POST' }))))) void notices.load();
  };
  return (
    <>
      <ErrorSummary faults={act.faults} />
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={notices.now.value} again={() => void notices.load()}>{({ unread, items }) => (items.length === 0
        ? <Empty title={t('notice.none')}><p>{t('notice.none_means')}</p></Empty>
        : (
          <section class="part">
            <div class="part-head">
              <p role="status">{t('notice.unread', { n: unread })}</p>
              {unread > 1 ? (
                <button type="button" class="quiet" disabled={act.busy}
                  onClick={() => void read(items.filter(({ readAt }) => !readAt).map(({ id }) => id))}>{t('notice.read_all')}</button>
              ) : null}
            </div>
            <ul class="entries">{items.map((one) => <Notice key={one.id} notice={one} busy={act.busy} read={() => void read([one.id])} />)}</ul>
          </section>
        ))}</Loaded>
    </>
  );
}

function Notice({ notice, busy, read }: { notice: NoticeView; busy: boolean; read: () => void }) {
  const place = placeOf[notice.kind];
  return (
    <li class={notice.readAt ? '' : 'unread'}>
      <div class="entry-head">
        <h3>{word('notice_kind', notice.kind)}</h3>
        {notice.readAt ? null : <span class="state soon">{t('notice.new')}</span>}
      </div>
      <p>{noticeSentence(notice)}</p>
      {notice.values['reason'] ? <p>{t('notice.reason', { reason: notice.values['reason'] })}</p> : null}
      <p class="hint">{moment(notice.createdAt)}</p>
      <div class="entry-acts">
        {place && may(place.needs) ? <button type="button" class="quiet" onClick={() => enter(place.room)}>{t(`rooms.${place.room}`)}</button> : null}
        {notice.readAt ? null : (
          <button type="button" class="quiet" disabled={busy} onClick={read}>
            {t('notice.read')}<span class="visually-hidden"> {word('notice_kind', notice.kind)}, {moment(notice.createdAt)}</span>
          </button>
        )}
      </div>
    </li>
  );
}
