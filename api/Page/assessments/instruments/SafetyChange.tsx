import type { SafetyMapFile } from '../../http/contracts';
import { useLoaded } from '../../http/useLoaded';
import { day, t, word } from '../../language/language';
import { Loaded } from '../../shell/Loaded';

type Changes = SafetyMapFile['changes'];

/** What changed from before the plan to each review, square by square, where both have enough voices. */
export function SafetyChange({ changes, level: Level = 'h4' }: { changes: Changes; level?: 'h4' | 'h5' }) {
  if (changes.length === 0) return <p class="hint">{t('safety_map.no_change_yet')}</p>;
  return (
    <>
      <p class="hint">{t('safety_map.change_means')}</p>
      {changes.filter(({ cells, time }) => cells.length > 0 || time === 'day').map(({ round, time, cells }) => (
        <div key={`${round} ${time}`} class="observed">
          <Level>{t('assessments.round', { number: round })}, {word('observation_time', time)}</Level>
          {cells.length === 0 ? <p>{t('safety_map.change_none')}</p> : (
            <ul class="plain-list">
              {(['safer', 'less_safe', 'could_be_chance'] as const).map((change) => {
                const those = cells.filter((cell) => cell.change === change).map(({ cell }) => cell);
                return those.length > 0 ? <li key={change}>{word('safety_change', change)}: {those.join(', ')}</li> : null;
              })}
            </ul>
          )}
        </div>
      ))}
    </>
  );
}

/** The same for the outcome of a plan, above every count, with how many maps each round had. */
export function SafetyOutcome({ assessment }: { assessment: string }) {
  const { now, again } = useLoaded<SafetyMapFile>(`/assessments/${assessment}/safety-maps`);
  return (
    <>
      <h4>{t('safety_map.change')}</h4>
      <Loaded now={now} again={again} rows={1}>{({ changes, maps }) => (
        <>
          <SafetyChange changes={changes} level="h5" />
          {changes.length > 0 ? (
            <p class="hint">{maps.filter((map) => typeof map.maps === 'number').map((map) => `${map.round === 0 ? t('observation.before') : t('assessments.round', { number: map.round })}, ${word('observation_time', map.time)}: ${
              t('safety_map.maps', { n: map.maps ?? 0, day: day(map.closedOn) })}`).join('. ')}</p>
          ) : null}
        </>
      )}</Loaded>
    </>
  );
}
