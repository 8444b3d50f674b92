import { useState } from 'preact/hooks';
import { may } from '../../access/session';
import { call } from '../../http/api';
import type { AssessmentView, ObservationFile, ObservationVisitView } from '../../http/contracts';
import { useLoaded } from '../../http/useLoaded';
import { day, number, t, word } from '../../language/language';
import { useAct } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { Loaded } from '../../shell/Loaded';
import { ReasonFields, reasonBody, useReason } from '../../spaces/ReasonFields';
import { said } from '../presenting';
import { ObservationChange } from './ObservationChange';
import { senseOf } from './observation';
import { VisitDialog } from './VisitDialog';

/** Visits to the space by day and after dark, and what they say of the rounds. */
export function Observations({ one, again: whole }: { one: AssessmentView; again: () => void }) {
  const { now, again } = useLoaded<ObservationFile>(`/assessments/${one.id}/observations`);
  const [visiting, setVisiting] = useState(false);
  const [leaving, setLeaving] = useState<ObservationVisitView | null>(null);
  const done = (): void => { setVisiting(false); setLeaving(null); again(); whole(); };
  return (
    <section class="part" aria-labelledby="observation-title">
      <h3 id="observation-title">{t('observation.title')}</h3>
      <p class="hint">{t('observation.means')}</p>
      {may('record_observations') && !one.endedOn ? <button type="button" class="main start" id="visit-new" onClick={() => setVisiting(true)}>{t('observation.new')}</button> : null}
      <Loaded now={now} again={again} rows={2}>{({ visits, changes }) => (
        <>
          <ObservationChange changes={changes} />
          {visits.length === 0 ? <p>{t('observation.none')}</p> : (
            <ul class="entries">{visits.map((visit) => <Visit key={visit.id} visit={visit} leave={() => setLeaving(visit)} />)}</ul>
          )}
        </>
      )}</Loaded>
      {visiting ? <VisitDialog one={one} close={() => setVisiting(false)} done={done} /> : null}
      {leaving ? <WithdrawDialog assessment={one.id} visit={leaving.id} close={() => setLeaving(null)} done={done} /> : null}
    </section>
  );
}

function Visit({ visit, leave }: { visit: ObservationVisitView; leave: () => void }) {
  const { counts } = visit;
  return (
    <li class={visit.withdrawnOn ? 'taken-back' : undefined}>
      <div class="entry-head">
        <h4>{word('observation_time', visit.time)}, {day(visit.visitedOn)}</h4>
        {visit.round > 0 ? <span class="state">{t('assessments.round', { number: visit.round })}</span> : null}
        {visit.withdrawnOn ? <span class="state">{t('observation.withdrawn', { day: day(visit.withdrawnOn) })}</span> : null}
      </div>
      {visit.withdrawnReason ? <p>{said(visit.withdrawnReason)}</p> : null}
      {counts && counts.length > 0 ? <p>{t('observation.total_counts', { counts: counts.map(({ adults, youngPeople }) => t('observation.count', { adults, young: youngPeople })).join('; ') })}</p> : null}
      {visit.guardians.length > 0 ? <p>{t('observation.guardians_seen', { roles: visit.guardians.map((role) => word('guardian_role', role)).join(', ') })}</p> : null}
      {visit.note ? <p>{said(visit.note)}</p> : null}
      <details>
        <summary>{t('observation.seen_items')}</summary>
        <dl class="facts-list">
          {visit.items.map(({ item, value }) => (
            <div key={item}><dt>{word('observation_item', item)}</dt><dd>{word('observation_sense', senseOf(item, value ?? null))}{typeof value === 'number' ? ` (${number(value)})` : ''}</dd></div>
          ))}
        </dl>
      </details>
      <p class="hint">{word('observed_weather', visit.weather)}<span class="who">. {t('spaces.by', { who: visit.recordedBy, agency: word('agency', visit.agency) })}</span></p>
      {visit.mayWithdraw ? <button type="button" class="quiet who" onClick={leave}>{t('observation.withdraw')}</button> : null}
    </li>
  );
}

function WithdrawDialog({ assessment, visit, close, done }: { assessment: string; visit: string; close: () => void; done: () => void }) {
  const reason = useReason();
  const act = useAct('withdraw');
  const send = (): void => void act.run(() => call(`/assessments/${assessment}/observations/${visit}/withdrawal`, { method: 'POST', body: reasonBody(reason) }).then(done));
  return (
    <ActDialog id="withdraw" title={t('observation.withdraw')} means={t('observation.withdraw_means')} act={act} send={send} close={close} button={t('observation.withdraw')}>
      <ReasonFields prefix="withdraw" reason={reason} faults={act.faults} max={500} />
    </ActDialog>
  );
}
