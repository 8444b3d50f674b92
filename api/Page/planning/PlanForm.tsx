import { may } from '../access/session';
import { call } from '../http/api';
import type { ActivityView, CandidateSiteView, SpaceView } from '../http/contracts';
import { valueOf } from '../http/loadable';
import { useLoaded } from '../http/useLoaded';
import { agencies } from '../http/vocabulary';
import { FairLines } from '../language/FairLines';
import { language, t, word } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { Choices, ErrorSummary } from '../shell/Field';
import { forgetKept, kept } from '../shell/kept';
import { Line } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Radios, Select } from '../shell/OneOf';
import { useOutline } from '../spaces/outlined';
import { nameOf } from '../spaces/spaces';
import { Tick } from '../spaces/Tick';
import { ArrangePart } from './ArrangePart';
import { cornerOf } from './ground';
import { GroundPart } from './GroundPart';
import { opened } from './opened';
import { fieldOfPlan, missingInPlan, planBody, planDraft, titleOf, type Change, type PlanDraft } from './plans';
import { ShiftsPart } from './ShiftsPart';
import { siteName } from './sites';
import { TimeLine } from './TimeLine';
import { WhenPart } from './WhenPart';
import { activityKinds, activityPurposes } from './words';

/** Plans a stall, a patrol or an event, or changes one. */
export function PlanForm({ id, back }: { id: string | null; back: () => void }) {
  return (
    <>
      <button type="button" class="back start" onClick={back}>{t('house.back')}</button>
      {id === null ? <Form back={back} /> : <Held id={id} back={back} />}
    </>
  );
}

function Held({ id, back }: { id: string; back: () => void }) {
  const { now, again } = useLoaded<ActivityView>(`/planning/activities/${id}`);
  return <Loaded now={now} again={again}>{(held) => <Form key={held.version} held={held} back={back} />}</Loaded>;
}

function Form({ held, back }: { held?: ActivityView; back: () => void }) {
  // A session that ends by itself loses none of a long form; its id is made once, with it.
  const form = held ? `plan-${held.id}-${held.version}` : 'plan';
  const draft = kept(form, () => ({ id: held?.id ?? uuid7(), plan: planDraft(held, language.peek()) }));
  const { id, plan } = draft.value;
  const way = useOutline((held?.plan.route ?? []).map(cornerOf));
  const act = useAct('plan', fieldOfPlan);
  const { faults } = act;
  const set: Change<PlanDraft> = (part) => {
    const now = draft.peek().plan;
    draft.value = { id, plan: { ...now, ...(typeof part === 'function' ? part(now) : part) } };
  };
  const leave = (): void => { forgetKept(form); back(); };
  const send = (event: Event): void => {
    event.preventDefault();
    const missing = missingInPlan(plan).map(({ field, key }) => ({ field: `plan-${field}`, text: () => t(key) }));
    if (missing.length > 0) { act.setFaults(missing); return; }
    void act.run(() => call(`/planning/activities/${id}`, {
      method: held ? 'PUT' : 'POST', body: planBody(plan, way.corners, may('see_spaces')), ...(held ? { ifMatch: `"${held.version}"` } : {}),
    }).then(() => { forgetKept(form); opened.value = { id, part: 'facts' }; window.scrollTo(0, 0); }));
  };
  const line = (name: 'titleEn' | 'titleCy', label: string, hint?: string) => (
    <Line id={`plan-${name}`} label={t(label)} {...(hint ? { hint: t(hint) } : {})} value={plan[name]} faults={faults} max={120} change={(said) => set({ [name]: said })} />
  );
  return (
    <form class="stack plan-form" noValidate onSubmit={send}>
      <h2>{t(held ? 'planning.plan_change' : 'planning.plan_new')}</h2>
      <p>{t('planning.plan_means')}</p>
      <ErrorSummary faults={faults} />
      <Radios id="plan-kind" label={t('planning.kind')} words="activity_kind" options={activityKinds} chosen={plan.kind} faults={faults} means={(kind) => t(`planning.kind_${kind}`)} choose={(kind) => set({ kind, ...(kind === 'patrol' && !plan.purpose ? { purpose: 'welfare' } : {}) })} />
      {line('titleEn', 'planning.title_en', 'planning.title_hint')}
      {line('titleCy', 'planning.title_cy')}
      <div class="filters">
        <Line id="plan-day" label={t(plan.kind === 'event' ? 'planning.first_day' : 'planning.day')} type="date" width="medium" value={plan.day} faults={faults} change={(day) => set({ day, ...(plan.endDay < day ? { endDay: day } : {}) })} />
        {plan.kind === 'event' ? <Line id="plan-endDay" label={t('planning.last_day')} type="date" width="medium" value={plan.endDay} faults={faults} change={(endDay) => set({ endDay })} /> : null}
        <TimeLine id="plan-from" label={t('planning.begins')} value={plan.from} faults={faults} change={(from) => set({ from })} />
        <TimeLine id="plan-to" label={t('planning.ends')} value={plan.to} faults={faults} change={(to) => set({ to })} />
      </div>
      <p class="hint">{t('planning.next_day_hint')}</p>
      <Select id="plan-lead" label={t('planning.who_leads')} hint={t('planning.lead_hint')} words="agency" options={agencies} chosen={plan.lead} faults={faults} choose={(lead) => set({ lead })} />
      <Radios id="plan-purpose" label={t('planning.purpose')} hint={t('planning.purpose_hint')} words="activity_purpose" options={activityPurposes} chosen={plan.purpose} faults={faults} choose={(purpose) => set({ purpose })} />
      <FairLines id="plan-care" label={t(plan.kind === 'patrol' ? 'planning.care_question' : 'planning.care_optional')} hint={t('planning.care_hint')} value={plan.care} faults={faults} max={300} rows={3}
        change={(care) => set({ care, ...(plan.care ? {} : { careLanguage: language.value }) })} />
      <Links plan={plan} set={set} held={held} />
      <GroundPart plan={plan} set={set} way={way} faults={faults} />
      {may('see_areas') && plan.kind !== 'event' ? <WhenPart spot={plan.spot} /> : null}
      {plan.kind === 'patrol' ? <ArrangePart plan={plan} set={set} /> : null}
      <ShiftsPart plan={plan} set={set} faults={faults} />
      <div class="row">
        <button type="submit" class="main" id="plan-send" disabled={act.busy}>{act.busy ? t('house.saving') : t('house.save')}</button>
        <button type="button" class="quiet" onClick={leave}>{t('house.cancel')}</button>
      </div>
    </form>
  );
}

