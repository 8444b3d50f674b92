import type { PatrolPlanView } from '../http/contracts';
import { clock, distance, number, t, word } from '../language/language';
import { cornerOf, lonLatOf, reference, type Spot } from './ground';
import { fromGrid } from '../places/nationalGrid';
import { PlanMap } from './PlanMap';
import { drawingOf } from './planDrawing';

interface ArrangedProps { view: PatrolPlanView; base: Spot | null; replaces: boolean; take: () => void }

/** Visits as they were arranged: each team's way on the map and its visits with times, and each visit that nobody can make with its reason. */
export function Arranged({ view: { teams, leftOut, byStreets, baseFarFromStreets }, base, replaces, take }: ArrangedProps) {
  const before = teams.map((_, at) => teams.slice(0, at).reduce((sum, { shift }) => sum + (shift.visits?.length ?? 0), 0));
  return (
    <div class="stack">
      <h4 id="arranged" tabIndex={-1}>{t('planning.arranged')}</h4>
      <p role="status">{t(byStreets ? 'planning.by_streets' : baseFarFromStreets ? 'planning.base_far' : 'planning.no_streets')}</p>
      {leftOut.length > 0 ? (
        <div class="note-box">
          <p>{t('planning.left_out')}</p>
          <ul class="plain-list">{leftOut.map(({ name, needed, reason }, at) => <li key={at}><strong>{name}</strong>{needed ? ` (${t('planning.visit_needed').toLocaleLowerCase()})` : ''}: {word('visit_reason', reason)}.</li>)}</ul>
        </div>
      ) : teams.length > 0 ? <p>{t('planning.all_made')}</p> : null}
      {teams.length > 0 ? (
        <PlanMap key={JSON.stringify(teams.map(({ shift }) => shift.way?.length))} label={t('planning.arranged_map')} drawing={drawingOf({
          middle: null, base: base && fromGrid(...base.corner), way: [], ways: teams.map(({ shift }) => (shift.way ?? []).map(lonLatOf)), posts: [], hazards: [],
          visits: teams.flatMap(({ shift }) => shift.visits ?? []).map(({ point, name }) => ({ at: lonLatOf(point), name })),
        })} />
      ) : null}
      {teams.map(({ shift, walkingMetres, walkingMinutes, backAt }, at) => (
        <section key={at} aria-labelledby={`arranged-${at + 1}`}>
          <h5 id={`arranged-${at + 1}`}>{t('planning.team_number', { n: number(at + 1) })}</h5>
          <p>{t('planning.team_line', { distance: distance(walkingMetres), minutes: number(walkingMinutes), time: clock(backAt) })}</p>
          <ol class="plain-numbers" start={before[at]! + 1}>{(shift.visits ?? []).map((visit, of) => <li key={of}>{t('planning.visit_line', { time: clock(visit.startsAt), name: visit.name, reference: reference(cornerOf(visit.point)), minutes: visit.minutes })}</li>)}</ol>
        </section>
      ))}
      {teams.length > 0 ? (
        <>
          {replaces ? <p class="hint">{t('planning.arranged_replaces')}</p> : null}
          <button type="button" class="main start" id="arranged-take" onClick={take}>{t('planning.arranged_take')}</button>
        </>
      ) : null}
    </div>
  );
}
