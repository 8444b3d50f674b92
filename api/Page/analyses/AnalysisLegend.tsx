import './analyses.css';
import type { AnalysisView, CellsResult } from '../http/contracts';
import { t } from '../language/language';
import type { Placed } from './analyses';
import { cellClasses, densitySteps, isDensity, lookOfCell, lookOfClass } from './cells';
import { CellSign } from './CellSign';
import { lookOfEffort } from './effort';
import { days, figure } from './figures';
import { windowOnMap } from './mapFeatures';

/** What the colours and patterns of the analysis on the map mean, with their unit. */
export function AnalysisLegend({ view, result }: { view: AnalysisView; result: Placed }) {
  return (
    <ul class="analysis-legend">
      <li class="note"><strong>{t(`analyses.method_${view.kind}`)}</strong></li>
      {result.kind === 'cells' ? (isDensity(result) ? <Density result={result} /> : <Classes result={result} />)
        : result.kind === 'scan' ? (
          <>
            <li><span class="circle-sign most" aria-hidden="true">1</span>{t('analyses.legend_circle')}</li>
            <li><span class="circle-sign unsure" aria-hidden="true">2</span>{t('analyses.legend_circle_unsure')}</li>
          </>
        ) : result.kind === 'effort' ? (
          <>
            {(['rate', 'too_few_to_tell', 'no_effort_recorded'] as const).map((verdict) => (
              <li key={verdict}><CellSign look={lookOfEffort({ verdict, events: 1 })} />{t(`analyses.verdict_${verdict}`)}</li>
            ))}
          </>
        ) : (
          <>
            <li class="note">{t('analyses.legend_window', { days: days(result.windows[windowOnMap(result)] ?? view.request) })}</li>
            <li><CellSign look={{ fill: 'harm-2', pattern: 'none', edge: 'solid' }} />{t('analyses.legend_life')}</li>
            <li><CellSign look={{ fill: 'surface', pattern: 'none', edge: 'dotted' }} />{t('analyses.legend_life_other')}</li>
          </>
        )}
    </ul>
  );
}

function Density({ result }: { result: CellsResult }) {
  const steps = densitySteps(result.cells);
  const ends = [0, ...steps];
  const example = result.cells[0];
  return (
    <>
      <li class="note">{t('analyses.legend_density')}</li>
      {!example ? null : ends.map((from, at) => {
        const to = ends[at + 1];
        return (
          <li key={at}>
            <CellSign look={lookOfCell({ ...example, value: from === 0 ? 0 : from }, result, steps)} />
            {to === undefined ? t('analyses.legend_and_more', { from: figure(from) }) : at === 0 ? t('analyses.legend_below', { to: figure(to) })
              : t('analyses.legend_between', { from: figure(from), to: figure(to) })}
          </li>
        );
      })}
    </>
  );
}

function Classes({ result }: { result: CellsResult }) {
  const present = new Set(result.cells.map((cell) => cell.class));
  return (
    <>
      {cellClasses.filter((name) => present.has(name)).map((name) => (
        <li key={name}><CellSign look={lookOfClass(name)} hexagon={result.cellShape === 'hexagon'} />{t(`analyses.class_${name}`)}</li>
      ))}
      {present.has(null) ? <li><CellSign look={lookOfClass(null)} hexagon={result.cellShape === 'hexagon'} />{t('analyses.class_none')}</li> : null}
    </>
  );
}
