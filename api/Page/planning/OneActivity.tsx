import { may } from '../access/session';
import { apiPath, call } from '../http/api';
import type { ActivityClash, ActivityView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { clock, day, distance, language, number, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';
import { Fact } from '../shell/Fact';
import { Loaded } from '../shell/Loaded';
import { nameLanguage } from '../spaces/spaces';
import { cornerOf, lengthOf, lonLatOf, reference } from './ground';
import { LinkedSpaces } from './LinkedSpaces';
import { opened } from './opened';
import { PlanMap } from './PlanMap';
import { dayOf, timesOf, titleOf } from './plans';
import { drawingOf } from './planDrawing';
import { activityStatuses } from './words';

/** One thing that is planned: what, where, who, and what can be done with it. */
export function OneActivity({ id, back }: { id: string; back: () => void }) {
  const { now, again } = useLoaded<ActivityView>(`/planning/activities/${id}`);
  return (
    <>
      <button type="button" class="back start" onClick={back}>{t('planning.all_plans')}</button>
      <Loaded now={now} again={again}>{(activity) => <Facts activity={activity} again={again} />}</Loaded>
    </>
  );
}

function Facts({ activity, again }: { activity: ActivityView; again: () => void }) {
  const { id, plan, status, version, clashes } = activity;
  const act = useAct('move');
  const move = async (to: string): Promise<void> => {
    if (await act.run(() => call(`/planning/activities/${id}/moves`, { method: 'POST', ifMatch: `"${version}"`, body: { to } }))) again();
  };
  const [first, last] = [dayOf(plan.startsAt), dayOf(plan.endsAt)];
  const moves = activityStatuses.filter((to) => to !== status && (to !== 'done' || new Date(plan.startsAt) <= new Date()));
  return (
    <>
      <section class="part">
        <div class="entry-head">
          <h2 id="activity-title" lang={nameLanguage(plan.titleEn, plan.titleCy)}>{titleOf(plan)}</h2>
          <span class="state on">{word('activity_kind', plan.kind)}</span><span class={status === 'planned' ? 'state' : 'state over'}>{word('activity_status', status)}</span>
        </div>
        <Clashes clashes={clashes} />
        <ErrorSummary faults={act.faults} />
        <div class="entry-acts">
          {may('record_tallies') ? <button type="button" class="main" id="to-tally" onClick={() => { opened.value = { id, part: 'tally' }; }}>{t('planning.count')}</button> : null}
          <button type="button" class="quiet" id="to-report" onClick={() => { opened.value = { id, part: 'report' }; }}>{t('planning.report')}</button>
          {may('change_plans') ? <button type="button" class="quiet" id="to-change" onClick={() => { opened.value = { id, part: 'form' }; }}>{t('house.change')}</button> : null}
          {may('change_plans') ? moves.map((to) => <button type="button" class="quiet" key={to} id={`move-${to}`} disabled={act.busy} onClick={() => void move(to)}>{t(`planning.move_to_${to}`)}</button>) : null}
        </div>
        <dl class="facts-list">
          <Fact term={t('planning.when')}>{first === last ? `${day(first)}, ${timesOf(plan)}` : t('planning.days_from_to', { from: `${day(first)} ${clock(plan.startsAt)}`, to: `${day(last)} ${clock(plan.endsAt)}` })}</Fact>
          <Fact term={t('planning.where_is')}>{reference(cornerOf(activity.point))}</Fact>
          <Fact term={t('planning.lead')}>{word('agency', plan.lead)}</Fact>
          {plan.partners?.length ? <Fact term={t('planning.partners')}>{plan.partners.map((one) => word('agency', one)).join(', ')}</Fact> : null}
          <Fact term={t('planning.purpose')}>{word('activity_purpose', plan.purpose)}</Fact>
          {plan.care ? <Fact term={t('planning.care')}><span lang={plan.careLanguage ?? undefined}>{plan.care}</span></Fact> : null}
        </dl>
        <p class="links">
          <a href={`${apiPath(`/planning/activities/${id}/sheet`)}?language=${language.value}`} target="_blank" rel="noopener">{t('planning.sheet')}</a>
          <a href={`${apiPath(`/planning/activities/${id}/route.gpx`)}?language=${language.value}`} download="route.gpx">{t('planning.gpx')}</a>
        </p>
        {may('see_spaces') && plan.spaceIds?.length ? <LinkedSpaces ids={plan.spaceIds} /> : null}
      </section>
      <section class="part" aria-labelledby="activity-ground">
        <h2 id="activity-ground">{t('planning.on_the_ground')}</h2>
        <PlanMap key={version} label={t('planning.plan_map')} drawing={drawingOf({
          middle: lonLatOf(activity.point), way: (plan.route ?? []).map(lonLatOf), ways: (plan.shifts ?? []).map(({ way }) => (way ?? []).map(lonLatOf)), posts: (plan.posts ?? []).map(({ point, name, kind }) => ({ at: lonLatOf(point), name: name ?? word('post_kind', kind) })),
          hazards: (plan.hazards ?? []).map(({ point, kind }) => ({ at: lonLatOf(point), name: word('hazard_kind', kind) })),
          visits: (plan.shifts ?? []).flatMap(({ visits }) => visits ?? []).map(({ point, name }) => ({ at: lonLatOf(point), name })),
        })} />
        {plan.route?.length ? <p>{t('planning.way_of', { n: plan.route.length })}</p> : null}
        {plan.hazards?.length ? <><h3>{t('planning.hazards')}</h3><ul class="plain-list">{plan.hazards.map(({ kind, note, point }, at) => <li key={at}>{word('hazard_kind', kind)}, {reference(cornerOf(point))}{note ? `: ${note}` : ''}</li>)}</ul></> : null}
        {plan.posts?.length ? <><h3>{t('planning.posts')}</h3><ul class="plain-list">{plan.posts.map(({ kind, name, point }, at) => <li key={at}>{word('post_kind', kind)}{name ? `: ${name}` : ''}, {reference(cornerOf(point))}</li>)}</ul></> : null}
      </section>
      {plan.shifts?.length ? <Shifts shifts={plan.shifts} /> : null}
    </>
  );
}

function Shifts({ shifts }: { shifts: NonNullable<ActivityView['plan']['shifts']> }) {
  return (
    <section class="part" aria-labelledby="activity-shifts">
      <h2 id="activity-shifts">{t('planning.shifts')}</h2>
      <ul class="entries">
        {shifts.map((shift, at) => (
          <li key={at}>
            <div class="entry-head"><h3>{day(dayOf(shift.startsAt))}, {timesOf(shift)}</h3></div>
            <p>{t('planning.shift_line', { lead: word('agency', shift.lead), purpose: word('activity_purpose', shift.purpose).toLocaleLowerCase(), staff: number(shift.staff) })}</p>
            {shift.way?.length ? <p>{t('planning.shift_way', { distance: distance(lengthOf(shift.way.map(lonLatOf))) })}</p> : null}
            {shift.visits?.length ? <ol class="plain-numbers" start={1 + shifts.slice(0, at).reduce((sum, { visits }) => sum + (visits?.length ?? 0), 0)}>{shift.visits.map((visit, of) => <li key={of}>{t('planning.visit_line', { time: clock(visit.startsAt), name: visit.name, reference: reference(cornerOf(visit.point)), minutes: visit.minutes })}</li>)}</ol> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What it does not go together with, said wherever it is listed. */
export function Clashes({ clashes }: { clashes: ActivityClash[] }) {
  if (clashes.length === 0) return null;
  return (
    <div class="note-box"><ul class="plain-list">
      {clashes.map(({ kind, otherId, otherTitleEn, otherTitleCy }) => (
        <li key={`${kind}${otherId}`}><strong>{t('planning.clash')}</strong> {word('clash_kind', kind)}: <button type="button" class="link" onClick={() => { opened.value = { id: otherId, part: 'facts' }; }}>{titleOf({ titleEn: otherTitleEn, titleCy: otherTitleCy })}</button></li>
      ))}
    </ul></div>
  );
}
