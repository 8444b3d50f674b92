import { agencies } from '../http/vocabulary';
import { distance, number, t } from '../language/language';
import type { Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import { Select } from '../shell/OneOf';
import { SpotLine } from './GroundPart';
import { lengthOf } from './ground';
import { emptyShift, emptyVisit, type Change, type PlanDraft, type ShiftDraft, type VisitDraft } from './plans';
import { TimeLine } from './TimeLine';
import { activityPurposes } from './words';

/** Who is there when: each shift with who leads it, what it is for, two workers at least, and the visits in it. */
export function ShiftsPart({ plan, set, faults }: { plan: PlanDraft; set: Change<PlanDraft>; faults: Fault[] }) {
  const change = (at: number): Change<ShiftDraft> => (part) => set(({ shifts }) => ({
    shifts: shifts.map((shift, i) => (i === at ? { ...shift, ...(typeof part === 'function' ? part(shift) : part) } : shift)),
  }));
  return (
    <>
      <h3 id="plan-shifts" tabIndex={-1}>{t('planning.shifts')}</h3>
      <p class="hint">{t('planning.shifts_hint')}</p>
      {plan.shifts.map((shift, at) => (
        <fieldset class="child" key={at}>
          <legend>{t('planning.shift_number', { n: at + 1 })}</legend>
          <Shift id={`plan-shift-${at + 1}`} shift={shift} change={change(at)} faults={faults} />
          <button type="button" class="quiet" onClick={() => set(({ shifts }) => ({ shifts: shifts.filter((_, i) => i !== at) }))}>{t('planning.shift_away', { n: at + 1 })}</button>
        </fieldset>
      ))}
      <button type="button" class="quiet start" id="plan-shift-add" onClick={() => {
        set((now) => ({ shifts: [...now.shifts, emptyShift(now)] }));
        window.requestAnimationFrame(() => document.getElementById(`plan-shift-${plan.shifts.length + 1}-lead`)?.focus());
      }}>{t('planning.shift_add')}</button>
    </>
  );
}

function Shift({ id, shift, change, faults }: { id: string; shift: ShiftDraft; change: Change<ShiftDraft>; faults: Fault[] }) {
  const visit = (at: number, part: Partial<VisitDraft>): void => change(({ visits }) => ({ visits: visits.map((one, i) => (i === at ? { ...one, ...part } : one)), ...(part.spot ? { way: [] } : {}) }));
  return (
    <>
      <Select id={`${id}-lead`} label={t('planning.who_leads')} words="agency" options={agencies} chosen={shift.lead} faults={faults} choose={(lead) => change({ lead })} />
      <Select id={`${id}-purpose`} label={t('planning.purpose')} words="activity_purpose" options={activityPurposes} chosen={shift.purpose} faults={faults} choose={(purpose) => change({ purpose })} />
      <div class="filters">
        <Line id={`${id}-day`} label={t('planning.day')} type="date" width="medium" value={shift.day} faults={faults} change={(day) => change({ day })} />
        <TimeLine id={`${id}-from`} label={t('planning.begins')} value={shift.from} faults={faults} change={(from) => change({ from })} />
        <TimeLine id={`${id}-to`} label={t('planning.ends')} value={shift.to} faults={faults} change={(to) => change({ to })} />
        <Line id={`${id}-staff`} label={t('planning.staff')} hint={t('planning.staff_hint')} type="number" width="narrow" max={2} value={shift.staff} faults={faults} change={(staff) => change({ staff })} />
      </div>
      <h4>{t('planning.visits')}</h4>
      <p class="hint">{t('planning.visits_hint')}</p>
      {shift.way.length > 1 ? (
        <div class="field">
          <p id={`${id}-way`} tabIndex={-1}>{t('planning.shift_way', { distance: distance(lengthOf(shift.way)) })}</p>
          <p class="hint">{t('planning.shift_way_hint')}</p>
          <button type="button" class="quiet" onClick={() => change({ way: [] })}>{t('planning.way_clear')}</button>
        </div>
      ) : null}
      {shift.visits.length > 0 ? (
        <ol class="things visit-list">
          {shift.visits.map((one, at) => (
            <li key={at}>
              <Line id={`${id}-visit-${at + 1}-name`} label={t('planning.visit_name', { n: number(at + 1) })} hint={t('planning.visit_name_hint')} value={one.name} faults={faults} max={100} change={(name) => visit(at, { name })} />
              <SpotLine id={`${id}-visit-${at + 1}-spot`} spot={one.spot} set={(spot) => visit(at, { spot })} faults={faults} />
              <div class="filters">
                <TimeLine id={`${id}-visit-${at + 1}-at`} label={t('planning.visit_at')} value={one.at} faults={faults} change={(time) => visit(at, { at: time })} />
                <Line id={`${id}-visit-${at + 1}-minutes`} label={t('planning.visit_minutes_label')} type="number" width="narrow" max={2} value={one.minutes} faults={faults} change={(minutes) => visit(at, { minutes })} />
              </div>
              <button type="button" class="quiet" aria-label={`${t('planning.take_away')}: ${t('planning.visit_name', { n: number(at + 1) })}`} onClick={() => change(({ visits }) => ({ visits: visits.filter((_, i) => i !== at), way: [] }))}>{t('planning.take_away')}</button>
            </li>
          ))}
        </ol>
      ) : null}
      <button type="button" class="quiet" id={`${id}-visit-add`} onClick={() => {
        change(({ visits }) => ({ visits: [...visits, emptyVisit()] }));
        window.requestAnimationFrame(() => document.getElementById(`${id}-visit-${shift.visits.length + 1}-name`)?.focus());
      }}>{t('planning.visit_add')}</button>
    </>
  );
}
