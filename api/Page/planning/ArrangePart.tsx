import { useState } from 'preact/hooks';
import { may } from '../access/session';
import { call } from '../http/api';
import type { CandidateSiteView, PatrolPlanView } from '../http/contracts';
import { valueOf } from '../http/loadable';
import { useLoaded } from '../http/useLoaded';
import { number, t } from '../language/language';
import { useAct } from '../shell/act';
import { describedBy, ErrorSummary, type Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import { Tick } from '../spaces/Tick';
import { Arranged } from './Arranged';
import { arrangeBody, emptyWanted, fieldOfArrange, missingToArrange, mostWanted, shiftsOf, type ArrangeDraft, type WantedDraft } from './arrange';
import { cornerOf } from './ground';
import { SpotLine } from './GroundPart';
import type { Change, PlanDraft } from './plans';
import { siteName } from './sites';
import { ReferenceInput } from './SpotField';
import { TimeLine } from './TimeLine';

/** Visits of a patrol arranged for teams: who goes where and when, which way they walk, and which visit nobody can make. */
export function ArrangePart({ plan, set }: { plan: PlanDraft; set: Change<PlanDraft> }) {
  const { arrange } = plan;
  const act = useAct('arrange', fieldOfArrange);
  const [answer, setAnswer] = useState<{ asked: string; view: PatrolPlanView } | null>(null);
  const change = (part: Partial<ArrangeDraft>): void => set((now) => ({ arrange: { ...now.arrange, ...part } }));
  const ask = (): void => {
    const missing = missingToArrange(plan).map(({ field, key }) => ({ field, text: () => t(key) }));
    if (missing.length > 0) { act.setFaults(missing); return; }
    const body = arrangeBody(plan);
    void act.run(async () => {
      setAnswer({ asked: JSON.stringify(body), view: await call<PatrolPlanView>('/planning/patrols', { method: 'POST', body }) });
      window.requestAnimationFrame(() => document.getElementById('arranged')?.focus());
    });
  };
  const take = (view: PatrolPlanView): void => {
    set((now) => ({ shifts: shiftsOf(view), spot: now.spot ?? now.arrange.base }));
    window.requestAnimationFrame(() => document.getElementById('plan-shifts')?.focus());
  };
  const line = (name: 'teams' | 'staff' | 'minutes', label: string, hint: string) => (
    <Line id={`arrange-${name}`} label={t(label)} hint={t(hint)} type="number" width="narrow" max={2} value={arrange[name]} faults={act.faults} change={(typed) => change({ [name]: typed })} />
  );
  const fault = act.faults.find(({ field }) => field === 'arrange-base');
  return (
    <section class="child arrange" aria-labelledby="arrange-title">
      <ErrorSummary faults={act.faults} />
      <h3 id="arrange-title">{t('planning.arrange')}</h3>
      <p class="hint">{t('planning.arrange_means')}</p>
      <div class={fault ? 'field wrong' : 'field'}>
        {fault ? <p class="fault" id="arrange-base-fault">{fault.text()}</p> : null}
        <ReferenceInput id="arrange-base" label={t('planning.base')} hint={t('planning.base_hint')} spot={arrange.base} set={(base) => change({ base })} describes={describedBy('arrange-base', undefined, act.faults)} />
        {arrange.base === null && plan.spot ? <button type="button" class="quiet" id="arrange-from-middle" onClick={() => change({ base: plan.spot })}>{t('planning.base_from_middle')}</button> : null}
      </div>
      <div class="filters">
        {line('teams', 'planning.teams', 'planning.teams_hint')}
        {line('staff', 'planning.team_staff', 'planning.staff_hint')}
        {line('minutes', 'planning.visit_minutes_label', 'planning.minutes_hint')}
      </div>
      <Wanted wanted={arrange.wanted} set={(next) => set((now) => ({ arrange: { ...now.arrange, wanted: next(now.arrange.wanted).slice(0, mostWanted) } }))} faults={act.faults} />
      <button type="button" class="quiet start" id="arrange-ask" disabled={act.busy} onClick={ask}>{t(act.busy ? 'planning.arranging' : 'planning.arrange')}</button>
      {answer && answer.asked !== JSON.stringify(arrangeBody(plan)) ? <p class="note-box" role="status">{t('planning.arranged_before')}</p> : null}
      {answer && answer.asked === JSON.stringify(arrangeBody(plan)) ? <Arranged view={answer.view} base={arrange.base} replaces={plan.shifts.length > 0} take={() => take(answer.view)} /> : null}
    </section>
  );
}

interface WantedProps { wanted: WantedDraft[]; set: (next: (list: WantedDraft[]) => WantedDraft[]) => void; faults: Fault[] }

/** Places to visit, each with the hours in which the visit may begin. */
function Wanted({ wanted, set, faults }: WantedProps) {
  const change = (at: number, part: Partial<WantedDraft>): void => set((list) => list.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <div class="field">
      <h4>{t('planning.wanted')}</h4>
      <p class="hint">{t('planning.wanted_hint')}</p>
      {wanted.length > 0 ? (
        <ol class="things visit-list">
          {wanted.map((one, at) => {
            const id = `arrange-${at + 1}`;
            const called = t('planning.visit_name', { n: number(at + 1) });
            return (
              <li key={at}>
                <Line id={`${id}-name`} label={called} hint={t('planning.visit_name_hint')} value={one.name} faults={faults} max={100} change={(name) => change(at, { name })} />
                <SpotLine id={`${id}-spot`} spot={one.spot} set={(spot) => change(at, { spot })} faults={faults} />
                <div class="filters">
                  <TimeLine id={`${id}-from`} label={t('planning.not_before')} value={one.from} faults={faults} change={(from) => change(at, { from })} />
                  <TimeLine id={`${id}-to`} label={t('planning.begun_by')} value={one.to} faults={faults} change={(to) => change(at, { to })} />
                </div>
                <Tick id={`${id}-needed`} label={t('planning.visit_needed')} on={one.needed} flip={() => change(at, { needed: !one.needed })} />
                <button type="button" class="quiet" aria-label={`${t('planning.take_away')}: ${called}`} onClick={() => set((list) => list.filter((_, i) => i !== at))}>{t('planning.take_away')}</button>
              </li>
            );
          })}
        </ol>
      ) : null}
      <div class="row">
        <button type="button" class="quiet" id="arrange-add" disabled={wanted.length >= mostWanted} onClick={() => {
          set((list) => [...list, emptyWanted()]);
          window.requestAnimationFrame(() => document.getElementById(`arrange-${wanted.length + 1}-name`)?.focus());
        }}>{t('planning.wanted_add')}</button>
      </div>
      {may('see_sites') ? <FromSites add={(site) => set((list) => [...list, { ...emptyWanted(), name: siteName(site), spot: { corner: cornerOf(site.point), by: 'pin', metres: 10 } }])} /> : null}
    </div>
  );
}

/** A site for stalls as a place to visit. */
function FromSites({ add }: { add: (site: CandidateSiteView) => void }) {
  const { now } = useLoaded<CandidateSiteView[]>('/planning/sites');
  const [chosen, setChosen] = useState('');
  const sites = (valueOf(now) ?? []).filter(({ inUse }) => inUse);
  if (sites.length === 0) return null;
  const site = sites.find(({ id }) => id === chosen);
  return (
    <div class="field">
      <label for="arrange-site">{t('planning.wanted_site')}</label>
      <div class="with-button">
        <select id="arrange-site" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value="">{t('house.choose')}</option>
          {sites.map((one) => <option key={one.id} value={one.id}>{siteName(one)}</option>)}
        </select>
        <button type="button" class="quiet" id="arrange-site-add" disabled={!site} onClick={() => { if (site) { add(site); setChosen(''); } }}>{t('planning.add')}</button>
      </div>
    </div>
  );
}
