import { useRef } from 'preact/hooks';
import { may, me } from '../access/session';
import { valueOf } from '../http/loadable';
import { distance, named, number, shortDay, t, word } from '../language/language';
import type { HotspotList, HotspotView } from '../http/contracts';
import { boundsOf, metresBetween, middleOf, type Area } from '../map/geometry';
import { showBounds } from '../map/viewport';
import { basemap } from '../reference-data/referenceData';
import { Empty, Refused, Skeleton } from '../shell/States';
import { openTab, selection } from '../shell/view';
import { AnalysisChoice } from './AnalysisChoice';
import { HotspotSign } from './HotspotSign';
import { chosenAnalysis, hotspots, listed, lookOf, ofOneChild, stepOf, type Listed } from './hotspots';

/** The places of the newest analysis, as text: the twin of what the map draws. */
export function HotspotPanel() {
  const now = hotspots.now.value;
  const list = valueOf(now);
  const banded = !may('see_incidents');
  const context = chosenAnalysis.value.subject === 'context';
  return (
    <div class="stack" aria-busy={now.state === 'loading'}>
      <h2>{t(banded ? 'hotspots.title_bands' : context ? 'hotspots.title_context' : 'hotspots.title')}</h2>
      {now.state === 'failed' ? <Refused problem={now.problem} again={() => void hotspots.load(chosenAnalysis.value)} />
        : !list ? <Skeleton rows={5} />
          : !list.analysis && !banded ? <NothingYet />
            : <Found list={list} banded={banded} />}
    </div>
  );
}

function Found({ list, banded }: { list: HotspotList; banded: boolean }) {
  return (
    <>
      {banded ? <p class="hint">{t('hotspots.bands_note')}</p> : <AnalysisChoice analysis={list.analysis} />}
      {chosenAnalysis.value.subject === 'context' ? <p class="note-box">{t('hotspots.context_note')}</p> : null}
      {listed.value.length === 0 ? <NothingFound banded={banded} /> : <Rows items={listed.value} />}
      {may('see_hotspot_members') && ofOneChild.value.length > 0 ? (
        <div class="note-box">
          <h3>{t('hotspots.one_child_title', { n: ofOneChild.value.length })}</h3>
          <p>{t('hotspots.one_child')}</p>
        </div>
      ) : null}
    </>
  );
}

function Rows({ items }: { items: Listed[] }) {
  const list = useRef<HTMLUListElement>(null);
  const keys = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.min(Math.max(to, 0), buttons.length - 1)]?.focus();
  };
  return (
    <ul class="rows" ref={list} onKeyDown={keys}>
      {items.map((item) => <Row key={item.key} item={item} />)}
    </ul>
  );
}

function Row({ item: { key, hotspot } }: { item: Listed }) {
  const chosen = selection.value?.kind === 'hotspot' && selection.value.key === key;
  const look = lookOf(hotspot);
  const near = nearOf(hotspot);
  const choose = (): void => {
    selection.value = { kind: 'hotspot', key };
    showBounds(boundsOf(hotspot.shape as Area), 16.5);
  };
  return (
    <li>
      <button type="button" class="row-button" aria-current={chosen ? 'true' : undefined} onClick={choose}>
        <HotspotSign look={look} step={stepOf(hotspot)} {...(hotspot.events === null ? {} : { events: number(hotspot.events) })} />
        <span class="row-text">
          <strong>{near || t('hotspots.area')}</strong>
          <span class={`tag ${look}`}>{word(hotspot.class ? 'cluster_class' : 'concern_band', look)}</span>
          {hotspot.class ? (
            <span class="row-facts">
              {t('hotspots.events', { n: hotspot.events ?? 0 })}
              {look === 'context_only' ? null : <> · {t('hotspots.children', { n: hotspot.distinctChildren ?? 0 })}</>}
            </span>
          ) : null}
          {hotspot.first && hotspot.last ? <span class="row-facts">{period(hotspot.first, hotspot.last)}</span> : null}
        </span>
      </button>
    </li>
  );
}

export const period = (first: string, last: string): string =>
  first === last ? shortDay(first) : t('house.period', { from: shortDay(first), to: shortDay(last) });

// Below this a distance would be said as 0 m.
const leastMetres = 5;

/**
 * "near …" with its distance: a help for finding the place on the map, never a statement of where harm happened. Where the
 * server names no place, as for readers of bands, the nearest town on the basemap.
 */
export function nearOf(hotspot: HotspotView): string {
  const place = named(hotspot.nearestPlaceEn, hotspot.nearestPlaceCy);
  if (place && hotspot.nearestPlaceMetres !== null && hotspot.nearestPlaceMetres >= leastMetres) return t('hotspots.near_metres', { place, distance: distance(hotspot.nearestPlaceMetres) });
  const town = nearestTown(middleOf(hotspot.shape as Area));
  return place || town ? t('hotspots.near', { place: place || town }) : '';
}

// A town further away than this says nothing about where an area lies.
const furthestTownMetres = 10_000;

function nearestTown(middle: [number, number]): string {
  const towns = (valueOf(basemap.now.value)?.['labels']?.features ?? [])
    .flatMap(({ geometry, properties }) => geometry.type === 'Point' && ['town', 'village'].includes(properties?.['kind'] as string)
      ? [{ metres: metresBetween(geometry.coordinates, middle), name: named(properties?.['name_en'] as string, properties?.['name_cy'] as string) }]
      : [])
    .filter(({ metres }) => metres <= furthestTownMetres)
    .sort((a, b) => a.metres - b.metres);
  return towns[0]?.name ?? '';
}

function NothingYet() {
  return (
    <Empty title={t('hotspots.none_yet')}>
      <p>{t(may('run_analyses') ? 'hotspots.none_yet_analyst' : 'hotspots.none_yet_reader')}</p>
      {may('run_analyses') ? <button type="button" class="main" onClick={() => openTab('analysis')}>{t('hotspots.new')}</button> : null}
    </Empty>
  );
}

function NothingFound({ banded }: { banded: boolean }) {
  if (banded) return <Empty title={t('hotspots.none_bands')}><p>{t('hotspots.none_bands_means')}</p></Empty>;
  return (
    <Empty title={t('hotspots.none_found')}>
      <p>{t('hotspots.none_found_means')}</p>
      {me.value && may('run_analyses')
        ? <button type="button" class="quiet" onClick={() => openTab('analysis')}>{t('hotspots.change')}</button> : null}
    </Empty>
  );
}
