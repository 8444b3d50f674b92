import { useState } from 'preact/hooks';
import { may } from '../../access/session';
import { call } from '../../http/api';
import type { AssessmentView, GuardianshipFile, GuardianView } from '../../http/contracts';
import { useLoaded } from '../../http/useLoaded';
import { day, monthText, number, t, word } from '../../language/language';
import { useAct } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { Fact } from '../../shell/Fact';
import { Loaded } from '../../shell/Loaded';
import { ReasonFields, reasonBody, useReason } from '../../spaces/ReasonFields';
import { said } from '../presenting';
import { GuardianDialog } from './GuardianDialog';
import { gapsOf, guardianPrompts, notKnownOf } from './guardianship';
import { GuardianshipChange } from './GuardianshipChange';
import { roundName, takesMore } from './rounds';

type Round = GuardianshipFile['rounds'][number];
type Asked = { act: 'record' } | { act: 'correct' | 'withdraw'; guardian: GuardianView } | null;

/** Who is at the space with a caring intention, and when: roles and places, round by round, gaps first. */
export function Guardianship({ one, again: whole }: { one: AssessmentView; again: () => void }) {
  const { now, again } = useLoaded<GuardianshipFile>(`/assessments/${one.id}/guardianship`);
  const [asked, setAsked] = useState<Asked>(null);
  const close = (): void => setAsked(null);
  const done = (): void => { close(); again(); whole(); };
  return (
    <section class="part" aria-labelledby="guardianship-title">
      <h3 id="guardianship-title">{t('guardianship.title')}</h3>
      <p class="hint">{t('guardianship.means')}</p>
      {may('record_observations') && takesMore(one)
        ? <button type="button" class="main start" id="guardian-new" onClick={() => setAsked({ act: 'record' })}>{t('guardianship.new')}</button> : null}
      <Loaded now={now} again={again} rows={2}>{({ squares, guardians, rounds }) => (
        <>
          {guardians.length === 0 ? <p>{t('guardianship.none')}</p> : <GuardianshipChange rounds={rounds} />}
          {[...rounds].reverse().map((round) => <OfRound key={round.round} round={round} />)}
          {guardians.length === 0 ? null : (
            <details>
              <summary>{t('guardianship.list')}</summary>
              <p class="hint">{t('guardianship.in_report')}</p>
              <ul class="entries">{guardians.map((guardian) => <One key={guardian.id} guardian={guardian} act={(act) => setAsked({ act, guardian })} />)}</ul>
            </details>
          )}
          {asked && asked.act !== 'withdraw' ? <GuardianDialog one={one} squares={squares} held={asked.act === 'correct' ? asked.guardian : null} close={close} done={done} /> : null}
        </>
      )}</Loaded>
      {asked?.act === 'withdraw' ? <WithdrawDialog assessment={one.id} guardian={asked.guardian.id} close={close} done={done} /> : null}
    </section>
  );
}

