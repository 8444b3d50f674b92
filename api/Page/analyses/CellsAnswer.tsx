import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnalysisView, CellsResult, CellView, PeriodView } from '../http/contracts';
import { has, named, number, t } from '../language/language';
import { valueOf } from '../http/loadable';
import { boundsOf, metresBetween, type Area } from '../map/geometry';
import { basemap } from '../reference-data/referenceData';
import { Fact } from '../shell/Fact';
import { Empty } from '../shell/States';
import { chosenPart } from './analyses';
import { columnsOf, densitySteps, isDensity, lookOfCell, middleOfCell, numbered, sortedCells, type CellOrder } from './cells';
import { CellSign } from './CellSign';
import { CopyTable } from './CopyTable';
import { count, days, figure, pText } from './figures';
import { lookAt } from './lookAt';

const rowsAtFirst = 25;

/** A map of cells: what it says in a sentence, and its cells as a table that can be sorted. */
export function CellsAnswer({ view, result }: { view: AnalysisView; result: CellsResult }) {
  const cells = numbered(result);
  const chosen = cells.find(({ key }) => key === chosenPart.value);
  if (cells.length === 0) return <Empty title={t('analyses.cells_none')}><p>{t('analyses.cells_none_means')}</p></Empty>;
  return (
    <section class="part-of-answer">
      <p class="lead">{sentence(view, result)}</p>
      {result.periods.length > 0 ? <Periods periods={result.periods} /> : null}
      <div aria-live="polite">{chosen ? <ChosenCell result={result} cell={chosen.cell} /> : <p class="hint">{t('analyses.cells_choose')}</p>}</div>
      <CellTable result={result} kind={view.kind} />
      <Notes result={result} />
    </section>
  );
}

/** What the map says, in one or two sentences. */
function sentence(view: AnalysisView, result: CellsResult): string {
  if (isDensity(result)) {
    const highest = result.cells.reduce((most, { value }) => Math.max(most, value), 0);
    return t('analyses.density_says', { highest: figure(highest), bandwidth: number(Math.round(result.bandwidthMetres ?? 0)) });
  }
  const classes = ['hot', 'cold', 'high_high', 'low_low', 'high_low', 'low_high', 'intensifying', 'persistent', 'diminishing', 'new', 'consecutive', 'oscillating', 'sporadic', 'historical']
    .map((name) => ({ name, n: result.cells.filter((cell) => cell.class === name).length })).filter(({ n }) => n > 0);
  if (classes.length === 0) return t('analyses.tests_none', { tested: result.cellsTested });
  const found = classes.map(({ name, n }) => `${t(`analyses.class_${name}`)}: ${number(n)}`).join('; ');
  return t(view.kind === 'emerging_hotspots' ? 'analyses.emerging_says' : 'analyses.tests_say', { found, tested: result.cellsTested });
}

/** One column for each period; a period without data is a gap, not a fall. */
function Periods({ periods }: { periods: PeriodView[] }) {
  const most = Math.max(1, ...periods.map(({ events }) => events ?? 0));
  const told = periods.some(({ events }) => events !== null);
  return (
    <figure class={told ? 'periods' : 'periods untold'}>
      <figcaption>{t(told ? 'analyses.periods' : 'analyses.periods_untold')}</figcaption>
      <ol>
        {periods.map((period) => (
          <li key={period.from} class={period.missing ? 'gap' : ''}>
            <svg viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden="true">
              {period.missing || period.events === null ? null : <rect y={40 - (38 * period.events) / most} width="10" height={(38 * period.events) / most} />}
            </svg>
            {period.missing ? <b>?</b> : told ? <b>{count(period.events)}</b> : null}
            <span class="visually-hidden">{days(period)}: {period.missing ? t('analyses.gap') : ''}</span>
          </li>
        ))}
      </ol>
      <p class="periods-ends" aria-hidden="true"><span>{days(periods[0]!)}</span><span>{days(periods[periods.length - 1]!)}</span></p>
      {periods.some(({ missing }) => missing) ? <p class="hint">{t('analyses.gap_note')}</p> : null}
    </figure>
  );
}

function ChosenCell({ result, cell }: { result: CellsResult; cell: CellView }) {
  const look = lookOfCell(cell, result, densitySteps(result.cells));
  return (
    <section class="chosen-cell">
      <h4><CellSign look={look} hexagon={result.cellShape === 'hexagon'} />{classText(cell, result)} <span class="hint">{nearText(cell)}</span></h4>
      <dl>
        {columnsOf(result).map((name) => <Fact key={name} term={t(`analyses.col_${columnName(name, result)}`)}>{cellText(cell, name)}</Fact>)}
      </dl>
    </section>
  );
}

const columnName = (name: CellOrder, result: CellsResult): string =>
  (name === 'value' ? (isDensity(result) ? 'density' : result.periods.length > 0 ? 'trend_z' : 'z')
    : name === 'pUnadjusted' && result.periods.length > 0 ? 'p_trend'
      : { count: 'count', support: 'support', children: 'children', pUnadjusted: 'p_unadjusted', pAdjusted: 'p_adjusted', pPermutation: 'p_permutation' }[name]);

const cellText = (cell: CellView, name: CellOrder): string =>
  name === 'value' ? figure(cell.value) : name.startsWith('p') ? pText(cell[name]) : count(cell[name]);

