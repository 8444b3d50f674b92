import { useState } from 'preact/hooks';
import { may, me } from '../access/session';
import { call } from '../http/api';
import type { AssessmentFile } from '../http/contracts';
import { weighedContexts } from '../http/vocabulary';
import { t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Radios } from '../shell/OneOf';
import { ReasonFields, reasonBody, useReason } from '../spaces/ReasonFields';
import { OwnRatings } from './OwnRatings';
import { presenting, said } from './presenting';
import { reached } from './steps';

interface Props { file: AssessmentFile; again: () => void }

/** Which context must change first: own ratings in private, then side by side in the contexts' own order, without a total. */
export function Weighting({ file, again }: Props) {
  const { assessment: one, weighting } = file;
  const [asked, setAsked] = useState<'close' | 'agree' | null>(null);
  const works = may('change_assessments') && !one.endedOn;
  const done = (): void => { setAsked(null); again(); };
  return (
    <section class="part" aria-labelledby="weighting-title">
      <h3 id="weighting-title">{word('assessment_step', 'weighting')}</h3>
      <p class="hint">{t('assessments.weighting_means')}</p>
      <p role="status">{t('assessments.raters', { n: weighting.raters })}</p>
      {weighting.closedAt ? <SideBySide weighting={weighting} />
        : presenting.value ? <p class="note-box">{t('assessments.private_on_wall')}</p> : may('contribute_to_assessments') && !one.endedOn ? (reached(one, 'reflection') ? <OwnRatings key={weighting.mine?.version ?? 0} file={file} again={again} /> : <p class="note-box">{t('assessments.comes_with_reflection')}</p>) : null}
      {weighting.changeFirst ? <p class="note-box"><strong>{t('assessments.change_first_is', { context: word('context_level', weighting.changeFirst) })}</strong> {said(weighting.changeFirstWords)}</p> : null}
      {works && !weighting.closedAt && one.lead === me.value?.user
        ? <button type="button" class="quiet" id="weighting-close" onClick={() => setAsked('close')}>{t('assessments.weighting_close')}</button> : null}
      {works && weighting.closedAt ? <button type="button" class="quiet" id="change-first" onClick={() => setAsked('agree')}>{t('assessments.change_first')}</button> : null}
      {asked === 'close' ? <CloseDialog file={file} close={() => setAsked(null)} done={done} /> : null}
      {asked === 'agree' ? <AgreeDialog file={file} close={() => setAsked(null)} done={done} /> : null}
    </section>
  );
}

function SideBySide({ weighting }: { weighting: AssessmentFile['weighting'] }) {
  if (weighting.tooFew) return <p class="note-box">{t('assessments.too_few_raters')}</p>;
  return (
    <ul class="weights">
      {weighting.contexts.map((one) => (
        <li key={one.context}>
          <h4>{word('context_level', one.context)}</h4>
          <div class="weight" aria-hidden="true"><span style={{ width: `${one.median * 20}%` }} /></div>
          <p>{t('assessments.weight_line', { median: one.median, range: one.range })} {one.discuss ? <span class="state soon">{t('assessments.discuss')}</span> : null}</p>
          <ul class="plain-list">{one.reasons.map((reason, at) => <li key={at}>{said(reason)}</li>)}</ul>
        </li>
      ))}
    </ul>
  );
}

function CloseDialog({ file: { assessment }, close, done }: { file: AssessmentFile; close: () => void; done: () => void }) {
  const act = useAct('closing');
  const send = (): void => void act.run(() => call(`/assessments/${assessment.id}/weighting/closing`, { method: 'POST', ifMatch: `"${assessment.version}"` }).then(done));
  return <ActDialog id="closing" title={t('assessments.weighting_close')} means={t('assessments.weighting_close_means')} act={act} send={send} close={close} button={t('assessments.weighting_close')} />;
}

function AgreeDialog({ file: { assessment }, close, done }: { file: AssessmentFile; close: () => void; done: () => void }) {
  const [context, setContext] = useState('');
  const words = useReason();
  const act = useAct('agree');
  const send = (): void => {
    if (!context) act.setFaults([{ field: 'agree-context', text: () => t('problem.field_missing') }]);
    else void act.run(() => call(`/assessments/${assessment.id}/weighting/change-first`, {
      method: 'PUT', ifMatch: `"${assessment.version}"`, body: { context, ...reasonBody(words, 'words') },
    }).then(done));
  };
  return (
    <ActDialog id="agree" title={t('assessments.change_first')} act={act} send={send} close={close} button={t('house.save')}>
      <Radios id="agree-context" label={t('assessments.change_first')} words="context_level" options={weighedContexts} chosen={context} faults={act.faults} choose={setContext} />
      <ReasonFields prefix="agree" reason={words} faults={act.faults} field="words" label="assessments.agreed_words" />
    </ActDialog>
  );
}
