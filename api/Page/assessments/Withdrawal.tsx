import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { AssessmentFile } from '../http/contracts';
import { t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { ReasonFields, reasonBody, useReason } from '../spaces/ReasonFields';
import { presenting } from './presenting';

/** The way out of an assessment that was begun by mistake, as long as nobody said or decided anything in it; then, why there is none. */
export function Withdrawal({ file, done }: { file: AssessmentFile; done: () => void }) {
  const [asking, setAsking] = useState(false);
  const choice = file.withdrawal;
  if (!choice || presenting.value) return null;
  return (
    <details class="part more" id="withdrawal">
      <summary><h3>{t('assessments.withdraw_ask')}</h3></summary>
      {choice.holds.length === 0 ? (
        <>
          <p>{t('assessments.withdraw_can')}</p>
          <button type="button" class="quiet start" id="assessment-withdraw" onClick={() => setAsking(true)}>{t('assessments.withdraw')}</button>
        </>
      ) : (
        <>
          <p>{t('assessments.withdraw_held')}</p>
          <ul class="plain-list">{choice.holds.map((one) => <li key={one}>{word('assessment_holding', one)}</li>)}</ul>
          <p>{t('assessments.withdraw_instead')}</p>
        </>
      )}
      {asking ? <WithdrawDialog file={file} close={() => setAsking(false)} done={() => { setAsking(false); done(); }} /> : null}
    </details>
  );
}

function WithdrawDialog({ file: { assessment, withdrawal }, close, done }: { file: AssessmentFile; close: () => void; done: () => void }) {
  const reason = useReason();
  const act = useAct('withdraw');
  const send = (): void => void act.run(() => call(`/assessments/${assessment.id}/withdrawal`, {
    method: 'POST', ifMatch: `"${assessment.version}"`, body: reasonBody(reason),
  }).then(done));
  return (
    <ActDialog id="withdraw" title={t('assessments.withdraw')} means={t('assessments.withdraw_means')} act={act} send={send} close={close} button={t('assessments.withdraw')}>
      <p class="note-box">{withdrawal?.spaceTo ? t('assessments.withdraw_space', { status: word('space_status', withdrawal.spaceTo) })
        : t('assessments.withdraw_space_stays', { status: word('space_status', assessment.spaceStatus) })}</p>
      <ReasonFields prefix="withdraw" reason={reason} faults={act.faults} />
    </ActDialog>
  );
}
