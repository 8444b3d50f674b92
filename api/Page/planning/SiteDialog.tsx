import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { CandidateSiteView } from '../http/contracts';
import { placeTypes } from '../http/vocabulary';
import { t, word } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Choices } from '../shell/Field';
import { Line } from '../shell/Line';
import { Select } from '../shell/OneOf';
import { missingInSite, siteBody, siteDraft, type SiteDraft } from './sites';
import { SpotField } from './SpotField';
import { busAccesses, hostTrusts, marks, stallTimes, yesNo } from './words';

const grounds = placeTypes.filter((type) => type !== 'online_platform');
// A name of a part of the body stands before the dot: footfall.saturday is told at the group.
const elsewhere = (wire: string): string => (wire.startsWith('location') ? 'site-location' : '');

/** Writes a site down, or puts right what is said of it. */
export function SiteDialog({ site, close, done }: { site: CandidateSiteView | undefined; close: () => void; done: () => void }) {
  const [id] = useState(() => site?.id ?? uuid7());
  const [draft, setDraft] = useState(() => siteDraft(site));
  const act = useAct('site', elsewhere);
  const set = (part: Partial<SiteDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const send = (): void => {
    const missing = missingInSite(draft).map(({ field, key }) => ({ field: `site-${field}`, text: () => t(key) }));
    if (missing.length > 0) act.setFaults(missing);
    else void act.run(() => call(`/planning/sites/${id}`, { method: site ? 'PUT' : 'POST', body: siteBody(draft), ...(site ? { ifMatch: `"${site.version}"` } : {}) }).then(done));
  };
  const line = (name: 'nameEn' | 'nameCy' | 'host', label: string, hint?: string) => (
    <Line id={`site-${name}`} label={t(label)} {...(hint ? { hint: t(hint) } : {})} value={draft[name]} faults={act.faults} max={120} change={(said) => set({ [name]: said })} />
  );
  const one = (name: 'trust' | 'bus' | 'welsh' | 'staffSafety', label: string, words: string, options: readonly string[]) => (
    <Select id={`site-${name}`} label={label} words={words} options={options} chosen={draft[name]} faults={act.faults} choose={(said) => set({ [name]: said })} none={t('planning.not_known')} />
  );
  return (
    <ActDialog id="site-dialog" title={t(site ? 'planning.site_change' : 'planning.site_new')} means={t('planning.site_means')} act={act} send={send} close={close} button={t('house.save')}>
      {line('nameEn', 'planning.name_en', 'planning.name_hint')}
      {line('nameCy', 'planning.name_cy')}
      <Select id="site-placeType" label={t('planning.place_type')} words="place_type" options={grounds} chosen={draft.placeType} faults={act.faults} choose={(placeType) => set({ placeType })} />
      <SpotField prefix="site" label={t('planning.where')} spot={draft.spot} set={(spot) => set({ spot })} faults={act.faults} />
      {line('host', 'planning.host', 'planning.host_hint')}
      {one('trust', word('site_part', 'host_trust'), 'host_trust', hostTrusts)}
      <Choices id="site-footfall" label={t('planning.footfall')} hint={t('planning.footfall_hint')} faults={act.faults}>
        <div class="filters">
          {stallTimes.map((time, at) => (
            <Select key={time} id={at === 0 ? 'site-footfall' : `site-footfall-${time}`} label={word('stall_time', time)} words="footfall_mark" options={marks} chosen={draft.footfall[time]} faults={[]}
              choose={(mark) => set({ footfall: { ...draft.footfall, [time]: mark } })} none={t('planning.not_known')} />
          ))}
        </div>
      </Choices>
      {one('bus', word('site_part', 'bus'), 'bus_access', busAccesses)}
      {one('welsh', word('site_part', 'welsh'), 'welsh_staff', yesNo)}
      {one('staffSafety', word('site_part', 'staff_safety'), 'safety_mark', marks)}
    </ActDialog>
  );
}
