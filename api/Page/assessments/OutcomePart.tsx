import { useState } from 'preact/hooks';
import { may } from '../access/session';
import { figure, interval, oneDecimal, ratio } from '../analyses/figures';
import type { AreaOutcome, AssessmentView, ComparisonView, OutcomeView } from '../http/contracts';
import { valueOf } from '../http/loadable';
import { useLoaded } from '../http/useLoaded';
import { day, number, t, word } from '../language/language';
import { Caveats } from '../shell/Caveats';
import { Fact } from '../shell/Fact';
import { Refused, Skeleton } from '../shell/States';
import { inDays } from '../spaces/circle';
import { ChooseComparison } from './ChooseComparison';
import { DoseOfSpace } from './DoseOfSpace';
import { GuardianshipOutcome } from './instruments/GuardianshipChange';
import { ObservationOutcome } from './instruments/ObservationOutcome';
import { SafetyOutcome } from './instruments/SafetyChange';
import { WhatTheySaid } from './instruments/WhatTheySaid';
import { said } from './presenting';

const most = 3;

/** By which areas and periods the plan is judged, and what was counted. What young people say stands above it. */
export function OutcomePart({ one }: { one: AssessmentView }) {
  const { now, again } = useLoaded<ComparisonView[]>(`/assessments/${one.id}/comparisons`);
  const chosen = valueOf(now);
  const [choosing, setChoosing] = useState(false);
  return (
    <section class="part" aria-labelledby="outcome-title">
      <h3 id="outcome-title">{t('outcome.title')}</h3>
      <p class="note-box">{t('caveat.voices_come_first')}</p>
      <WhatTheySaid assessment={one.id} />
      <SafetyOutcome assessment={one.id} />
      <ObservationOutcome assessment={one.id} />
      <GuardianshipOutcome assessment={one.id} />
      <DoseOfSpace space={one.spaceId} />
      <h4>{t('outcome.counts')}</h4>
      {now.state === 'failed' ? <Refused problem={now.problem} again={again} /> : null}
      {!chosen ? now.state === 'failed' ? null : <Skeleton rows={2} /> : (
        <>
          {chosen.length === 0 ? <p>{t('outcome.none')}</p> : chosen.map((comparison) => <Chosen key={comparison.id} assessment={one.id} comparison={comparison} />)}
          {may('change_assessments') && !one.endedOn && chosen.length < most
            ? <button type="button" class="quiet start" id="outcome-choose" onClick={() => setChoosing(true)}>{t(chosen.length === 0 ? 'outcome.choose' : 'outcome.choose_again')}</button> : null}
        </>
      )}
      {choosing ? <ChooseComparison assessment={one.id} first={chosen?.length === 0} close={() => setChoosing(false)} done={() => { setChoosing(false); again(); }} /> : null}
    </section>
  );
}

function Chosen({ assessment, comparison }: { assessment: string; comparison: ComparisonView }) {
  const [looking, setLooking] = useState(false);
  const ready = inDays(0) >= comparison.readyOn;
  return (
    <article class="entry" aria-labelledby={`comparison-${comparison.number}`}>
      <h4 id={`comparison-${comparison.number}`}>{t('outcome.comparison', { n: comparison.number })}</h4>
      <dl class="facts-list">
        <Fact term={t('outcome.before')}>{t('house.period', { from: day(comparison.beforeFrom), to: day(comparison.beforeTo) })}</Fact>
        <Fact term={t('outcome.after')}>{t('house.period', { from: day(comparison.afterFrom), to: day(comparison.afterTo) })}</Fact>
        {comparison.bufferMetres === null ? null : <Fact term={word('compared_area', 'buffer')}>{t('outcome.around', { metres: number(comparison.bufferMetres) })}</Fact>}
        {comparison.reason ? <Fact term={t('outcome.why_alike')}>{said(comparison.reason)}</Fact> : null}
      </dl>
      <p class="hint who">{t('outcome.chosen_by', { who: comparison.chosenBy, agency: word('agency', comparison.agency), day: day(comparison.chosenAt) })}</p>
      {comparison.chosenLate ? <p class="note-box">{t('caveat.chosen_late')}</p> : null}
      {!ready ? <p>{t('outcome.ready_on', { day: day(comparison.readyOn) })}</p>
        : looking ? <Counts assessment={assessment} comparison={comparison.id} />
          : <button type="button" class="start" onClick={() => setLooking(true)}>{t('outcome.look')}</button>}
    </article>
  );
}

