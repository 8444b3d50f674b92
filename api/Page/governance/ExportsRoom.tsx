import type { ExportView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { moment, t, word } from '../language/language';
import { Fact } from '../shell/Fact';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { Suppressed } from './Suppressed';

/** Every file that left, newest first. */
export function ExportsRoom() {
  const { now, again } = useLoaded<ExportView[]>('/exports');
  return (
    <>
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(list) => (list.length === 0
        ? <Empty title={t('share.none')}><p>{t('share.none_means')}</p></Empty>
        : <ul class="entries">{list.map((one) => <Entry key={one.id} made={one} />)}</ul>)}</Loaded>
    </>
  );
}

function Entry({ made }: { made: ExportView }) {
  const over = Date.parse(made.expiresAt) < Date.now();
  const state = made.fetchedAt ? 'fetched_state' : over ? 'expired_state' : 'waiting_state';
  return (
    <li>
      <div class="entry-head">
        <h3>{word('export_subject', made.subject)}, {word('export_format', made.format)}</h3>
        <span class={made.fetchedAt ? 'state on' : over ? 'state over' : 'state soon'}>{t(`share.${state}`)}</span>
      </div>
      <p>{t('share.for', { recipient: made.recipient, purpose: word('purpose', made.purpose ?? '') })}</p>
      <dl class="facts-list">
        <Fact term={t('share.rows')}>{t('share.rows_count', { n: made.rows })}</Fact>
        <Fact term={t('share.held_back')}><Suppressed counts={made.suppressed} /></Fact>
        {made.agreement ? <Fact term={t('share.agreement')}>{made.agreement}</Fact> : null}
        <Fact term={t('share.by')}>{t('governance.by', { user: made.requestedBy, moment: moment(made.requestedAt) })}</Fact>
        {made.fetchedAt ? <Fact term={t('share.fetched_at')}>{moment(made.fetchedAt)}</Fact> : null}
        <Fact term={t('share.file')}>{made.fileName}<small>SHA-256 <code>{made.fileSha256}</code></small></Fact>
      </dl>
    </li>
  );
}
