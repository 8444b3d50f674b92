import type { AnalysisView, ScanCluster, ScanResult } from '../http/contracts';
import { distance, number, t } from '../language/language';
import { boundsOf, type Area } from '../map/geometry';
import { Empty } from '../shell/States';
import { chosenPart } from './analyses';
import { CopyTable } from './CopyTable';
import { days, figure, pText } from './figures';
import { lookAt } from './lookAt';
import { circlesToTell, scanSignificance } from './scan';

/** Circles and time spans that stand out, most likely first. */
export function ScanAnswer({ view, result }: { view: AnalysisView; result: ScanResult }) {
  const { baseline = 'space_time_permutation', cellMetres = 500 } = view.request.method as { baseline?: string; cellMetres?: number };
  const told = circlesToTell(result, null);
  const rest = result.clusters.map((cluster, at) => ({ cluster, at })).filter(({ at }) => !told.some((one) => one.at === at));
  if (result.clusters.length === 0) return <Empty title={t('analyses.scan_none')}><p>{t('analyses.scan_none_means')}</p></Empty>;
  const head = ['rank', 'days', 'radius', 'observed', 'expected', 'children', 'p_scan'].map((name) => t(`analyses.col_${name}`));
  return (
    <section class="part-of-answer">
      <p>{t(`analyses.scan_against_${baseline}`)}</p>
      <ol class="rows">{told.map(({ cluster, at }) => <Circle key={at} cluster={cluster} at={at} cellMetres={cellMetres} />)}</ol>
      {rest.length > 0 ? (
        <details class="further">
          <summary>{t('analyses.scan_rest', { n: rest.length })}</summary>
          <p class="hint">{t('analyses.scan_rest_means')}</p>
          <ol class="rows">{rest.map(({ cluster, at }) => <Circle key={at} cluster={cluster} at={at} cellMetres={cellMetres} />)}</ol>
        </details>
      ) : null}
      <p class="hint">{t('analyses.scan_note', { places: result.places, steps: result.steps, replicas: result.replicas })}</p>
      <CopyTable rows={() => [head, ...result.clusters.map((one, at) => [
        number(at + 1), days(one), distance(one.radiusMetres), number(one.observed), figure(one.expected), one.children === null ? '–' : number(one.children), pText(one.p),
      ])]} />
    </section>
  );
}

function Circle({ cluster, at, cellMetres }: { cluster: ScanCluster; at: number; cellMetres: number }) {
  const chosen = chosenPart.value === String(at);
  const sure = cluster.p <= scanSignificance;
  const choose = (): void => {
    chosenPart.value = String(at);
    lookAt(boundsOf(cluster.shape as Area), 14);
  };
  return (
    <li>
      <button type="button" class="row-button" aria-current={chosen ? 'true' : undefined} onClick={choose}>
        <span class={`circle-sign${sure ? '' : ' unsure'}${at === 0 ? ' most' : ''}`} aria-hidden="true">{number(at + 1)}</span>
        <span class="row-text">
          <strong>{t(at === 0 ? 'analyses.scan_first' : 'analyses.scan_other', { n: at + 1 })}</strong>
          <span>{t('analyses.scan_is', {
            observed: cluster.observed, expected: figure(cluster.expected), days: days(cluster),
            where: cluster.radiusMetres > 0 ? t('analyses.scan_within', { radius: distance(cluster.radiusMetres) }) : t('analyses.scan_cell', { metres: cellMetres }),
          })}{cluster.children === null ? '' : ` ${t('analyses.scan_children', { children: t('hotspots.children', { n: cluster.children }) })}`}</span>
          <span class="row-facts">{t(sure ? 'analyses.scan_sure' : 'analyses.scan_unsure', { p: pText(cluster.p) })}
            {cluster.recurrenceDays === null ? '' : ` ${t('analyses.scan_recurrence', { n: Math.round(cluster.recurrenceDays) })}`}</span>
        </span>
      </button>
    </li>
  );
}
