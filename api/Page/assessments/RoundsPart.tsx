import { useState } from 'preact/hooks';
import { may } from '../access/session';
import { call } from '../http/api';
import type { AssessmentFile } from '../http/contracts';
import { instruments } from '../http/vocabulary';
import { day, number, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Line } from '../shell/Line';
import { Select } from '../shell/OneOf';
import { Empty } from '../shell/States';
import { inDays } from '../spaces/circle';
import { CollectionsPart } from './instruments/CollectionsPart';
import { Observations } from './instruments/Observations';
import { SafetyMaps } from './instruments/SafetyMaps';
import { said } from './presenting';

/** What was asked and looked at, round by round: before the plan, and again in each review. */
export function RoundsPart({ file: { assessment, rounds }, again }: { file: AssessmentFile; again: () => void }) {
  const [writing, setWriting] = useState(false);
  const all = [...new Set(rounds.map(({ round }) => round))];
  return (
    <>
      <section class="part" aria-labelledby="rounds-title">
        <h3 id="rounds-title">{t('assessments.rounds')}</h3>
        <p class="hint">{t('assessments.rounds_means')}</p>
        {may('change_assessments') && !assessment.endedOn ? <button type="button" class="main" id="use-new" onClick={() => setWriting(true)}>{t('assessments.use_new')}</button> : null}
        {all.length === 0 ? <Empty title={t('assessments.rounds_none')} /> : all.map((round) => (
          <section key={round}>
            <h4>{round === 0 ? word('assessment_step', 'baseline') : t('assessments.round', { number: round })}</h4>
            <ul class="plain-list">
              {rounds.filter((one) => one.round === round).map((one) => (
                <li key={one.instrument}>{word('instrument', one.instrument)}: {number(one.number)}, {day(one.usedOn)}{one.seasonNote ? `. ${said(one.seasonNote)}` : ''}</li>
              ))}
            </ul>
          </section>
        ))}
        {writing ? <UseDialog file={{ assessment, rounds }} close={() => setWriting(false)} done={() => { setWriting(false); again(); }} /> : null}
      </section>
      <CollectionsPart assessment={assessment} changed={again} />
      <SafetyMaps one={assessment} />
      <Observations one={assessment} again={again} />
    </>
  );
}

function UseDialog({ file: { assessment, rounds }, close, done }: { file: Pick<AssessmentFile, 'assessment' | 'rounds'>; close: () => void; done: () => void }) {
  const [instrument, setInstrument] = useState('');
  const [count, setCount] = useState('');
  const [usedOn, setUsedOn] = useState(inDays(0));
  const [seasonNote, setSeasonNote] = useState('');
  const act = useAct('use');
  const send = (): void => {
    if (!instrument) { act.setFaults([{ field: 'use-instrument', text: () => t('problem.field_missing') }]); return; }
    const held = rounds.find((one) => one.round === assessment.round && one.instrument === instrument);
    void act.run(() => call(`/assessments/${assessment.id}/rounds/${assessment.round}/${instrument}`, {
      method: 'PUT', ifMatch: `"${held?.version ?? 0}"`, body: { number: Number(count), usedOn, ...(seasonNote.trim() ? { seasonNote: seasonNote.trim() } : {}) },
    }).then(done));
  };
  return (
    <ActDialog id="use" title={t('assessments.use_new')} means={t('assessments.rounds_means')} act={act} send={send} close={close} button={t('house.save')}>
      <Select id="use-instrument" label={t('assessments.use_instrument')} words="instrument" options={instruments} chosen={instrument} faults={act.faults} choose={setInstrument} />
      <Line id="use-number" label={t('assessments.use_number')} type="number" width="narrow" value={count} faults={act.faults} change={setCount} />
      <Line id="use-usedOn" label={t('assessments.use_day')} type="date" width="medium" value={usedOn} faults={act.faults} change={setUsedOn} />
      <Line id="use-seasonNote" label={t('assessments.use_season')} hint={t('house.optional')} max={500} value={seasonNote} faults={act.faults} change={setSeasonNote} />
    </ActDialog>
  );
}