const classText = (cell: CellView, result: CellsResult): string =>
  (isDensity(result) ? t('analyses.density_cell') : cell.class === null ? t('analyses.class_none')
    : has(`analyses.class_${cell.class}`) ? t(`analyses.class_${cell.class}`) : cell.class);

/** The class without its meaning, which stands in the legend. */
const shortClass = (cell: CellView, result: CellsResult): string => classText(cell, result).replace(/:.*$/, '');

const furthestMetres = 10_000;

/** The nearest settlement on the basemap: only to find the cell, never to say where harm happened. */
function nearText(cell: CellView): string {
  const middle = middleOfCell(cell);
  const [nearest] = (valueOf(basemap.now.value)?.['labels']?.features ?? [])
    .flatMap(({ geometry, properties }) => (geometry.type === 'Point' && ['city', 'town', 'suburb', 'village', 'hamlet'].includes(String(properties?.['kind']))
      ? [{ metres: metresBetween(geometry.coordinates, middle), name: named(properties?.['name_en'] as string, properties?.['name_cy'] as string) }] : []))
    .sort((a, b) => a.metres - b.metres);
  return nearest && nearest.metres <= furthestMetres ? t('hotspots.near', { place: nearest.name }) : '';
}

/** The same cells as on the map, as a table: sorted by any column, each row shows its cell. */
function CellTable({ result, kind }: { result: CellsResult; kind: string }) {
  const columns = columnsOf(result);
  const [by, setBy] = useState<CellOrder>(columns.includes('pAdjusted') ? 'pAdjusted' : 'value');
  const [most, setMost] = useState(rowsAtFirst);
  const body = useRef<HTMLTableSectionElement>(null);
  const sorted = sortedCells(numbered(result), by);
  const steps = densitySteps(result.cells);
  const chosen = chosenPart.value;
  useEffect(() => {
    // A cell chosen on the map may stand further down.
    const at = sorted.findIndex(({ key }) => key === chosen);
    if (at >= most) setMost(at + 1);
    body.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const choose = (key: string, cell: CellView): void => {
    chosenPart.value = key;
    lookAt(boundsOf(cell.shape as Area), 13);
  };
  const keys = (event: KeyboardEvent): void => {
    const buttons = [...(body.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.min(Math.max(to, 0), buttons.length - 1)]?.focus();
  };
  const head = (name: CellOrder): string => t(`analyses.col_${columnName(name, result)}`);
  return (
    <>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t('analyses.cells_table')}>
        <table class="cells">
          <caption class="visually-hidden">{t(`analyses.method_${kind}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('analyses.col_cell')}</th>
              {columns.map((name) => (
                <th scope="col" key={name} aria-sort={by === name ? (name.startsWith('p') ? 'ascending' : 'descending') : 'none'}>
                  <button type="button" class="sort" onClick={() => setBy(name)}>{head(name)}</button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={keys}>
            {sorted.slice(0, most).map(({ key, cell }) => (
              <tr key={key} aria-current={key === chosen ? 'true' : undefined}>
                <th scope="row">
                  <button type="button" class="cell-button" onClick={() => choose(key, cell)}>
                    <CellSign look={lookOfCell(cell, result, steps)} hexagon={result.cellShape === 'hexagon'} />
                    <span>{isDensity(result) ? nearText(cell) || t('analyses.density_cell') : shortClass(cell, result)}
                      {isDensity(result) ? null : <small>{nearText(cell)}</small>}</span>
                  </button>
                </th>
                {columns.map((name) => <td key={name}>{cellText(cell, name)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sorted.length > most ? (
        <button type="button" class="quiet start" onClick={() => setMost(most + 100)}>{t('analyses.more_cells', { shown: most, all: sorted.length })}</button>
      ) : null}
      <CopyTable rows={() => [
        [t('analyses.col_class'), t('analyses.col_lon'), t('analyses.col_lat'), ...columns.map(head)],
        ...sorted.map(({ cell }) => [
          isDensity(result) ? '' : classText(cell, result), ...middleOfCell(cell).map((degree) => degree.toFixed(5)), ...columns.map((name) => cellText(cell, name)),
        ]),
      ]} />
    </>
  );
}

function Notes({ result }: { result: CellsResult }) {
  const notes = [
    t(`analyses.cells_are_${result.cellShape}`, { metres: result.cellMetres, tested: result.cellsTested }),
    result.bandwidthMetres !== null && result.bandwidthRule && result.bandwidthRule !== 'asked'
      ? t('analyses.bandwidth_rule', { bandwidth: number(Math.round(result.bandwidthMetres)) }) : '',
    result.edge ? t(`analyses.edge_${result.edge}`) : '',
    result.mass !== null && result.mass !== undefined && isDensity(result) ? t('analyses.mass', { mass: figure(result.mass) }) : '',
    result.adjustment && result.significance !== null ? t('analyses.adjusted', { level: figure(result.significance) }) : '',
    isDensity(result) ? '' : t('analyses.p_says'),
    result.globalMoran === null ? '' : t('analyses.global_moran', { value: figure(result.globalMoran) }),
    result.cellsLeftOff > 0 ? t('analyses.left_off', { n: result.cellsLeftOff }) : '',
    t('hotspots.near_note'),
  ].filter((note) => note !== '');
  return <ul class="plain-list hint">{notes.map((note) => <li key={note}>{note}</li>)}</ul>;
}
