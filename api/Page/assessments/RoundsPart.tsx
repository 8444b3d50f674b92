import { useState } from 'preact/hooks';
import { may } from '../access/session';
import type { AssessmentFile } from '../http/contracts';
import { day, number, t, word } from '../language/language';
import { Empty } from '../shell/States';
import { CollectionsPart } from './instruments/CollectionsPart';
import { Guardianship } from './instruments/Guardianship';
import { Observations } from './instruments/Observations';
import { PeerMap } from './instruments/PeerMap';
import { SafetyMaps } from './instruments/SafetyMaps';
import { said } from './presenting';
import { UseDialog } from './UseDialog';

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
      <Guardianship one={assessment} again={again} />
      <PeerMap one={assessment} />
    </>
  );
}
