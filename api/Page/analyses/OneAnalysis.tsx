import { useEffect, useRef } from 'preact/hooks';
import { may } from '../access/session';
import type { AnalysisResult, AnalysisView } from '../http/contracts';
import { has, moment, number, t, word } from '../language/language';
import { boundsAround, boundsOf, type Area } from '../map/geometry';
import { useAct } from '../shell/act';
import { Caveats } from '../shell/Caveats';
import { ErrorSummary } from '../shell/Field';
import { Fact } from '../shell/Fact';
import { selection } from '../shell/view';
import { showToPanel } from './analyses';
import { AnswerFacts } from './AnswerFacts';
import { harmWords } from './AskAnalysis';
import { CellsAnswer } from './CellsAnswer';
import { ClosuresAnswer } from './ClosuresAnswer';
import { EffortAnswer } from './EffortAnswer';
import { days, figure } from './figures';
import { HoursAnswer } from './HoursAnswer';
import { LivesAnswer } from './LivesAnswer';
import { NearRepeatAnswer } from './NearRepeatAnswer';
import { ScanAnswer } from './ScanAnswer';
import { lookAt } from './lookAt';

/** One answer: what was asked, what it stands on, what came out, and what it cannot say. */
export function OneAnalysis({ view }: { view: AnalysisView }) {
  const { request, result } = view;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    selection.value = null;
    const bounds = boundsAround(shapesOf(result).map(boundsOf));
    if (bounds) lookAt(bounds, 15);
  }, [view.id]);
  return (
    <>
      <header class="answer-head">
        <h2 tabIndex={-1} ref={title}>{t(`analyses.ask_${view.kind}`)}</h2>
        <p>{t(`analyses.answers_${view.kind}`)}</p>
        <p class="hint">{t('analyses.asked_of', {
          what: request.subject === 'context' ? t('hotspots.of_context') : harmWords(request.harmTypes), days: days(request),
        })}{request.area ? ` ${t('analyses.asked_part')}` : ''}</p>
      </header>
      {may('run_analyses') ? <Showing view={view} /> : null}
      {request.subject === 'context' ? <p class="note-box">{t('caveat.context_not_harm')}</p> : null}
      <AnswerFacts view={view} />
      {view.tooFew ? <TooFew view={view} /> : !result ? <NothingForYou /> : <Answer view={view} result={result} />}
      <Caveats keys={view.caveats} />
      <Method view={view} />
    </>
  );
}

function Answer({ view, result }: { view: AnalysisView; result: AnalysisResult }) {
  switch (result.kind) {
    case 'cells': return <CellsAnswer view={view} result={result} />;
    case 'hours': return <HoursAnswer result={result} used={view.facts.eventsUsed} />;
    case 'near_repeat': return <NearRepeatAnswer result={result} />;
    case 'scan': return <ScanAnswer view={view} result={result} />;
    case 'lives': return <LivesAnswer result={result} />;
    case 'effort': return <EffortAnswer result={result} />;
    case 'closures': return <ClosuresAnswer view={view} result={result} />;
    // A newer server may know a result that this page does not.
    default: return <p class="note-box">{t('analyses.unknown_result')}</p>;
  }
}

const shapesOf = (result: AnalysisResult | null): Area[] =>
  (!result ? [] : result.kind === 'cells' ? result.cells.map(({ shape }) => shape)
    : result.kind === 'scan' ? result.clusters.map(({ shape }) => shape)
      : result.kind === 'effort' ? result.areas.map(({ shape }) => shape)
      : result.kind === 'lives' ? result.lives.flatMap(({ stages }) => stages.flatMap(({ shape }) => (shape ? [shape] : []))) : []) as Area[];

/** Not an error: the honest answer where any number would be chance. */
function TooFew({ view }: { view: AnalysisView }) {
  const { eventsUsed, leastEvents } = view.facts;
  return (
    <section class="too-few">
      <svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="19" /><circle class="dot" cx="17" cy="26" r="2.5" /><circle class="dot" cx="30" cy="20" r="2.5" /></svg>
      <div>
        <h3>{t('analyses.too_few')}</h3>
        <p>{eventsUsed === null ? t('analyses.too_few_least', { least: leastEvents }) : t('analyses.too_few_means', { least: leastEvents, used: eventsUsed })}</p>
        <p class="hint">{t('analyses.too_few_next')}</p>
      </div>
    </section>
  );
}

const NothingForYou = () => (
  <section class="too-few"><div><h3>{t('analyses.nothing_for_you')}</h3><p>{t('analyses.nothing_for_you_means')}</p></div></section>
);

/** Whether the panel sees it, and the way to change that. */
function Showing({ view }: { view: AnalysisView }) {
  const act = useAct('showing');
  const is = view.shownToPanel !== null;
  return (
    <div class="showing">
      <ErrorSummary faults={act.faults} />
      <p role="status"><span class={is ? 'state on' : 'state'}>{t(is ? 'analyses.shown' : 'analyses.not_shown')}</span>{' '}
        {view.shownToPanel ? <span class="hint">{t('house.since', { moment: moment(view.shownToPanel) })}</span> : null}</p>
      <button type="button" class="quiet" id="analysis-showing" disabled={act.busy} onClick={() => void act.run(() => showToPanel(view.id, !is))}>
        {t(is ? 'analyses.take_back' : 'analyses.show')}
      </button>
      <p class="hint">{t(is ? 'analyses.take_back_means' : 'analyses.show_means')}</p>
    </div>
  );
}

/** Everything that somebody needs to make the same answer again. */
function Method({ view }: { view: AnalysisView }) {
  const { request } = view;
  const parameters = Object.entries(request.method).filter(([name, value]) => name !== 'kind' && value !== null && value !== undefined);
  const said = (value: unknown): string =>
    typeof value === 'number' ? (Number.isInteger(value) ? number(value) : figure(value))
      : typeof value === 'boolean' ? t(value ? 'house.yes' : 'house.no') : t(`analyses.o_${String(value)}`);
  return (
    <details class="method">
      <summary>{t('hotspots.method_title')}</summary>
      <dl>
        <Fact term={t('hotspots.method')}>{`${t(`analyses.method_${view.kind}`)} (${view.method} ${view.methodVersion})`}</Fact>
        {parameters.map(([name, value]) => <Fact key={name} term={has(`analyses.p_${name}`) ? t(`analyses.p_${name}`) : name}>{said(value)}</Fact>)}
        <Fact term={t('hotspots.window')}>{days(request)}</Fact>
        {request.subject === 'harm' ? <Fact term={t('house.harm_types')}>{harmWords(request.harmTypes)}</Fact> : null}
        {request.sourceKinds?.length ? <Fact term={t('hotspots.source_kinds')}>{request.sourceKinds.map((kind) => word('source_kind', kind)).join(', ')}</Fact> : null}
        {view.seed ? <Fact term={t('analyses.seed')}>{view.seed}</Fact> : null}
        {view.inputDigest ? <Fact term={t('hotspots.digest')}><code>{view.inputDigest}</code></Fact> : null}
        <Fact term={t('hotspots.made_at')}>{moment(view.createdAt)}</Fact>
      </dl>
      <p class="hint">{t('analyses.method_note')}</p>
    </details>
  );
}
