import { useState } from 'preact/hooks';
import { may } from '../../access/session';
import { call } from '../../http/api';
import type { AssessmentView, CollectionLink, CollectionView } from '../../http/contracts';
import { valueOf } from '../../http/loadable';
import { useLoaded } from '../../http/useLoaded';
import { surveys } from '../../http/vocabulary';
import { day, number, t, word } from '../../language/language';
import { useAct } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { Line } from '../../shell/Line';
import { Refused, Skeleton } from '../../shell/States';
import { inDays } from '../../spaces/circle';
import { HandOutDialog } from './HandOutDialog';
import { KeyInDialog } from './KeyInDialog';
import { KeyInMapDialog } from './KeyInMapDialog';
import { LinkDialog } from './LinkDialog';
import { PrintMapsDialog } from './PrintMapsDialog';
import { roundName } from './rounds';
import { printForm } from './sheets';
import { WhatTheySaid } from './WhatTheySaid';

const isSurvey = ({ instrument }: CollectionView): boolean => surveys.some((one) => one === instrument);

type Asked = 'hand_out' | { act: 'close' | 'relink' | 'key_in' | 'print'; one: CollectionView } | null;

/** What was handed out to be answered without a name: whether it is open, its link, paper, and its end. */
export function CollectionsPart({ assessment, changed }: { assessment: AssessmentView; changed: () => void }) {
  const { now, again } = useLoaded<CollectionView[]>(`/assessments/${assessment.id}/collections`);
  const [asked, setAsked] = useState<Asked>(null);
  const [link, setLink] = useState<CollectionLink | null>(null);
  const [said, setSaid] = useState('');
  const [looked, setLooked] = useState(0);
  const all = valueOf(now);
  const works = may('change_assessments') && !assessment.endedOn;
  const close = (): void => setAsked(null);
  const done = (): void => { setAsked(null); again(); changed(); setLooked(looked + 1); };
  const linked = (made: CollectionLink): void => { done(); setLink(made); };
  const act = asked === null || asked === 'hand_out' ? null : asked;
  return (
    <section class="part" aria-labelledby="collections-title">
      <h3 id="collections-title">{t('instruments.title')}</h3>
      <p class="hint">{t('instruments.means')}</p>
      {now.state === 'failed' ? <Refused problem={now.problem} again={again} /> : null}
      {!all ? now.state === 'failed' ? null : <Skeleton rows={2} /> : (
        <ul class="entries">
          {all.map((one) => (
            <li key={one.id}>
              <div class="entry-head">
                <h4>{word('instrument', one.instrument)}: {roundName(one.round)}</h4>
                <span class={one.state === 'closed' ? 'state over' : 'state'}>{word('collection_state', one.state)}</span>
              </div>
              <p>{t(one.state === 'closed' ? 'instruments.closed' : one.state === 'waiting' ? 'instruments.opens' : 'instruments.open_until', { day: day(one.state === 'waiting' ? one.opensOn : one.closesOn) })}.{' '}
                {one.answers !== null ? t('instruments.answered', { n: number(one.answers) }) : t(one.state === 'closed' ? 'instruments.too_few' : one.enoughAnswers ? 'instruments.enough' : 'instruments.not_enough')}</p>
              {works && one.round === assessment.round ? (
                <div class="row entry-acts">
                  {one.state === 'open' ? <button type="button" class="quiet" data-act="key_in" onClick={() => setAsked({ act: 'key_in', one })}>{t(isSurvey(one) ? 'instruments.key_in' : 'paper_map.key_in')}</button> : null}
                  {one.state === 'closed' ? null : isSurvey(one) ? <button type="button" class="quiet" onClick={() => void printForm(assessment.id, one)}>{t('instruments.print_forms')}</button>
                    : <button type="button" class="quiet" data-act="print" onClick={() => setAsked({ act: 'print', one })}>{t('paper_map.print')}</button>}
                  {one.state !== 'closed' || !one.enoughAnswers
                    ? <button type="button" class="quiet" onClick={() => setAsked({ act: 'relink', one })}>{t(one.state === 'closed' ? 'instruments.reopen' : 'instruments.relink')}</button> : null}
                  {one.state !== 'closed' ? <button type="button" class="quiet" onClick={() => setAsked({ act: 'close', one })}>{t('instruments.close')}</button> : null}
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {works ? <button type="button" class="main start" id="hand-out" onClick={() => setAsked('hand_out')}>{t('instruments.hand_out')}</button> : null}
      <p role="status">{said}</p>
      <WhatTheySaid key={looked} assessment={assessment.id} />
      {asked === 'hand_out' ? <HandOutDialog assessment={assessment} close={close} done={linked} /> : null}
      {act?.act === 'close' ? <CloseDialog assessment={assessment.id} one={act.one} close={close} done={done} /> : null}
      {act?.act === 'relink' ? <RelinkDialog assessment={assessment.id} one={act.one} close={close} done={linked} /> : null}
      {act?.act === 'print' ? <PrintMapsDialog assessment={assessment.id} one={act.one} close={close} /> : null}
      {act?.act !== 'key_in' ? null : isSurvey(act.one)
        ? <KeyInDialog assessment={assessment.id} one={act.one} close={close} done={() => { setSaid(t('instruments.keyed')); done(); }} />
        : <KeyInMapDialog assessment={assessment.id} one={act.one} close={close} done={() => { setSaid(t('paper_map.keyed')); done(); }} />}
      {link ? <LinkDialog assessment={assessment.id} link={link} close={() => setLink(null)} /> : null}
    </section>
  );
}

function CloseDialog({ assessment, one, close, done }: { assessment: string; one: CollectionView; close: () => void; done: () => void }) {
  const act = useAct('close');
  const send = (): void => { void act.run(() => call(`/assessments/${assessment}/collections/${one.id}/closing`, { method: 'POST' }).then(done)); };
  return <ActDialog id="close" title={t('instruments.close')} means={t('instruments.close_means')} act={act} send={send} close={close} button={t('instruments.close')} />;
}

function RelinkDialog({ assessment, one, close, done }: { assessment: string; one: CollectionView; close: () => void; done: (made: CollectionLink) => void }) {
  const over = one.state === 'closed';
  const [closesOn, setClosesOn] = useState(over ? inDays(14) : one.closesOn);
  const act = useAct('relink');
  const send = (): void => {
    void act.run(() => call<CollectionLink>(`/assessments/${assessment}/collections/${one.id}/link`, { method: 'POST', body: { closesOn: closesOn || undefined } }).then(done));
  };
  const title = t(over ? 'instruments.reopen' : 'instruments.relink');
  return (
    <ActDialog id="relink" title={title} means={t(over ? 'instruments.reopen_means' : 'instruments.relink_means')} act={act} send={send} close={close} button={title}>
      <Line id="relink-closesOn" label={t('instruments.closes_on')} type="date" width="medium" value={closesOn} faults={act.faults} change={setClosesOn} />
    </ActDialog>
  );
}
