import { useState } from 'preact/hooks';
import { valueOf } from '../http/loadable';
import { shortDay, t, word } from '../language/language';
import { showBounds } from '../map/viewport';
import { askedBounds } from '../shell/overview';
import { Empty, Refused, Skeleton } from '../shell/States';
import { filters, openTab, selection } from '../shell/view';
import type { IncidentView } from '../http/contracts';
import { allIncidents, childrenOf, incidents, loadOlder, olderNext } from './incidents';

const firstShown = 50;

/** The records in view, newest first: the twin of the small signs on the map. */
export function IncidentPanel() {
  const [shown, setShown] = useState(firstShown);
  const now = incidents.now.value;
  const page = valueOf(now);
  const again = (): void => { if (askedBounds.value) void incidents.load(filters.value, askedBounds.value); };
  if (!page) {
    return (
      <div class="stack">
        <h2>{t('incidents.title')}</h2>
        {now.state === 'failed' ? <Refused problem={now.problem} again={again} /> : <Skeleton rows={6} />}
      </div>
    );
  }
  const items = allIncidents();
  const more = (): void => {
    if (shown < items.length) setShown(shown + firstShown);
    else if (askedBounds.value) void loadOlder(filters.value, askedBounds.value).then(() => setShown(shown + firstShown)).catch(again);
  };

  return (
    <div class="stack" aria-busy={now.state === 'loading'}>
      <h2>{t('incidents.title')}</h2>
      <p role="status">
        {page.numberMatched === null ? t('incidents.matched_many') : t('incidents.matched', { n: page.numberMatched })}{' '}
        <span class="hint">{t('house.period', { from: shortDay(filters.value.from), to: shortDay(filters.value.to) })}
          {filters.value.harmTypes.length > 0 ? ` · ${filters.value.harmTypes.map((type) => word('harm_type', type)).join(', ')}` : ''}</span>
      </p>
      <p class="hint">{t('incidents.in_view')}</p>
      {items.length === 0 ? (
        <Empty title={t('incidents.none')}>
          <p>{t('incidents.none_means')}</p>
          <button type="button" class="quiet" onClick={() => openTab('filters')}>{t('house.change_filters')}</button>
        </Empty>
      ) : (
        <ul class="rows">{items.slice(0, shown).map((item) => <Row key={item.id} item={item} />)}</ul>
      )}
      {shown < items.length || olderNext.value ? (
        <button type="button" class="quiet" onClick={more}>{t('incidents.more')}</button>
      ) : null}
    </div>
  );
}

function Row({ item }: { item: IncidentView }) {
  const chosen = selection.value?.kind === 'incident' && selection.value.id === item.id;
  const choose = (): void => {
    selection.value = { kind: 'incident', id: item.id };
    const [lon, lat] = item.point?.coordinates ?? [];
    if (lon !== undefined && lat !== undefined) showBounds([lon - 0.004, lat - 0.003, lon + 0.004, lat + 0.003], item.precision === 'exact' ? 15 : 12);
  };
  const children = childrenOf(item);
  return (
    <li>
      <button type="button" class="row-button" aria-current={chosen ? 'true' : undefined} onClick={choose}>
        <span class={`incident-sign ${item.precision === 'exact' ? item.kind : 'coarse'}`} aria-hidden="true" />
        <span class="row-text">
          <strong>{item.harmTypes.map((type) => word('harm_type', type)).join(', ')}</strong>
          <span class="row-facts">{word('incident_kind', item.kind)} · {shortDay(item.occurredFrom)}{children ? <> · {children}</> : null}</span>
        </span>
      </button>
    </li>
  );
}