/** Who else is there, at which site, for which spaces, and which event it follows. */
function Links({ plan, set, held }: { plan: PlanDraft; set: Change<PlanDraft>; held: ActivityView | undefined }) {
  const flip = (list: string[], one: string): string[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);
  return (
    <>
      <details class="more" open={plan.partners.length > 0}>
        <summary>{t('planning.with_partners')}</summary>
        <Choices id="plan-partners" label={t('planning.partners')}>
          <div class="filters">{agencies.filter((one) => one !== plan.lead).map((one, at) => (
            <Tick key={one} id={at === 0 ? 'plan-partners' : `plan-partner-${one}`} label={word('agency', one)} on={plan.partners.includes(one)} flip={() => set({ partners: flip(plan.partners, one) })} />
          ))}</div>
        </Choices>
      </details>
      {may('see_sites') ? <SiteChoice plan={plan} set={set} /> : null}
      {may('see_spaces') ? <SpaceChoice plan={plan} flip={(one) => set({ spaceIds: flip(plan.spaceIds, one) })} /> : null}
      {plan.kind === 'event' ? <EarlierChoice plan={plan} set={set} own={held?.id} /> : null}
    </>
  );
}

function SiteChoice({ plan, set }: { plan: PlanDraft; set: Change<PlanDraft> }) {
  const { now } = useLoaded<CandidateSiteView[]>('/planning/sites');
  const sites = (valueOf(now) ?? []).filter((site) => site.inUse || site.id === plan.siteId);
  if (sites.length === 0) return null;
  const choose = (siteId: string): void => {
    const site = sites.find(({ id }) => id === siteId);
    set({ siteId, ...(site ? { spot: { corner: cornerOf(site.point), by: 'pin' as const, metres: 10 } } : {}) });
  };
  return (
    <div class="field">
      <label for="plan-siteId">{t('planning.at_site')}</label>
      <p class="hint" id="plan-siteId-hint">{t('planning.at_site_hint')}</p>
      <select id="plan-siteId" value={plan.siteId} aria-describedby="plan-siteId-hint" onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t('planning.at_no_site')}</option>
        {sites.map((site) => <option key={site.id} value={site.id}>{siteName(site)}</option>)}
      </select>
    </div>
  );
}

function SpaceChoice({ plan, flip }: { plan: PlanDraft; flip: (id: string) => void }) {
  const { now } = useLoaded<SpaceView[]>('/spaces');
  const spaces = (valueOf(now) ?? []).filter((space) => !space.endedOn || plan.spaceIds.includes(space.id));
  if (spaces.length === 0) return null;
  return (
    <details class="more" open={plan.spaceIds.length > 0}>
      <summary>{t('planning.for_spaces')}</summary>
      <Choices id="plan-spaceIds" label={t('planning.for_spaces')} hint={t('planning.for_spaces_hint')}>
        {spaces.map((space, at) => <Tick key={space.id} id={at === 0 ? 'plan-spaceIds' : `plan-space-${space.id}`} label={nameOf(space.nameEn, space.nameCy)} on={plan.spaceIds.includes(space.id)} flip={() => flip(space.id)} />)}
      </Choices>
    </details>
  );
}

function EarlierChoice({ plan, set, own }: { plan: PlanDraft; set: Change<PlanDraft>; own: string | undefined }) {
  const today = new Date();
  const years = (back: number): string => `${today.getUTCFullYear() - back}${today.toISOString().slice(4, 8)}01`;
  const { now } = useLoaded<ActivityView[]>('/planning/activities', { from: years(2), to: years(0) });
  const events = (valueOf(now) ?? []).filter((one) => one.plan.kind === 'event' && one.id !== own);
  if (events.length === 0 && !plan.earlierId) return null;
  return (
    <div class="field">
      <label for="plan-earlierId">{t('planning.time_before')}</label>
      <p class="hint" id="plan-earlierId-hint">{t('planning.time_before_hint')}</p>
      <select id="plan-earlierId" value={plan.earlierId} aria-describedby="plan-earlierId-hint" onChange={(event) => set({ earlierId: event.currentTarget.value })}>
        <option value="">{t('planning.no_time_before')}</option>
        {events.map((one) => <option key={one.id} value={one.id}>{titleOf(one.plan)} ({one.plan.startsAt.slice(0, 4)})</option>)}
        {plan.earlierId && !events.some(({ id }) => id === plan.earlierId) ? <option value={plan.earlierId}>{t('planning.as_it_was')}</option> : null}
      </select>
    </div>
  );
}
