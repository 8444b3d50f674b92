import { may } from '../access/session';
import type { OutreachSessionView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { clock, moment, number, t, word } from '../language/language';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { enter, go, lastMonths } from '../shell/view';
import { useMemo } from 'preact/hooks';
import { QuickVisits } from './QuickVisits';

const shownMonths = 12;

/** The time that workers spent in spaces: the way to write a session down, and those of the last year. */
export function OutreachRoom() {
  return (
    <>
      <p>{t('outreach.why')}</p>
      {may('record_outreach') ? <button type="button" class="main start" id="outreach-new" onClick={() => go('outreach')}>{t('outreach.new')}</button> : null}
      {may('record_outreach') ? <QuickVisits /> : null}
      {may('record_outreach') ? <p><button type="button" class="quiet" id="to-partner-sessions" onClick={() => enter('partner_sessions')}>{t('rooms.partner_sessions')}</button></p> : null}
      {may('see_outreach') ? <Sessions /> : <p class="hint">{t('outreach.list_not_yours')}</p>}
    </>
  );
}

function Sessions() {
  const window = useMemo(() => lastMonths(shownMonths), []);
  const { now, again } = useLoaded<OutreachSessionView[]>('/outreach/sessions', window);
  return (
    <section class="part">
      <h2>{t('outreach.list')}</h2>
      <Loaded now={now} again={again}>{(sessions) => (sessions.length === 0
        ? <Empty title={t('outreach.none')}><p>{t('outreach.none_means')}</p></Empty>
        : (
          <div class="table-scroll" tabIndex={0} role="region" aria-label={t('outreach.list')}>
            <table>
              <thead>
                <tr>{['when', 'hours', 'staff', 'spoken_to', 'agency'].map((name) => <th scope="col" key={name}>{t(`outreach.col_${name}`)}</th>)}</tr>
              </thead>
              <tbody>
                {sessions.map((session) => (
                  <tr key={session.id}>
                    <th scope="row">{`${moment(session.startedAt)}–${clock(session.endedAt)}`}</th>
                    <td>{number(hoursOf(session))}</td>
                    <td>{number(session.staff)}</td>
                    <td>{number(session.spokenTo)}</td>
                    <td>{word('agency', session.agency)}{session.partner ? <small>{t('outreach.of_partner', { partner: word('agency', session.partner) })}</small> : null}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}</Loaded>
    </section>
  );
}

const hoursOf = ({ startedAt, endedAt }: OutreachSessionView): number => (Date.parse(endedAt) - Date.parse(startedAt)) / 3_600_000;
