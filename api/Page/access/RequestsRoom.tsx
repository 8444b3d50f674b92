import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { RoleRequestView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { moment, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';

type Decision = { request: RoleRequestView; granted: boolean } | null;

/** Roles that people asked for themselves; a second person grants or refuses. */
export function RequestsRoom() {
  const { now, again } = useLoaded<RoleRequestView[]>('/access/role-requests');
  const [decision, setDecision] = useState<Decision>(null);
  return (
    <>
      <Loaded now={now} again={again}>{(list) => {
        const [waiting, decided] = [list.filter(({ decidedAt }) => !decidedAt), list.filter(({ decidedAt }) => decidedAt)];
        return (
          <>
            <section class="part">
              <h2>{t('people.requests_waiting')}</h2>
              {waiting.length === 0 ? <Empty title={t('people.requests_none')}><p>{t('people.requests_none_means')}</p></Empty> : (
                <ul class="entries">{waiting.map((one) => <Request key={one.id} request={one} decide={(granted) => setDecision({ request: one, granted })} />)}</ul>
              )}
            </section>
            {decided.length === 0 ? null : (
              <section class="part">
                <h2>{t('people.requests_decided')}</h2>
                <ul class="entries">{decided.map((one) => <Request key={one.id} request={one} />)}</ul>
              </section>
            )}
          </>
        );
      }}</Loaded>
      {decision ? <Decide {...decision} close={() => setDecision(null)} done={() => { setDecision(null); again(); }} /> : null}
    </>
  );
}

const positionOf = ({ user, role, agency }: RoleRequestView): Record<'user' | 'role' | 'agency', string> =>
  ({ user, role: word('role', role), agency: word('agency', agency) });

function Request({ request, decide }: { request: RoleRequestView; decide?: (granted: boolean) => void }) {
  const named = <span class="visually-hidden"> {request.user}</span>;
  return (
    <li>
      <div class="entry-head">
        <h3>{t('people.request_wants', positionOf(request))}</h3>
        <span class={request.granted === null ? 'state soon' : request.granted ? 'state on' : 'state over'}>
          {t(request.granted === null ? 'people.request_waits' : request.granted ? 'people.request_granted' : 'people.request_refused')}
        </span>
      </div>
      <p>{request.reason}</p>
      <p class="hint">
        {t('people.request_asked', { moment: moment(request.askedAt) })}
        {request.decidedBy && request.decidedAt ? ` · ${t('people.request_by', { user: request.decidedBy, moment: moment(request.decidedAt) })}` : ''}
      </p>
      {!decide ? null : request.mayDecide ? (
        <div class="entry-acts">
          <button type="button" class="quiet" onClick={() => decide(true)}>{t('people.grant')}{named}</button>
          <button type="button" class="quiet" onClick={() => decide(false)}>{t('people.refuse')}{named}</button>
        </div>
      ) : <p class="hint">{t('people.request_own')}</p>}
    </li>
  );
}

function Decide({ request, granted, close, done }: { request: RoleRequestView; granted: boolean; close: () => void; done: () => void }) {
  const act = useAct('decide');
  const key = granted ? 'grant' : 'refuse';
  const send = (): void => void act.run(() =>
    call(`/access/role-requests/${request.id}/decision`, { method: 'POST', body: { granted } }).then(done));
  const means = granted ? t('people.grant_means', positionOf(request)) : t('people.refuse_means', { user: request.user });
  return <ActDialog id="decide" title={t(`people.${key}_title`)} means={means} act={act} send={send} close={close} button={t(`people.${key}`)} />;
}
