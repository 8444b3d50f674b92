import { useEffect, useRef, useState } from 'preact/hooks';
import { may } from '../access/session';
import { call } from '../http/api';
import type { CandidateSiteView, SitingView } from '../http/contracts';
import { valueOf } from '../http/loadable';
import { useLoaded } from '../http/useLoaded';
import { t } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { answerName } from './answerName';
import { AskSites } from './AskSites';
import { SideBySide } from './SideBySide';
import { askedWith, chosenOf, draftOf, questionBody, usualWeights, type SitingDraft } from './siting';
import { SitingAnswer } from './SitingAnswer';
import { siteName } from './sites';

const empty: SitingDraft = { pick: '2', day: '', time: '', aim: 'coverage', reachKm: '3', spreadKm: '0', weights: usualWeights, locked: [], leftOut: [], name: '' };

const atFirst = 6;

/** Which sites for the next stalls: the question, its answer, what would change, and two answers side by side. */
export function SitingRoom() {
  const sites = useLoaded<CandidateSiteView[]>('/planning/sites');
  const held = useLoaded<SitingView[]>('/planning/sitings');
  const [draft, setDraft] = useState(empty);
  const [answer, setAnswer] = useState<SitingView | null>(null);
  const [before, setBefore] = useState<SitingView | null>(null);
  const act = useAct('siting', (wire) => (wire.startsWith('weights') ? 'siting-weights' : ''));
  const trying = useAct('try');
  const title = useRef<HTMLHeadingElement>(null);
  const asks = may('change_plans');
  useEffect(() => { if (answer) title.current?.focus(); }, [answer?.id]);
  const answered = (next: SitingView, last: SitingView | null): void => { setBefore(last); setAnswer(next); held.again(); };
  const ask = (): void => void act.run(async () => answered(await call<SitingView>(`/planning/sitings/${uuid7()}`, { method: 'POST', body: questionBody(draft) }), null));
  const move = (siteId: string, point: { type: 'Point'; coordinates: number[] }): void => {
    if (!answer) return;
    void trying.run(async () => answered(await call<SitingView>(`/planning/sitings/${uuid7()}`, { method: 'POST', body: askedWith(answer, siteId, point) }), answer));
  };
  const open = (one: SitingView): void => { setBefore(null); setAnswer(one); };
  const inUse = (valueOf(sites.now) ?? []).filter((site) => site.inUse);
  return (
    <>
      {asks ? (
        <section class="part" aria-labelledby="siting-question">
          <h2 id="siting-question">{t('planning.question')}</h2>
          <Loaded now={sites.now} again={sites.again}>{(all) => (all.length === 0 ? <Empty title={t('planning.sites_none')}><p>{t('planning.sites_first')}</p></Empty>
            : <AskSites draft={draft} set={(part) => setDraft((now) => ({ ...now, ...part }))} sites={inUse} act={act} send={ask} />)}</Loaded>
        </section>
      ) : null}
      {answer ? (
        <section class="part" aria-labelledby="siting-answer">
          <h2 id="siting-answer" tabIndex={-1} ref={title}>{t('planning.answer')}: {answerName(answer)}</h2>
          <ErrorSummary faults={trying.faults} />
          {trying.busy ? <p role="status">{t('planning.asking')}</p> : null}
          {before ? (
            <div class="note-box what-changed">
              <h3>{t('planning.what_changed')}</h3>
              <SideBySide one={before} other={answer} heading="h4" />
              <button type="button" class="quiet" id="try-undo" onClick={() => open(before)}>{t('planning.try_undo')}</button>
            </div>
          ) : null}
          <SitingAnswer answer={answer} busy={trying.busy} move={asks ? move : undefined} />
          {asks ? <button type="button" class="quiet start" onClick={() => { setDraft(draftOf(answer)); document.getElementById('siting-pick')?.focus(); }}>{t('planning.ask_like_this')}</button> : null}
        </section>
      ) : null}
      <section class="part" aria-labelledby="siting-saved">
        <h2 id="siting-saved">{t('planning.saved_answers')}</h2>
        <Loaded now={held.now} again={held.again} rows={2}>{(all) => (all.length === 0 ? <Empty title={t('planning.saved_none')} /> : <Saved all={all} open={open} />)}</Loaded>
      </section>
    </>
  );
}

/** Earlier answers: to open one, or to hold two against each other. */
function Saved({ all, open }: { all: SitingView[]; open: (answer: SitingView) => void }) {
  const [pair, setPair] = useState<[string, string]>(['', '']);
  const [more, setMore] = useState(false);
  const [one, other] = pair.map((id) => all.find((answer) => answer.id === id));
  const label = (answer: SitingView): string => `${answerName(answer)}: ${chosenOf(answer).map(siteName).join(', ') || t('planning.none_chosen')}`;
  const choose = (at: number, id: string): void => setPair(at === 0 ? [id, pair[1]] : [pair[0], id]);
  return (
    <>
      <ul class="entries answers-list">
        {all.slice(0, more ? all.length : atFirst).map((answer) => (
          <li key={answer.id}><button type="button" class="link" onClick={() => open(answer)}>{answerName(answer)}</button>
            <p>{chosenOf(answer).map(siteName).join(', ') || t('planning.none_chosen')}</p></li>
        ))}
      </ul>
      {more || all.length <= atFirst ? null : <button type="button" class="quiet" onClick={() => setMore(true)}>{t('house.more')}</button>}
      {all.length > 1 ? (
        <>
          <h3>{t('planning.side_by_side')}</h3>
          <div class="filters pair">
            {(['a', 'b'] as const).map((side, at) => (
              <div class="field" key={side}>
                <label for={`compare-${side}`}>{t(`planning.side_${side}`)}</label>
                <select id={`compare-${side}`} value={pair[at]} onChange={(event) => choose(at, event.currentTarget.value)}>
                  <option value="">{t('house.choose')}</option>
                  {all.map((answer) => <option key={answer.id} value={answer.id} disabled={pair[1 - at] === answer.id}>{label(answer)}</option>)}
                </select>
              </div>
            ))}
          </div>
          {one && other ? <SideBySide one={one} other={other} heading="h4" /> : <p class="hint">{t('planning.choose_two')}</p>}
        </>
      ) : null}
    </>
  );
}