function OfRound({ round }: { round: Round }) {
  const id = `guardians-${round.round}`;
  const gaps = gapsOf(round);
  return (
    <div class="observed">
      <h4 id={id}>{roundName(round.round)}</h4>
      <p class="note-box">{gaps.length > 0 ? t('guardianship.gaps', { times: gaps.map((time) => word('week_time', time)).join('; ') }) : t('guardianship.no_gaps')}</p>
      <div class="table-scroll words" tabIndex={0} role="region" aria-labelledby={id}>
        <table>
          <thead><tr>{['time', 'says', 'who'].map((head) => <th scope="col" key={head}>{t(`guardianship.${head}`)}</th>)}</tr></thead>
          <tbody>
            {round.times.map(({ time, reading, there, roles }) => (
              <tr key={time}>
                <th scope="row">{word('week_time', time)}</th>
                <td>{word('presence_reading', reading)}</td>
                <td>{there === 0 ? null : <>{number(there)}<small>{roles.map((role) => word('guardian_role', role)).join(', ')}</small></>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl class="facts-list">
        {round.prompts.map((prompt) => (
          <Fact key={prompt.prompt} term={word('guardian_prompt', prompt.prompt)}>
            {t('guardianship.spread', { strength: prompt.strength, mixed: prompt.mixed, concern: prompt.concern })}, {t('guardianship.spread_of', { known: prompt.known, all: round.guardians })}
          </Fact>
        ))}
      </dl>
      <ul class="plain-list">
        <li>{t('guardianship.trained_of', { trained: round.trained, all: round.guardians, before: round.trainedBefore })}</li>
        {round.trainingNotKnown > 0 ? <li>{t('guardianship.training_unknown', { n: round.trainingNotKnown })}</li> : null}
        {round.timesNotKnown > 0 ? <li>{t('guardianship.unknown_times', { n: round.timesNotKnown })}</li> : null}
        {round.notReached > 0 ? <li>{t('guardianship.not_reached', { n: round.notReached })}</li> : null}
      </ul>
    </div>
  );
}

function One({ guardian, act }: { guardian: GuardianView; act: (act: 'correct' | 'withdraw') => void }) {
  const unknown = notKnownOf(guardian);
  const training = word('guardian_training', guardian.training);
  return (
    <li class={guardian.withdrawnOn ? 'taken-back' : undefined}>
      <div class="entry-head">
        <h4>{word('guardian_role', guardian.role)}{guardian.place ? `, ${said(guardian.place)}` : ''}</h4>
        {guardian.round > 0 ? <span class="state">{roundName(guardian.round)}</span> : null}
        {guardian.grade === 'unverified' ? <span class="state">{word('info_grade', 'unverified')}</span> : null}
        {guardian.withdrawnOn ? <span class="state">{t('observation.withdrawn', { day: day(guardian.withdrawnOn) })}</span> : null}
      </div>
      {guardian.withdrawnReason ? <p>{said(guardian.withdrawnReason)}</p> : null}
      {guardian.times.length > 0 ? <p>{guardian.times.map((time) => word('week_time', time)).join('; ')}{guardian.square ? `. ${t('guardianship.square_of', { square: guardian.square })}` : ''}</p> : null}
      {guardian.note ? <p>{said(guardian.note)}</p> : null}
      <dl class="facts-list">
        {guardianPrompts.filter(([field]) => guardian[field] !== 'not_known').map(([field, name]) => (
          <Fact key={name} term={word('guardian_prompt', name)}>{word('prompt_rating', guardian[field] ?? 'not_known')}</Fact>
        ))}
        {guardian.training === 'not_known' ? null : (
          <Fact term={t('guardianship.training')}>{guardian.trainedIn ? t('guardianship.trained_when', { training, month: monthText(guardian.trainedIn) }) : training}</Fact>
        )}
        <Fact term={t('guardianship.reached')}>{guardian.reachedThrough ? word('agency', guardian.reachedThrough) : t('guardianship.reached_none')}</Fact>
      </dl>
      {unknown.length > 0 ? <p>{t('guardianship.not_known', { what: unknown.map((key) => t(key).toLocaleLowerCase()).join(', ') })}</p> : null}
      <p class="hint">{word('source_kind', guardian.source)}, {word('info_grade', guardian.grade).toLocaleLowerCase()}, {day(guardian.knownOn)}<span class="who">. {t('spaces.by', { who: guardian.editedBy, agency: word('agency', guardian.agency) })}</span></p>
      <div class="entry-acts">
        {guardian.mayChange ? <button type="button" class="quiet who" onClick={() => act('correct')}>{t('guardianship.correct')}</button> : null}
        {guardian.mayWithdraw ? <button type="button" class="quiet who" onClick={() => act('withdraw')}>{t('guardianship.withdraw')}</button> : null}
      </div>
    </li>
  );
}

function WithdrawDialog({ assessment, guardian, close, done }: { assessment: string; guardian: string; close: () => void; done: () => void }) {
  const reason = useReason();
  const act = useAct('leave');
  const send = (): void => void act.run(() => call(`/assessments/${assessment}/guardianship/${guardian}/withdrawal`, { method: 'POST', body: reasonBody(reason) }).then(done));
  return (
    <ActDialog id="leave" title={t('guardianship.withdraw')} means={t('observation.withdraw_means')} act={act} send={send} close={close} button={t('guardianship.withdraw')}>
      <ReasonFields prefix="leave" reason={reason} faults={act.faults} max={500} />
    </ActDialog>
  );
}
