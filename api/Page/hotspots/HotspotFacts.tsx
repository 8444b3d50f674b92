import type { HotspotAnalysisView, HotspotView } from '../http/contracts';
import { day, moment, number, t, word } from '../language/language';
import { Caveats } from '../shell/Caveats';
import { HotspotSign } from './HotspotSign';
import { consideredIn, summaryOf } from './AnalysisChoice';
import { lookOf, stepOf } from './hotspots';
import { nearOf } from './HotspotPanel';
import { LookedAt } from './LookedAt';
import { Members } from './Members';
import { askAboutPlace } from '../analyses/AskAnalysis';
import { may } from '../access/session';
import { OpenHere } from '../spaces/OpenHere';

/** All that is known of one place, each figure with its window and sources, and what the figures cannot say. */
export function HotspotFacts({ hotspot, analysis }: { hotspot: HotspotView; analysis: HotspotAnalysisView | null }) {
  const look = lookOf(hotspot);
  const near = nearOf(hotspot);
  const banded = hotspot.class === null;
  const context = look === 'context_only';
  return (
    <>
      <header class="facts-head">
        <HotspotSign look={look} step={stepOf(hotspot)} />
        <div>
          <h2 id="facts-title">{word(banded ? 'concern_band' : 'cluster_class', look)}</h2>
          {near ? <p>{near}</p> : null}
        </div>
      </header>
      <p class="lead">{t(`hotspots.means_${look}`)}</p>
      {near ? <p class="hint">{t('hotspots.near_note')}</p> : null}
      {banded ? null : (
        <>
          <dl class="figures">
            <Figure term={t('hotspots.fact_events')} value={number(hotspot.events ?? 0)} />
            {context ? null : <Figure term={t('hotspots.fact_children')} value={t('hotspots.children', { n: hotspot.distinctChildren ?? 0 })} />}
            {context ? null : <Figure term={t('hotspots.fact_unknown')} value={number(hotspot.childrenUnknown ?? 0)} />}
            <Figure term={t('hotspots.fact_dates')} value={number(hotspot.dates ?? 0)} />
            {hotspot.first ? <Figure term={t('hotspots.fact_first')} value={day(hotspot.first)} /> : null}
            {hotspot.last ? <Figure term={t('hotspots.fact_last')} value={day(hotspot.last)} /> : null}
            {context ? null : <Figure term={t('hotspots.fact_agencies')} value={number(hotspot.agencies ?? 0)} />}
            {typeof hotspot.outreachHours === 'number' ? (
              <Figure term={t('hotspots.fact_outreach')} value={hotspot.outreachSessions
                ? t('hotspots.outreach_is', { hours: number(Math.round(hotspot.outreachHours)), sessions: hotspot.outreachSessions }) : t('hotspots.outreach_none')} />
            ) : null}
          </dl>
          {analysis ? <p class="hint">{summaryOf(analysis)}</p> : null}
          <SourceMix mix={hotspot.sourceMix ?? {}} context={context} />
          {may('see_hotspot_members') && !context && hotspot.number !== null
            ? <Members key={`${hotspot.analysisId}/${hotspot.number}`} analysis={hotspot.analysisId} number={hotspot.number} /> : null}
          {may('mark_looked_at') && !context && hotspot.number !== null
            ? <LookedAt key={`${hotspot.analysisId}/${hotspot.number}`} analysis={hotspot.analysisId} number={hotspot.number} /> : null}
          {may('run_analyses') && !context ? (
            <button type="button" class="quiet start" onClick={() => askAboutPlace('harm_after_closure')}>{t('analyses.ask_here')}</button>
          ) : null}
          {(look === 'place_repeat' || look === 'unknown_children') && hotspot.number !== null && hotspot.number !== undefined
            ? <OpenHere key={`open-${hotspot.analysisId}/${hotspot.number}`} from={{ analysisId: hotspot.analysisId, clusterNumber: hotspot.number }} /> : null}
          {analysis ? <Caveats keys={analysis.caveats} /> : null}
          {analysis ? <Method analysis={analysis} /> : null}
        </>
      )}
    </>
  );
}

function Figure({ term, value }: { term: string; value: string }) {
  return <div><dt>{term}</dt><dd>{value}</dd></div>;
}

function SourceMix({ mix, context }: { mix: Record<string, number>; context: boolean }) {
  const parts = Object.entries(mix).sort(([, a], [, b]) => b - a);
  const total = parts.reduce((sum, [, n]) => sum + n, 0);
  if (total === 0) return null;
  return (
    <section>
      <h3>{t(context ? 'hotspots.types_title' : 'hotspots.sources_title', { n: total })}</h3>
      <ul class="mix">
        {parts.map(([kind, n]) => (
          <li key={kind}>
            <span>{context ? kind : word('source_kind', kind)}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect class="mix-whole" width="100" height="8" /><rect width={(100 * n) / total} height="8" />
            </svg>
            <b>{number(n)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Method({ analysis }: { analysis: HotspotAnalysisView }) {
  const { request } = analysis;
  const words = (vocabulary: string, members: string[] | null | undefined): string =>
    members?.length ? members.map((one) => word(vocabulary, one)).join(', ') : t('house.all');
  return (
    <details class="method">
      <summary>{t('hotspots.method_title')}</summary>
      <dl>
        <Figure term={t('hotspots.method')} value={`${analysis.method} ${analysis.methodVersion}`} />
        <Figure term={t('hotspots.eps')} value={t('house.metres', { d: request.epsMetres })} />
        {request.epsDays === null || request.epsDays === undefined ? null : <Figure term={t('hotspots.eps_days')} value={t('analyses.days', { n: request.epsDays })} />}
        <Figure term={t('hotspots.min_events')} value={number(request.minEvents)} />
        <Figure term={t('hotspots.window')} value={t('house.period', { from: day(request.from), to: day(request.to) })} />
        {request.subject === 'context'
          ? <Figure term={t('hotspots.context_types')} value={request.contextTypes?.length ? request.contextTypes.join(', ') : t('house.all')} />
          : (
            <>
              <Figure term={t('house.harm_types')} value={words('harm_type', request.harmTypes)} />
              <Figure term={t('hotspots.source_kinds')} value={words('source_kind', request.sourceKinds)} />
              <Figure term={t('hotspots.agencies')} value={words('agency', request.agencies)} />
            </>
          )}
        {consideredIn(analysis) ? <Figure term={t('hotspots.counts')} value={consideredIn(analysis) ?? ''} /> : null}
        <Figure term={t('hotspots.made_at')} value={moment(analysis.createdAt)} />
        {analysis.inputDigest ? <Figure term={t('hotspots.digest')} value={analysis.inputDigest} /> : null}
      </dl>
      <p class="hint">{t('hotspots.method_note')}</p>
    </details>
  );
}