function Counts({ assessment, comparison }: { assessment: string; comparison: string }) {
  const { now, again } = useLoaded<OutcomeView>(`/assessments/${assessment}/comparisons/${comparison}/outcome`);
  const outcome = valueOf(now);
  if (!outcome) return now.state === 'failed' ? <Refused problem={now.problem} again={again} /> : <Skeleton rows={4} />;
  const { ratios, difference, usual } = outcome;
  return (
    <div class="outcome" role="group" aria-label={t('outcome.counts')}>
      {outcome.figuresShown ? null : <p class="note-box">{t('outcome.no_figures')}</p>}
      <Areas areas={outcome.areas} figures={outcome.figuresShown} />
      <p><strong>{word('change_reading', difference.reading ?? 'too_few_to_tell')}.</strong>{' '}
        {difference.difference === null ? null : t('outcome.difference', {
          difference: signed(difference.difference), error: oneDecimal(difference.standardError ?? 0), low: signed(difference.low ?? 0), high: signed(difference.high ?? 0),
        })}</p>
      {difference.controlsAreUnlike ? <p class="note-box">{t('outcome.unlike')}</p> : null}
      {ratios ? (
        <p><strong>{word('displacement_reading', ratios.reading)}.</strong>{' '}
          {ratios.successMeasure === null ? null : t('outcome.success', { success: ratio(ratios.successMeasure), gross: signed(-(ratios.grossEffect ?? 0)) })}{' '}
          {ratios.displacementQuotient === null ? null : t((ratios.totalNetEffect ?? 0) < 0 ? 'outcome.quotient_more' : 'outcome.quotient', { quotient: ratio(ratios.displacementQuotient), net: ratio(Math.abs(ratios.totalNetEffect ?? 0)) })}</p>
      ) : null}
      {usual.warning === 'none' ? null : (
        <p class="note-box"><span>{word('regression_warning', usual.warning)}{' '}
          {usual.expectedAfter === null ? null : t('outcome.usual', { usual: figure(usual.usualCount ?? 0), expected: figure(usual.expectedAfter) })}</span></p>
      )}
      <Caveats keys={outcome.caveats.filter((key) => key !== 'voices_come_first' && key !== 'chosen_late')} />
      <p class="hint">{t('outcome.method', { method: outcome.method, version: outcome.methodVersion })}</p>
    </div>
  );
}

function Areas({ areas, figures }: { areas: AreaOutcome[]; figures: boolean }) {
  const heads = figures ? ['area', 'before', 'after', 'hours', 'per_hour', 'alone'] : ['area', 'hours', 'alone'];
  return (
    <div class="table-scroll words" tabIndex={0} role="region" aria-label={t('outcome.counts')}>
      <table>
        <thead><tr>{heads.map((head) => <th scope="col" key={head}>{t(`outcome.${head}`)}</th>)}</tr></thead>
        <tbody>
          {areas.map((area) => (
            <tr key={area.area}>
              <th scope="row">{word('compared_area', area.area)}</th>
              {figures ? <><td>{number(area.before ?? 0)}</td><td>{number(area.after ?? 0)}</td></> : null}
              <td>{t('outcome.hours_then', { before: oneDecimal(area.hoursBefore), after: oneDecimal(area.hoursAfter) })}</td>
              {figures ? (
                <td>{area.perHourBefore && area.perHourAfter ? (
                  <>
                    {t('outcome.rates', { before: figure(area.perHourBefore.estimate), after: figure(area.perHourAfter.estimate) })}
                    <small>{interval(area.perHourBefore)}; {interval(area.perHourAfter)}</small>
                  </>
                ) : t('outcome.no_hours')}</td>
              ) : null}
              <td>{word('change_reading', area.reading ?? 'too_few_to_tell')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const signed = (value: number): string => (value > 0 ? `+${figure(value)}` : figure(value).replace('-', '−'));
