import type { AnalysisView, ClosuresResult } from '../http/contracts';
import { number, t } from '../language/language';
import { Fact } from '../shell/Fact';
import { figure, interval, percent } from './figures';

/** Whether harm outlived closed cases: the answer as a sentence, then what it is counted from. */
export function ClosuresAnswer({ view, result }: { view: AnalysisView; result: ClosuresResult }) {
  const { quietMonths = 6, followUpMonths = 12 } = view.request.method as { quietMonths?: number; followUpMonths?: number };
  const told = result.followedByNewChild + result.notFollowed;
  return (
    <section class="part-of-answer">
      <p class="lead">{result.share === null ? t('analyses.closures_too_few', { told })
        : t('analyses.closures_share', {
          followed: result.followedByNewChild, told, months: followUpMonths, share: percent(result.share.estimate), interval: interval(result.share, percent),
        })}</p>
      <ul class="plain-list">
        <li>{t('analyses.closures_how', { entered: result.closedByEntry, assumed: result.closedByLastEvent, quiet: quietMonths })}</li>
        <li>{t('analyses.closures_new', { n: result.newChildrenAfterFirstClosure })}</li>
        {result.monthsUntilNext === null ? null : <li>{result.monthsUntilNext < 1 ? t('analyses.closures_soon') : t('analyses.closures_median', { months: figure(result.monthsUntilNext) })}</li>}
        {result.notYetKnown > 0 ? <li>{t('analyses.closures_not_yet', { n: result.notYetKnown, months: followUpMonths })}</li> : null}
        {result.eventsWithUnknownChildren > 0 ? <li>{t('analyses.closures_unknown', { n: result.eventsWithUnknownChildren })}</li> : null}
      </ul>
      <svg class="closures" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {bars(result).map(({ name, from, width }) => <rect key={name} class={name} x={from} width={width} height="10" />)}
      </svg>
      <dl class="facts-list">
        <Fact term={<><i class="swatch followed" /> {t('analyses.closures_followed')}</>}>{number(result.followedByNewChild)}</Fact>
        <Fact term={<><i class="swatch not-followed" /> {t('analyses.closures_not_followed')}</>}>{number(result.notFollowed)}</Fact>
        <Fact term={<><i class="swatch not-yet" /> {t('analyses.closures_open_end')}</>}>{number(result.notYetKnown)}</Fact>
        <Fact term={t('analyses.closures_still_open')}>{number(result.stillOpen)}</Fact>
        <Fact term={t('hotspots.fact_children')}>{number(result.children)}</Fact>
      </dl>
      <p class="hint">{t('analyses.closures_note')}</p>
    </section>
  );
}

/** Closed cases as one bar: followed, not followed, not yet known. */
function bars({ followedByNewChild, notFollowed, notYetKnown }: ClosuresResult): { name: string; from: number; width: number }[] {
  const all = followedByNewChild + notFollowed + notYetKnown;
  if (all === 0) return [];
  let from = 0;
  return ([['followed', followedByNewChild], ['not-followed', notFollowed], ['not-yet', notYetKnown]] as const).map(([name, n]) => {
    const bar = { name, from, width: (100 * n) / all };
    from += bar.width;
    return bar;
  });
}
