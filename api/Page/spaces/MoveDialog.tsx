import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { SpaceFile } from '../http/contracts';
import { day, t, word } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { describedBy, Field } from '../shell/Field';
import { Line } from '../shell/Line';
import { ReasonFields, reasonBody, useReason } from './ReasonFields';

/** Moves a space on, or says that it was looked at: only what the table allows is offered. */
export function MoveDialog({ file, close, done }: { file: SpaceFile; close: () => void; done: () => void }) {
  const { space, moves } = file;
  // One id for what is on screen: sent again because its answer was lost, it is the same move. Changed, it is another.
  const [sent, setSent] = useState({ words: '', id: '' });
  const [to, setTo] = useState<string>(moves[0]?.to ?? space.status);
  const latest = moves.find((move) => move.to === to)?.latestReviewOn ?? space.reviewOn;
  const [reviewOn, setReviewOn] = useState('');
  const reason = useReason();
  const act = useAct('move');
  const send = (): void => {
    const body = { to, reviewOn: reviewOn || undefined, ...reasonBody(reason) };
    const words = JSON.stringify(body);
    const moveId = sent.words === words ? sent.id : uuid7();
    setSent({ words, id: moveId });
    void act.run(() => call(`/spaces/${space.id}/moves`, { method: 'POST', ifMatch: `"${space.version}"`, body: { ...body, moveId } }).then(done));
  };
  return (
    <ActDialog id="move" title={t('spaces.move')} means={t('spaces.move_means')} act={act} send={send} close={close} button={t('house.save')}>
      <Field id="move-to" label={t('spaces.to')} faults={act.faults}>
        <select id="move-to" value={to} onChange={(event) => setTo(event.currentTarget.value)} aria-describedby={describedBy('move-to', undefined, act.faults)}>
          {moves.map((move) => (
            <option key={move.to} value={move.to}>{move.to === space.status ? t('spaces.stay', { status: word('space_status', move.to) }) : word('space_status', move.to)}</option>
          ))}
        </select>
      </Field>
      <ReasonFields prefix="move" reason={reason} faults={act.faults} />
      <Line id="move-reviewOn" label={t('spaces.review_on')} hint={t('spaces.review_hint', { day: day(latest) })} type="date" width="medium"
        value={reviewOn} faults={act.faults} change={setReviewOn} />
    </ActDialog>
  );
}
