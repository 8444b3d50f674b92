import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { AssessmentFile, AssessmentMoveChoice } from '../http/contracts';
import { day, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Line } from '../shell/Line';
import { ReasonFields, reasonBody, useReason } from '../spaces/ReasonFields';
import { Blockers } from './StepList';
import type { Part } from './steps';

/** Where the assessment can go from here, and what stands in the way of the rest. */
export function Moves({ file, go, done }: { file: AssessmentFile; go: (part: Part) => void; done: () => void }) {
  const { assessment: { status }, moves } = file;
  const [move, setMove] = useState<AssessmentMoveChoice | null>(null);
  if (moves.length === 0) return null;
  return (
    <section class="part" aria-labelledby="moves-title">
      <h3 id="moves-title">{t('assessments.moves')}</h3>
      <ul class="moves">
        {moves.map((one) => (
          <li key={one.to}>
            {one.blocked.length === 0
              ? <button type="button" class={one.to === status || one.to === 'escalated' ? 'quiet' : 'main'} id={`move-${one.to}`} onClick={() => setMove(one)}>{nameOf(one, status)}</button>
              : <><p><b>{nameOf(one, status)}</b> <span class="state over">{word('step_state', 'blocked')}</span></p><Blockers file={file} blocked={one.blocked} go={go} /></>}
          </li>
        ))}
      </ul>
      {move ? <MoveDialog file={file} move={move} close={() => setMove(null)} done={() => { setMove(null); done(); }} /> : null}
    </section>
  );
}

const nameOf = ({ to }: AssessmentMoveChoice, status: string): string =>
  to !== status ? word('assessment_status', to) : t(to === 'review' ? 'assessments.next_round' : 'assessments.stay', { status: word('assessment_status', to) });

function MoveDialog({ file: { assessment }, move, close, done }: { file: AssessmentFile; move: AssessmentMoveChoice; close: () => void; done: () => void }) {
  const [reviewOn, setReviewOn] = useState('');
  const reason = useReason();
  const act = useAct('move');
  const send = (): void => void act.run(() => call(`/assessments/${assessment.id}/moves`, {
    method: 'POST', ifMatch: `"${assessment.version}"`, body: { to: move.to, reviewOn: reviewOn || undefined, ...reasonBody(reason) },
  }).then(done));
  return (
    <ActDialog id="move" title={nameOf(move, assessment.status)} means={t('spaces.move_means')} act={act} send={send} close={close} button={t('house.save')}>
      {move.spaceTo ? <p class="note-box">{t('assessments.space_goes', { status: word('space_status', move.spaceTo) })}</p> : null}
      <ReasonFields prefix="move" reason={reason} faults={act.faults} />
      <Line id="move-reviewOn" label={t('spaces.review_on')} hint={t('spaces.review_hint', { day: day(move.latestReviewOn) })} type="date" width="medium"
        value={reviewOn} faults={act.faults} change={setReviewOn} />
    </ActDialog>
  );
}
