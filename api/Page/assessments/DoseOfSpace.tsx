import { may } from '../access/session';
import type { SpaceDose } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, number, t } from '../language/language';
import { Fact } from '../shell/Fact';
import { Loaded } from '../shell/Loaded';

/** What was done in the space, beside the figures of whether it helped: without it no figure can be read. */
export function DoseOfSpace({ space }: { space: string }) {
  return may('see_spaces') && may('see_plans') ? <Dose space={space} /> : null;
}

function Dose({ space }: { space: string }) {
  const { now, again } = useLoaded<SpaceDose>(`/planning/doses/${space}`);
  return (
    <div class="dose" id="dose">
      <h4>{t('planning.dose')}</h4>
      <Loaded now={now} again={again} rows={1}>{(dose) => (dose.activities === 0 ? <p>{t('planning.dose_none')}</p> : (
        <dl class="facts-list">
          <Fact term={t('planning.dose_done')}>{number(dose.activities)}{dose.first && dose.last ? `, ${t('house.period', { from: day(dose.first), to: day(dose.last) })}` : ''}</Fact>
          <Fact term={t('planning.visits')}>{t('planning.visits_for', { visits: number(dose.visits), time: t('planning.minutes', { d: dose.visitMinutes }) })}</Fact>
          <Fact term={t('planning.staff_time')}>{t('planning.minutes', { d: dose.staffMinutes })}</Fact>
        </dl>
      ))}</Loaded>
    </div>
  );
}
