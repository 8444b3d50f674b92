import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../http/api';
import type { PlaceSitePreview, SitesTaken } from '../http/contracts';
import { placeTypes } from '../http/vocabulary';
import { named, number, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { Choices, ErrorSummary } from '../shell/Field';
import { Line } from '../shell/Line';
import { Empty } from '../shell/States';
import { Tick } from '../spaces/Tick';
import { locationPoint, lonLatOf, type Spot } from './ground';
import { PlanMap } from './PlanMap';
import { ReferenceInput } from './SpotField';

const kindsOffered = placeTypes.filter((type) => !['online_platform', 'taxi_vehicle', 'private_address_area', 'residential_home'].includes(type));

/** Sites at places that the partnership's reference data names: kinds and an area, what would be written down, and that taken in. */
export function SitesFromPlaces({ back }: { back: () => void }) {
  const [kinds, setKinds] = useState<string[]>([]);
  const [around, setAround] = useState<Spot | null>(null);
  const [km, setKm] = useState('5');
  const [preview, setPreview] = useState<{ asked: object; view: PlaceSitePreview } | null>(null);
  const [without, setWithout] = useState<string[]>([]);
  const [taken, setTaken] = useState<SitesTaken | null>(null);
  const act = useAct('places', (wire) => (wire.startsWith('around') ? 'places-around' : wire === 'metres' ? 'places-km' : wire === 'kinds' ? 'places-kinds' : ''));
  const flip = (list: string[], one: string): string[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);
  const fresh = (preview?.view.rows ?? []).filter(({ state }) => state === 'new');
  const chosen = fresh.filter(({ placeId }) => !without.includes(placeId));
  const show = (event: Event): void => {
    event.preventDefault();
    setPreview(null);
    const metres = Math.round(Number(km.trim().replace(',', '.')) * 1000);
    if (kinds.length === 0) act.setFaults([{ field: 'places-kinds', text: () => t('planning.places_kinds_missing') }]);
    else if (around && !/^\d+([.,]\d+)?$/.test(km.trim())) act.setFaults([{ field: 'places-km', text: () => t('planning.km_wrong') }]);
    else {
      const asked = { kinds, ...(around ? { around: locationPoint(around), metres } : {}) };
      void act.run(async () => {
        setPreview({ asked, view: await call<PlaceSitePreview>('/planning/place-sites/preview', { method: 'POST', body: asked }) });
        setWithout([]);
      });
    }
  };
  const take = (): void => void act.run(async () =>
    setTaken(await call<SitesTaken>('/planning/place-sites', { method: 'POST', body: { ...preview?.asked, places: chosen.map(({ placeId }) => placeId) } })));
  if (taken) return <Taken counts={taken.counts} back={back} />;
  return (
    <>
      <button type="button" class="back start" onClick={back}>{t('planning.all_sites')}</button>
      <form class="stack" onSubmit={show} noValidate>
        <h2>{t('planning.site_from_places')}</h2>
        <p>{t('planning.places_means')}</p>
        <ErrorSummary faults={act.faults} />
        <Choices id="places-kinds" label={t('planning.places_kinds')} faults={act.faults}>
          <div class="chips">{kindsOffered.map((kind, at) => (
            <label class="chip" key={kind}><input type="checkbox" id={at === 0 ? 'places-kinds' : `places-kinds-${kind}`} checked={kinds.includes(kind)} onChange={() => { setKinds(flip(kinds, kind)); setPreview(null); }} /><span>{word('place_type', kind)}</span></label>
          ))}</div>
        </Choices>
        <ReferenceInput id="places-around" label={t('planning.places_where')} hint={t('planning.places_where_hint')} spot={around} set={(spot) => { setAround(spot); setPreview(null); }} />
        {around ? <Line id="places-km" label={t('planning.places_km')} width="narrow" value={km} faults={act.faults} max={6} change={(typed) => { setKm(typed); setPreview(null); }} /> : null}
        <button type="submit" class={preview ? 'quiet start' : 'main start'} id="places-show" disabled={act.busy}>{t(act.busy && !preview ? 'planning.places_showing' : 'planning.places_show')}</button>
      </form>
      {preview?.view.rows.length === 0 ? <Empty title={t('planning.places_none')}><p>{t('planning.places_none_means')}</p></Empty> : null}
      {preview && preview.view.rows.length > 0 ? (
        <section class="part stack" aria-labelledby="places-report">
          <h2 id="places-report">{t('planning.places_report')}</h2>
          <p role="status">{t('planning.places_counts', { new: number(preview.view.counts.new), stored: number(preview.view.counts.stored), refused: number(preview.view.counts.refused) })} {t('partner_file.nothing_stored')}</p>
          {preview.view.matched > preview.view.rows.length ? <p class="note-box">{t('planning.places_more', { n: number(preview.view.matched), d: number(preview.view.rows.length) })}</p> : null}
          <PlanMap key={JSON.stringify(preview.asked)} label={t('planning.places_report')} drawing={{
            marks: preview.view.rows.map(({ placeId, point, state, nameEn, nameCy }) => ({ key: placeId, lonLat: lonLatOf(point), sign: '', name: named(nameEn, nameCy), look: state !== 'new' ? 'out' as const : without.includes(placeId) ? 'other' as const : 'chosen' as const })),
          }} />
          <ul class="entries">{preview.view.rows.map(({ placeId, nameEn, nameCy, townEn, townCy, placeType, state, problems }) => {
            const name = named(nameEn, nameCy);
            return (
              <li key={placeId}>
                <div class="entry-head">
                  {state === 'new' ? <Tick id={`place-${placeId}`} label={name} on={!without.includes(placeId)} flip={() => setWithout(flip(without, placeId))} /> : <span>{name}</span>}
                  {state === 'new' ? null : <span class="state over">{word('partner_row_state', state)}</span>}
                </div>
                <p>{[word('place_type', placeType), townEn ?? townCy ? named(townEn, townCy) : ''].filter(Boolean).join(', ')}</p>
                {problems.map(({ code, message }) => <p class="fault" key={code}>{message}</p>)}
              </li>
            );
          })}</ul>
          {fresh.length > 0 ? <button type="button" class="main start" id="places-take" disabled={act.busy || chosen.length === 0} onClick={take}>{act.busy ? t('planning.places_taking') : t('planning.places_take', { n: number(chosen.length) })}</button> : null}
        </section>
      ) : null}
    </>
  );
}

/** What was written down, and what it is good for. */
export function Taken({ counts, back }: { counts: SitesTaken['counts']; back: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div class="stack sent">
      <div class="receipt">
        <h2 tabIndex={-1} ref={title}>{t('planning.sites_taken')}</h2>
        <p role="status">{t('planning.sites_taken_counts', { new: number(counts.new), stored: number(counts.stored) })}</p>
      </div>
      <p>{t('planning.sites_taken_means')}</p>
      <button type="button" class="main start" id="sites-back" onClick={back}>{t('planning.all_sites')}</button>
    </div>
  );
}
