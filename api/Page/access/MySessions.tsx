import { call } from '../http/api';
import type { SessionView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { moment, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';
import { Loaded } from '../shell/Loaded';
import { me, signOut } from './session';

/** Every place where the person is signed in now, each with a way to end it. */
export function MySessions() {
  const { now, again } = useLoaded<SessionView[]>('/access/sessions');
  const act = useAct('session');
  const end = async (session: SessionView): Promise<void> => {
    if (session.isThis) return signOut();
    if (await act.run(() => call(`/access/sessions/${session.id}`, { method: 'DELETE' }))) again();
  };
  return (
    <section class="part">
      <h2>{t('access.sessions')}</h2>
      <p class="hint">{t('access.sessions_means')}</p>
      <ErrorSummary faults={act.faults} />
      <Loaded now={now} again={again} rows={2}>{(sessions) => (
        <ul class="entries">
          {sessions.filter(({ userId }) => userId === me.value?.userId).map((session) => (
            <li key={session.id}>
              <div class="entry-head">
                <h3>{word('session_kind', session.kind)}</h3>
                {session.isThis ? <span class="state on">{t('access.session_this')}</span> : null}
              </div>
              <p>{t('access.session_times', { from: moment(session.createdAt), last: moment(session.lastUsedAt) })}</p>
              {session.unsent ? <p>{t('access.session_unsent', { n: session.unsent, moment: moment(session.unsentSaidAt ?? session.lastUsedAt) })}</p> : null}
              {session.endedAt ? null : (
                <div class="entry-acts">
                  <button type="button" class="quiet" disabled={act.busy} onClick={() => void end(session)}>
                    {t(session.isThis ? 'access.sign_out' : 'access.session_end')}
                  </button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}</Loaded>
    </section>
  );
}
