import { moment, t } from '../language/language';
import { Choices, describedBy, faultAt, Field, type Fault } from '../shell/Field';
import './places.css';
import { faultInWhen, quickTimes, quickWhen, timesOfWhen, type WhenDraft } from './when';

interface WhenProps {
  /** Set before every field's id, so that two such questions can be on one page. */
  prefix?: string;
  when: WhenDraft;
  faults: Fault[];
  set: (part: Partial<WhenDraft>) => void;
  /** Told when one press answers the question, with how sure such an answer is. */
  quick?: (confidence: 'exact' | 'approximate') => void;
}

/** The question "When?": one press for the usual answers, or a day with one time, two times between which it was, or none. */
export function When({ prefix = '', when, faults, set, quick }: WhenProps) {
  const id = (name: string): string => `${prefix}${name}`;
  const now = new Date();
  const press = (which: (typeof quickTimes)[number]): void => {
    const answer = quickWhen(which, new Date());
    if (!answer) return;
    set(answer.when);
    quick?.(answer.confidence);
  };
  return (
    <>
      <div class="chips" role="group" aria-label={t('when.quick')}>
        {quickTimes.filter((which) => quickWhen(which, now)).map((which) => (
          <button type="button" class="chip" key={which} id={id(`when-${which}`)} onClick={() => press(which)}>{t(`when.${which}`)}</button>
        ))}
      </div>
      <Day id={id('date')} label={t('when.date')} hint={t('when.date_hint')} faults={faults} day={when.day} month={when.month} year={when.year}
        change={(day, month, year) => set({ day, month, year })} />
      <div class="two">
        <Time id={id('time-from')} label={t('when.from')} value={when.from} faults={faults} change={(from) => set({ from })} />
        <Time id={id('time-to')} label={t('when.to')} value={when.to} faults={faults} change={(to) => set({ to })} />
      </div>
      <p class="hint">{t('when.time_hint')}</p>
      <label class="choice">
        <input type="checkbox" id={id('other-day')} checked={when.otherDay} onChange={() => set({ otherDay: !when.otherDay })} />
        <span>{t('when.other_day')}</span>
      </label>
      {when.otherDay ? (
        <Day id={id('to-date')} label={t('when.to_date')} faults={faults} day={when.toDay} month={when.toMonth} year={when.toYear}
          change={(toDay, toMonth, toYear) => set({ toDay, toMonth, toYear })} />
      ) : null}
      <p role="status" class="said">{saidOf(when, now)}</p>
    </>
  );
}

/** The answer as it is understood, or why it is impossible; nothing while it is not written yet. */
function saidOf(when: WhenDraft, now: Date): string {
  const fault = faultInWhen(when, now);
  if (fault) return ['when.date_missing', 'when.date_not_whole'].includes(fault.key) || when.year.trim().length === 3 ? '' : t(fault.key, fault.values);
  const times = timesOfWhen(when, now);
  if (!times) return '';
  return times.from.getTime() === times.to.getTime()
    ? moment(times.from.toISOString())
    : t('when.said_between', { from: moment(times.from.toISOString()), to: moment(times.to.toISOString()) });
}

interface DayProps { id: string; label: string; hint?: string; faults: Fault[]; day: string; month: string; year: string; change: (day: string, month: string, year: string) => void }

/** A day in three fields, so that a day that does not exist can be typed and is refused with the reason. */
function Day({ id, label, hint, faults, day, month, year, change }: DayProps) {
  const wrong = faultAt(faults, id) ? true : undefined;
  const part = (name: string, key: string, value: string, size: number, next: (typed: string) => void) => (
    <label class="date-part">
      <span>{t(`when.${key}`)}</span>
      <input id={name} inputmode="numeric" autocomplete="off" maxLength={size} size={size} value={value} aria-invalid={wrong}
        onInput={(event) => next(event.currentTarget.value)} />
    </label>
  );
  return (
    <Choices id={id} label={label} hint={hint ?? ''} faults={faults}>
      <div class="date-parts">
        {part(id, 'day', day, 2, (typed) => change(typed, month, year))}
        {part(`${id}-month`, 'month', month, 2, (typed) => change(day, typed, year))}
        {part(`${id}-year`, 'year', year, 4, (typed) => change(day, month, typed))}
      </div>
    </Choices>
  );
}

function Time({ id, label, value, faults, change }: { id: string; label: string; value: string; faults: Fault[]; change: (time: string) => void }) {
  return (
    <Field id={id} label={label} faults={faults}>
      <input id={id} type="time" value={value} onInput={(event) => change(event.currentTarget.value)} aria-describedby={describedBy(id, undefined, faults)} />
    </Field>
  );
}
