import { useState } from 'preact/hooks';
import { may, me } from '../access/session';
import { call } from '../http/api';
import type { AssessmentFile } from '../http/contracts';
import { weighedContexts } from '../http/vocabulary';
import { number, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Choices, ErrorSummary } from '../shell/Field';
import { Lines } from '../shell/Line';
import { Radios } from '../shell/OneOf';
import { ReasonFields, reasonBody, useReason } from '../spaces/ReasonFields';
import { presenting, said } from './presenting';

interface Props { file: AssessmentFile; again: () => void }
type Rating = { influence: number | null; reason: string };

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
        : presenting.value ? <p class="note-box">{t('assessments.private_on_wall')}</p> : may('contribute_to_assessments') && !one.endedOn ? <Own file={file} again={again} /> : null}
      {weighting.changeFirst ? <p class="note-box"><strong>{t('assessments.change_first_is', { context: word('context_level', weighting.changeFirst) })}</strong> {said(weighting.changeFirstWords)}</p> : null}
      {works && !weighting.closedAt && one.lead === me.value?.user
        ? <button type="button" class="quiet" id="weighting-close" onClick={() => setAsked('close')}>{t('assessments.weighting_close')}</button> : null}
      {works && weighting.closedAt ? <button type="button" class="quiet" id="change-first" onClick={() => setAsked('agree')}>{t('assessments.change_first')}</button> : null}
      {asked === 'close' ? <CloseDialog file={file} close={() => setAsked(null)} done={done} /> : null}
      {asked === 'agree' ? <AgreeDialog file={file} close={() => setAsked(null)} done={done} /> : null}
    </section>
  );
}

function Own({ file: { assessment, weighting: { mine } }, again }: Props) {
  const [ratings, setRatings] = useState<Record<string, Rating>>(() => Object.fromEntries(weighedContexts.map((context) => {
    const held = mine?.ratings.find((one) => one.context === context);
    return [context, { influence: held?.influence ?? null, reason: held?.reason ?? '' }];
  })));
  const act = useAct('rating');
  const set = (context: string, part: Partial<Rating>): void => setRatings({ ...ratings, [context]: { influence: null, reason: '', ...ratings[context], ...part } });
  const send = (): void => void act.run(() => call(`/assessments/${assessment.id}/weighting/mine`, {
    method: 'PUT', ifMatch: `"${mine?.version ?? 0}"`,
    body: { ratings: weighedContexts.filter((context) => ratings[context]?.influence !== null).map((context) => ({ context, influence: ratings[context]?.influence, reason: ratings[context]?.reason.trim() })) },
  }).then(again));
  return (
    <form class="stack private" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <p><strong>{t('assessments.private')}</strong></p>
      <ErrorSummary faults={act.faults} />
      {weighedContexts.map((context) => (
        <div key={context} class="answer">
          <Choices id={`rating-${context}`} label={word('context_level', context)} hint={t('assessments.influence_hint')}>
            <div class="ratings">
              {[0, 1, 2, 3, 4, 5].map((influence) => (
                <label class="chip" key={influence}><input type="radio" id={`rating-${context}-${influence}`} name={`rating-${context}`}
                  checked={ratings[context]?.influence === influence} onChange={() => set(context, { influence })} /><span>{number(influence)}</span></label>
              ))}
            </div>
          </Choices>
          <Lines id={`rating-${context}-reason`} label={t('assessments.rating_reason', { context: word('context_level', context) })} value={ratings[context]?.reason ?? ''} faults={[]} max={500} rows={2}
            change={(reason) => set(context, { reason })} />
        </div>
      ))}
      <button type="submit" class="main" id="rating-save" disabled={act.busy}>{act.busy ? t('house.saving') : t('house.save')}</button>
    </form>
  );
}

function SideBySide({ weighting }: { weighting: AssessmentFile['weighting'] }) {
  if (weighting.tooFew) return <p class="note-box">{t('assessments.too_few_raters')}</p>;
  return (
    <ul class="weights">
      {weighting.contexts.map((one) => (
        <li key={one.context}>
          <h4>{word('context_level', one.context)}</h4>
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
