import type { CandidateSiteView } from '../http/contracts';
import { named, t, word } from '../language/language';
import { cornerOf, locationOf, type Spot } from './ground';
import { stallTimes, type StallTime } from './words';

/** What is said of a site, as it is being written; everything is text until it is sent, and empty is not known. */
export interface SiteDraft {
  nameEn: string;
  nameCy: string;
  placeType: string;
  host: string;
  trust: string;
  bus: string;
  welsh: string;
  staffSafety: string;
  footfall: Record<StallTime, string>;
  spot: Spot | null;
  inUse: boolean;
}

const wireOf: Record<StallTime, 'schoolOut' | 'marketDay' | 'saturday' | 'evening'> = { school_out: 'schoolOut', market_day: 'marketDay', saturday: 'saturday', evening: 'evening' };
const text = (mark: number | null | undefined): string => (mark === null || mark === undefined ? '' : String(mark));

/** A site as it stands, or an empty form. */
export const siteDraft = (site?: CandidateSiteView): SiteDraft => ({
  nameEn: site?.nameEn ?? '', nameCy: site?.nameCy ?? '', placeType: site?.placeType ?? '', host: site?.host ?? '', trust: site?.trust ?? '', bus: site?.bus ?? '',
  welsh: site?.welshSpeaking === true ? 'yes' : site?.welshSpeaking === false ? 'no' : '', staffSafety: text(site?.staffSafety),
  footfall: Object.fromEntries(stallTimes.map((time) => [time, text(site?.footfall[wireOf[time]])])) as Record<StallTime, string>,
  spot: site ? { corner: cornerOf(site.point), by: 'pin', metres: 10 } : null, inUse: site?.inUse ?? true,
});

/** What is missing: the field, by its name on the wire. */
export const missingInSite = ({ nameEn, nameCy, placeType, spot }: SiteDraft): { field: string; key: string }[] => [
  ...(nameEn.trim() || nameCy.trim() ? [] : [{ field: 'nameEn', key: 'planning.name_missing' }]),
  ...(placeType ? [] : [{ field: 'placeType', key: 'problem.field_missing' }]),
  ...(spot ? [] : [{ field: 'location', key: 'planning.where_missing' }]),
];

/** The body of a site; what is not known is left out. */
export const siteBody = ({ nameEn, nameCy, placeType, host, trust, bus, welsh, staffSafety, footfall, spot, inUse }: SiteDraft): object => ({
  ...(spot ? { location: locationOf(spot) } : {}), placeType, inUse,
  ...Object.fromEntries(Object.entries({ nameEn: nameEn.trim(), nameCy: nameCy.trim(), host: host.trim(), trust, bus }).filter(([, said]) => said)),
  ...(welsh ? { welshSpeaking: welsh === 'yes' } : {}), ...(staffSafety ? { staffSafety: Number(staffSafety) } : {}),
  footfall: Object.fromEntries(stallTimes.filter((time) => footfall[time]).map((time) => [wireOf[time], Number(footfall[time])])),
});

/** A mark of 0 to 3 in words; nobody has looked where there is none. */
export const markText = (words: string, mark: number | null | undefined): string => (mark === null || mark === undefined ? t('planning.not_known') : word(words, String(mark)));

export const footfallAt = (site: CandidateSiteView, time: StallTime): number | null | undefined => site.footfall[wireOf[time]];

export const siteName = (site: { nameEn?: string | null; nameCy?: string | null }): string => named(site.nameEn, site.nameCy);

/** Days since workers were near, as a sentence. */
export const sinceText = (days: number | null): string =>
  (days === null ? t('planning.since_never') : days === 0 ? t('planning.since_today') : t('planning.since_days', { n: days }));
