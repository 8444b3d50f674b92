import { useState } from 'preact/hooks';
import { may } from '../access/session';
import { call } from '../http/api';
import type { CandidateSiteView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { t, word } from '../language/language';
import { nameLanguage } from '../spaces/spaces';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';
import { Fact } from '../shell/Fact';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { cornerOf, lonLatOf, reference } from './ground';
import { PlanMap } from './PlanMap';
import { SiteDialog } from './SiteDialog';
import { SitesFromList } from './SitesFromList';
import { SitesFromPlaces } from './SitesFromPlaces';
import { footfallAt, markText, sinceText, siteBody, siteDraft, siteName } from './sites';
import { stallTimes } from './words';

/** Where a stall could stand: each site on the map and in words. Nothing here is about a child. */
export function SitesRoom() {
  const { now, again } = useLoaded<CandidateSiteView[]>('/planning/sites');
  const [asked, setAsked] = useState<CandidateSiteView | 'new' | null>(null);
  const [chosen, setChosen] = useState('');
  const [many, setMany] = useState<'places' | 'list' | null>(null);
  const act = useAct('site');
  const done = (): void => { setAsked(null); again(); };
  const setUse = async (site: CandidateSiteView): Promise<void> => {
    if (await act.run(() => call(`/planning/sites/${site.id}`, { method: 'PUT', ifMatch: `"${site.version}"`, body: siteBody({ ...siteDraft(site), inUse: !site.inUse }) }))) again();
  };
  const choose = (key: string): void => {
    setChosen(key);
    document.getElementById(`site-${key}`)?.focus();
  };
  if (many) {
    const back = (): void => { setMany(null); again(); };
    return many === 'places' ? <SitesFromPlaces back={back} /> : <SitesFromList back={back} />;
  }
  return (
    <>
      {may('change_plans') ? (
        <div class="row">
          <button type="button" class="main" id="site-new" onClick={() => setAsked('new')}>{t('planning.site_new')}</button>
          <button type="button" class="quiet" id="sites-from-places" onClick={() => setMany('places')}>{t('planning.site_from_places')}</button>
          <button type="button" class="quiet" id="sites-from-list" onClick={() => setMany('list')}>{t('planning.site_from_list')}</button>
        </div>
      ) : null}
      <ErrorSummary faults={act.faults} />
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(sites) => (sites.length === 0 ? <Empty title={t('planning.sites_none')}><p>{t('planning.sites_none_means')}</p></Empty> : (
        <>
          <PlanMap key={sites.length} label={t('planning.sites_map')} hand={{ choose }} drawing={{
            marks: sites.map((site, at) => ({ key: site.id, lonLat: lonLatOf(site.point), sign: String(at + 1), name: siteName(site), look: site.inUse ? 'other' : 'out', selected: site.id === chosen })),
          }} />
          <ol class="entries numbered">{sites.map((site, at) => (
            <Site key={site.id} site={site} number={at + 1} chosen={site.id === chosen} change={() => setAsked(site)} setUse={() => void setUse(site)} busy={act.busy} />
          ))}</ol>
        </>
      ))}</Loaded>
      {asked ? <SiteDialog site={asked === 'new' ? undefined : asked} close={() => setAsked(null)} done={done} /> : null}
    </>
  );
}

interface SiteProps { site: CandidateSiteView; number: number; chosen: boolean; busy: boolean; change: () => void; setUse: () => void }

function Site({ site, number, chosen, busy, change, setUse }: SiteProps) {
  const name = siteName(site);
  return (
    <li class={chosen ? 'is-chosen' : ''}>
      <div class="entry-head">
        <h3 id={`site-${site.id}`} tabIndex={-1}><span class="mark-number">{number}</span> <span lang={nameLanguage(site.nameEn, site.nameCy)}>{name}</span></h3>
        {site.inUse ? null : <span class="state over">{t('planning.not_in_use')}</span>}
      </div>
      <p>{word('place_type', site.placeType)}, {reference(cornerOf(site.point))}. {sinceText(site.daysSince)}</p>
      <dl class="facts-list">
        <Fact term={t('planning.host')}>{site.host ? `${site.host}. ` : ''}{site.trust ? word('host_trust', site.trust) : t('planning.trust_not_known')}</Fact>
        <Fact term={t('planning.footfall')}>{stallTimes.map((time) => `${word('stall_time', time)}: ${markText('footfall_mark', footfallAt(site, time)).toLocaleLowerCase()}`).join('; ')}</Fact>
        <Fact term={word('site_part', 'bus')}>{site.bus ? word('bus_access', site.bus) : t('planning.not_known')}</Fact>
        <Fact term={word('site_part', 'welsh')}>{site.welshSpeaking === null ? t('planning.not_known') : word('welsh_staff', site.welshSpeaking ? 'yes' : 'no')}</Fact>
        <Fact term={word('site_part', 'staff_safety')}>{markText('safety_mark', site.staffSafety)}</Fact>
      </dl>
      {may('change_plans') ? (
        <div class="entry-acts">
          <button type="button" class="quiet" onClick={change} aria-label={`${t('house.change')}: ${name}`}>{t('house.change')}</button>
          <button type="button" class="quiet" disabled={busy} onClick={setUse} aria-label={`${t(site.inUse ? 'planning.take_out' : 'planning.use_again')}: ${name}`}>{t(site.inUse ? 'planning.take_out' : 'planning.use_again')}</button>
        </div>
      ) : null}
    </li>
  );
}
