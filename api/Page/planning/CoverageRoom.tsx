import { useState } from 'preact/hooks';
import type { AreaCoverage, CoverageView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { number, t, word } from '../language/language';
import type { Area } from '../map/geometry';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { PlanMap } from './PlanMap';
import { sinceText } from './sites';
import './planning.css';

const atFirst = 12;

/** How areas are looked after: those that wait longest first, and whether the north is looked after as the south is. */
export function CoverageRoom() {
  const { now, again } = useLoaded<CoverageView>('/planning/coverage');
  return <Loaded now={now} again={again}>{(view) => (view.areas.length === 0 ? <Empty title={t('planning.areas_none')} /> : <View view={view} />)}</Loaded>;
}

function View({ view }: { view: CoverageView }) {
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState('');
  const shown = all ? view.areas : view.areas.slice(0, atFirst);
  const choose = (key: string): void => {
    setAll(true);
    setChosen(key);
    window.requestAnimationFrame(() => document.getElementById(`area-${key}`)?.focus());
  };
  return (
    <>
      <section class="part" aria-labelledby="coverage-balance">
        <h2 id="coverage-balance">{t('planning.balance')}</h2>
        {view.reachedPercent === null ? <p class="note-box">{t('planning.children_not_known')}</p> : (
          <>
            <p>{t('planning.balance_means', { days: view.overdueAfterDays })}</p>
            <div class="balance">
              <Share label={t('planning.everywhere')} percent={view.reachedPercent} /><Share label={t('planning.north')} percent={view.northPercent} /><Share label={t('planning.south')} percent={view.southPercent} />
            </div>
          </>
        )}
      </section>
      <section class="part" aria-labelledby="coverage-areas">
        <h2 id="coverage-areas">{t('planning.areas')}</h2>
        <p>{t('planning.areas_means', { due: view.dueAfterDays, overdue: view.overdueAfterDays })}</p>
        <PlanMap label={t('planning.coverage_map')} hand={{ choose }} drawing={{
          areas: view.areas.map((one) => ({ key: one.reference, area: one.area as Area, look: one.state, name: one.daysSince === null ? '' : number(one.daysSince) })),
        }} />
        <ul class="coverage-legend" aria-label={t('planning.map_key')}>
          {(['never', 'overdue', 'due', 'recent'] as const).map((state) => <li key={state} class={state}><svg viewBox="0 0 20 20" aria-hidden="true"><rect x="1" y="1" width="18" height="18" /></svg>{word('contact_state', state)}</li>)}
        </ul>
        <ul class="entries">{shown.map((area) => <One key={area.reference} area={area} chosen={area.reference === chosen} />)}</ul>
        {all || view.areas.length <= atFirst ? null : <button type="button" class="quiet" id="coverage-all" onClick={() => setAll(true)}>{t('planning.areas_all', { d: number(view.areas.length) })}</button>}
      </section>
    </>
  );
}

function Share({ label, percent }: { label: string; percent: number | null }) {
  return (
    <div class="valued">
      <span>{label}: <strong>{percent === null ? t('planning.not_known') : `${number(percent)}%`}</strong></span>
      {percent === null ? null : <svg class="value-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="8" /><rect class="part-a" width={percent} height="8" /></svg>}
    </div>
  );
}

function One({ area, chosen }: { area: AreaCoverage; chosen: boolean }) {
  return (
    <li class={chosen ? 'is-chosen' : ''}>
      <div class="entry-head">
        <h3 id={`area-${area.reference}`} tabIndex={-1}>{t('planning.area_around', { reference: area.reference })}</h3>
        <span class={area.state === 'overdue' || area.state === 'never' ? 'state soon' : 'state'}>{word('contact_state', area.state)}</span>
      </div>
      <p>{sinceText(area.daysSince)} {t(area.north ? 'planning.in_north' : 'planning.in_south')}{' '}
        {area.childrenPercent === null ? '' : area.childrenPercent === 0 ? t('planning.area_few_children') : t('planning.area_children', { percent: number(area.childrenPercent), reached: number(area.reachedPercent ?? 0) })}</p>
    </li>
  );
}
