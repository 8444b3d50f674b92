import type { AnalysisView } from '../http/contracts';
import { number, t, word } from '../language/language';
import { Fact } from '../shell/Fact';
import { figure, interval } from './figures';

/** What an answer stands on: shown with every answer, before it. */
export function AnswerFacts({ view: { facts, request } }: { view: AnalysisView }) {
  const harm = request.subject === 'harm';
  const mix = Object.entries(facts.sourceMix ?? {}).sort(([, a], [, b]) => b - a);
  const rate = facts.eventsPerOutreachHour;
  return (
    <section class="stands-on" aria-labelledby="stands-on">
      <h3 id="stands-on">{t('analyses.stands_on')}</h3>
      <dl class="in-short">
        <Fact term={t('hotspots.counts')}>{usedOf(facts.eventsUsed, facts.eventsConsidered)}</Fact>
        {harm && facts.distinctChildren !== null ? <Fact term={t('hotspots.fact_children')}>{number(facts.distinctChildren)}</Fact> : null}
        {harm && facts.childrenUnknown !== null ? <Fact term={t('hotspots.fact_unknown')}>{number(facts.childrenUnknown)}</Fact> : null}
      </dl>
      <dl>
        {mix.length > 0 ? (
          <Fact term={t(harm ? 'analyses.sources' : 'analyses.types')}>
            {mix.map(([kind, n]) => `${harm ? word('source_kind', kind) : kind} ${number(n)}`).join(' · ')}
          </Fact>
        ) : null}
        {harm ? (
          <Fact term={t('analyses.outreach')}>
            {!facts.outreachSessions ? t('analyses.no_outreach')
              : t('analyses.outreach_is', { sessions: facts.outreachSessions, hours: figure(facts.outreachHours ?? 0) })}
          </Fact>
        ) : null}
        {harm && rate ? <Fact term={t('analyses.rate')}>{t('analyses.rate_is', { rate: figure(rate.estimate), interval: interval(rate) })}</Fact> : null}
      </dl>
    </section>
  );
}

/** How many events were used, of how many; readers of figures are not told what they do not see. */
function usedOf(used: number | null, considered: number | null): string {
  if (used === null) return t('analyses.used_hidden');
  return considered === null ? t('hotspots.events', { n: used }) : t('analyses.used_of', { used, considered });
}
