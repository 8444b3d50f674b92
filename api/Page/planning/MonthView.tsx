import { useState } from 'preact/hooks';
import type { ActivityView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { clock, day, monthText, number, t, word } from '../language/language';
import { nameLanguage } from '../spaces/spaces';
import { inDays } from '../spaces/circle';
import { Loaded } from '../shell/Loaded';
import { monthPlus, onDay, weeksOf } from './month';
import { opened } from './opened';
import { dayOf, titleOf } from './plans';

interface MonthProps { kinds: string[]; month: string; setMonth: (month: string) => void; entries: (all: ActivityView[]) => preact.ComponentChildren }

/** What is planned in a month, as a table of days; on a phone a day says how many, and what they are stands below. */
export function MonthView({ kinds, month, setMonth, entries }: MonthProps) {
  const weeks = weeksOf(month);
  const { now, again } = useLoaded<ActivityView[]>('/planning/activities', { from: `${month}-01`, to: weeks.flat().filter(Boolean).at(-1)! });
  const [chosen, setChosen] = useState<string | null>(null);
  const turn = (months: number): void => { setMonth(monthPlus(month, months)); setChosen(null); };
  const today = inDays(0);
  return (
    <>
      <div class="row month-turn">
        <button type="button" class="quiet" id="month-before" onClick={() => turn(-1)}>{t('planning.month_before')}</button>
        <h2 id="month-name" aria-live="polite">{monthText(month)}</h2>
        <button type="button" class="quiet" id="month-after" onClick={() => turn(1)}>{t('planning.month_after')}</button>
      </div>
      <Loaded now={now} again={again}>{(all) => {
        const shown = all.filter(({ plan }) => kinds.length === 0 || kinds.includes(plan.kind));
        return (
          <>
            <table class="month" aria-labelledby="month-name">
              <thead><tr>{[1, 2, 3, 4, 5, 6, 7].map((of) => <th scope="col" key={of}><abbr title={t(`analyses.day_${of}`)}>{t(`analyses.day_short_${of}`)}</abbr></th>)}</tr></thead>
              <tbody>{weeks.map((week, at) => (
                <tr key={at}>{week.map((date, of) => <Day key={of} date={date} plans={date ? onDay(shown, date) : []} today={date === today} chosen={date !== null && date === chosen} choose={() => setChosen(date)} />)}</tr>
              ))}</tbody>
            </table>
            {chosen ? (
              <section aria-labelledby="month-day">
                <h3 id="month-day" tabIndex={-1}>{day(chosen)}</h3>
                <ul class="entries">{entries(onDay(shown, chosen))}</ul>
              </section>
            ) : shown.length === 0 ? <p role="status">{t('planning.month_none')}</p> : null}
          </>
        );
      }}</Loaded>
    </>
  );
}

interface DayProps { date: string | null; plans: ActivityView[]; today: boolean; chosen: boolean; choose: () => void }

function Day({ date, plans, today, chosen, choose }: DayProps) {
  if (!date) return <td class="other" />;
  const [shownPlans, more] = [plans.slice(0, 3), plans.length - 3];
  return (
    <td class={[today ? 'today' : '', chosen ? 'chosen' : ''].filter(Boolean).join(' ')}>
      {plans.length === 0 ? <span class="month-number">{Number(date.slice(8))}{today ? <span class="visually-hidden"> ({t('planning.today')})</span> : null}</span> : (
        <button type="button" class="link month-number" id={`month-${date}`} aria-pressed={chosen} aria-label={t('planning.month_day', { day: day(date), d: number(plans.length) })}
          onClick={() => { choose(); window.requestAnimationFrame(() => document.getElementById('month-day')?.focus()); }}>{Number(date.slice(8))}</button>
      )}
      {plans.length > 0 ? <span class="month-count" aria-hidden="true">{plans.length}</span> : null}
      <ul class="month-plans">
        {shownPlans.map(({ id, plan, status }) => (
          <li key={id} class={status === 'planned' ? '' : 'past'}>
            <button type="button" class="link" lang={nameLanguage(plan.titleEn, plan.titleCy)} onClick={() => { opened.value = { id, part: 'facts' }; }}>{dayOf(plan.startsAt) === date ? `${clock(plan.startsAt)} ` : ''}{titleOf(plan)}</button>
            <small>{status === 'planned' ? word('activity_kind', plan.kind) : `${word('activity_kind', plan.kind)}, ${word('activity_status', status).toLocaleLowerCase()}`}</small>
          </li>
        ))}
      </ul>
      {more > 0 ? <small class="month-more">{t('planning.month_more', { d: number(more) })}</small> : null}
    </td>
  );
}
