import { useState } from 'preact/hooks';
import { may } from '../access/session';
import type { ActivityView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, t, word } from '../language/language';
import { nameLanguage } from '../spaces/spaces';
import { inDays } from '../spaces/circle';
import { Line } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Choices } from '../shell/Field';
import { Empty } from '../shell/States';
import { MonthView } from './MonthView';
import { Clashes, OneActivity } from './OneActivity';
import { opened, shownAs, shownMonth } from './opened';
import { PlanForm } from './PlanForm';
import { dayOf, lineOf, timesOf, titleOf } from './plans';
import { Report } from './Report';
import { Tallies } from './Tallies';
import { activityKinds } from './words';
import './planning.css';

/** What is planned, day by day; one of them; its counts; or what came of it. */
export function PlansRoom() {
  const open = opened.value;
  const back = (): void => { opened.value = open?.part === 'facts' || !open?.id ? null : { id: open.id, part: 'facts' }; };
  if (!open) return <Days />;
  if (open.part === 'form') return <PlanForm key={open.id ?? 'new'} id={open.id} back={back} />;
  if (open.id === null) return <Days />;
  return open.part === 'tally' ? <Tallies key={open.id} id={open.id} back={back} />
    : open.part === 'report' ? <Report key={open.id} id={open.id} back={back} /> : <OneActivity key={open.id} id={open.id} back={back} />;
}

function Days() {
  const [from, setFrom] = useState(inDays(-7));
  const [to, setTo] = useState(inDays(90));
  const [kinds, setKinds] = useState<string[]>([]);
  const [as, setAs] = [shownAs.value, (next: 'list' | 'month'): void => { shownAs.value = next; }];
  const flip = (kind: string): void => setKinds(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);
  return (
    <>
      {may('change_plans') ? <button type="button" class="main start" id="plan-new" onClick={() => { opened.value = { id: null, part: 'form' }; }}>{t('planning.plan_new')}</button> : null}
      <Choices id="plans-kinds" label={t('planning.kinds')} hint={t('planning.kinds_hint')}>
        <div class="chips">
          {activityKinds.map((kind, at) => (
            <label class="chip" key={kind}><input type="checkbox" id={at === 0 ? 'plans-kinds' : `plans-kinds-${kind}`} checked={kinds.includes(kind)} onChange={() => flip(kind)} /><span>{word('activity_kind', kind)}</span></label>
          ))}
        </div>
      </Choices>
      <Choices id="plans-as" label={t('planning.shown_as')}>
        <div class="chips">{(['list', 'month'] as const).map((one, at) => (
          <label class="chip" key={one}><input type="radio" name="plans-as" id={at === 0 ? 'plans-as' : `plans-as-${one}`} checked={as === one} onChange={() => setAs(one)} /><span>{t(`planning.as_${one}`)}</span></label>
        ))}</div>
      </Choices>
      {as === 'month' ? <MonthView kinds={kinds} month={shownMonth.value} setMonth={(month) => { shownMonth.value = month; }} entries={(all) => all.map((activity) => <Entry key={activity.id} activity={activity} />)} />
        : <List kinds={kinds} from={from} to={to} setFrom={setFrom} setTo={setTo} />}
    </>
  );
}

interface ListProps { kinds: string[]; from: string; to: string; setFrom: (day: string) => void; setTo: (day: string) => void }

function List({ kinds, from, to, setFrom, setTo }: ListProps) {
  const { now, again } = useLoaded<ActivityView[]>('/planning/activities', { from, to });
  return (
    <>
      <div class="filters">
        <Line id="plans-from" label={t('house.from')} type="date" width="medium" value={from} faults={[]} change={setFrom} />
        <Line id="plans-to" label={t('house.to')} type="date" width="medium" value={to} faults={[]} change={setTo} />
      </div>
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(all) => {
        const shown = all.filter(({ plan }) => kinds.length === 0 || kinds.includes(plan.kind));
        const days = [...new Set(shown.map(({ plan }) => dayOf(plan.startsAt)))];
        return shown.length === 0 ? <Empty title={t('planning.plans_none')}><p>{t('planning.plans_none_means')}</p></Empty> : (
          <div class="day-list">{days.map((one) => (
            <section key={one} aria-labelledby={`day-${one}`}>
              <h3 id={`day-${one}`}>{day(one)}</h3>
              <ul class="entries">{shown.filter(({ plan }) => dayOf(plan.startsAt) === one).map((activity) => <Entry key={activity.id} activity={activity} />)}</ul>
            </section>
          ))}</div>
        );
      }}</Loaded>
    </>
  );
}

function Entry({ activity: { id, plan, status, clashes } }: { activity: ActivityView }) {
  const ends = dayOf(plan.endsAt);
  return (
    <li>
      <div class="entry-head">
        <h4><button type="button" class="link" lang={nameLanguage(plan.titleEn, plan.titleCy)} onClick={() => { opened.value = { id, part: 'facts' }; }}>{titleOf(plan)}</button></h4>
        <span class="state on">{word('activity_kind', plan.kind)}</span>
        {status === 'planned' ? null : <span class="state over">{word('activity_status', status)}</span>}
      </div>
      <p>{timesOf(plan)}{ends === dayOf(plan.startsAt) ? '' : ` (${day(ends)})`}. {lineOf(plan)}</p>
      <Clashes clashes={clashes} />
    </li>
  );
}
