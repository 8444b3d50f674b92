import { t, word } from '../language/language';
import { harmTypes, incidentKinds } from '../http/vocabulary';
import { may } from '../access/session';
import { Chips } from './Chips';
import { Choices, Field } from './Field';
import { filters, lastMonths, openTab, setFilters } from './view';

const presets = [3, 6, 12, 24];

/** What the incidents are narrowed to. The places of repeated harm come from an analysis, and the panel says so. */
export function FilterPanel() {
  const { from, to, harmTypes: types, kinds } = filters.value;
  return (
    <form class="stack" onSubmit={(event) => event.preventDefault()}>
      <h2>{t('house.filters_title')}</h2>
      <div class="two">
        <Field id="filter-from" label={t('house.from')}>
          <input id="filter-from" type="date" value={from} max={to} onChange={(event) => setFilters({ from: event.currentTarget.value || from })} />
        </Field>
        <Field id="filter-to" label={t('house.to')}>
          <input id="filter-to" type="date" value={to} min={from} onChange={(event) => setFilters({ to: event.currentTarget.value || to })} />
        </Field>
      </div>
      <div class="chips" role="group" aria-label={t('house.presets')}>
        {presets.map((months) => {
          const window = lastMonths(months);
          const chosen = window.from === from && window.to === to;
          return (
            <button type="button" key={months} class="chip" aria-pressed={chosen} onClick={() => setFilters(window)}>
              {t('house.last_months', { n: months })}
            </button>
          );
        })}
      </div>
      <Choices id="filter-harm" label={t('house.harm_types')} hint={t('house.harm_types_hint')}>
        <Chips name="filter-harm" words="harm_type" options={harmTypes} chosen={types} change={(next) => setFilters({ harmTypes: next })} />
      </Choices>
      <Choices id="filter-kind" label={t('house.kinds')}>
        <Chips name="filter-kind" words="incident_kind" options={incidentKinds} chosen={kinds} change={(next) => setFilters({ kinds: next })} />
      </Choices>
      <div class="row">
        <button type="button" class="quiet" onClick={() => setFilters({ ...lastMonths(12), harmTypes: [], kinds: [] })}>
          {t('house.clear_filters')}
        </button>
      </div>
      <div class="note-box">
        <p>{t('house.filters_and_hotspots')}</p>
        {may('run_analyses') ? (
          <button type="button" class="quiet" onClick={() => openTab('analysis')}>{t('house.analyse_window')}</button>
        ) : null}
      </div>
      {types.length > 0 ? (
        <p class="visually-hidden" role="status">{types.map((type) => word('harm_type', type)).join(', ')}</p>
      ) : null}
    </form>
  );
}
