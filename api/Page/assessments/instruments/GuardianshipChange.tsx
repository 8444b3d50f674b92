import type { GuardianshipFile } from '../../http/contracts';
import { useLoaded } from '../../http/useLoaded';
import { t, word } from '../../language/language';
import { Loaded } from '../../shell/Loaded';
import { pairsOf } from './guardianship';
import { roundName } from './rounds';

type Round = GuardianshipFile['rounds'][number];

/** The map before the plan and the one of each review side by side, prompt by prompt with n; nothing is said to have risen or fallen. */
export function GuardianshipChange({ rounds, level: Level = 'h4' }: { rounds: Round[]; level?: 'h4' | 'h5' }) {
  const pairs = pairsOf(rounds);
  if (pairs.length === 0) return <p class="hint">{t('guardianship.no_change_yet')}</p>;
  return (
    <>
      <p class="note-box">{t('guardianship.caveat')}</p>
      <p class="hint">{t('guardianship.change_means')}</p>
      {pairs.map(({ before, after }) => {
        const id = `guarded-${after.round}`;
        return (
          <div key={after.round} class="observed">
            <Level id={id}>{t('guardianship.change')}: {roundName(after.round)}</Level>
            <div class="table-scroll words" tabIndex={0} role="region" aria-labelledby={id}>
              <table>
                <thead><tr><th scope="col">{t('guardianship.prompt')}</th><th scope="col">{t('observation.before')}</th><th scope="col">{t('observation.after')}</th></tr></thead>
                <tbody>
                  {after.prompts.map((prompt, at) => (
                    <tr key={prompt.prompt}><th scope="row">{word('guardian_prompt', prompt.prompt)}</th><Spread round={before} at={at} /><Spread round={after} at={at} /></tr>
                  ))}
                  {after.times.map(({ time }, at) => (
                    <tr key={time}><th scope="row">{word('week_time', time)}</th><Presence round={before} at={at} /><Presence round={after} at={at} /></tr>
                  ))}
                  <tr><th scope="row">{t('guardianship.training')}</th>{[before, after].map(({ trained, guardians }, at) => <td key={at}>{t('guardianship.of', { known: trained, all: guardians })}</td>)}</tr>
                </tbody>
              </table>
            </div>
          </div>
        );
      })}
    </>
  );
}

function Spread({ round, at }: { round: Round; at: number }) {
  const { strength, mixed, concern, known } = round.prompts[at]!;
  return <td>{t('guardianship.spread', { strength, mixed, concern })}<small>{t('guardianship.spread_of', { known, all: round.guardians })}</small></td>;
}

function Presence({ round, at }: { round: Round; at: number }) {
  const { reading, there } = round.times[at]!;
  return <td>{word('presence_reading', reading)}{there > 0 ? <small>{t('guardianship.there', { n: there })}</small> : null}</td>;
}

/** What the guardianship map says of whether the plan helped; it stands above every count. */
export function GuardianshipOutcome({ assessment }: { assessment: string }) {
  const { now, again } = useLoaded<GuardianshipFile>(`/assessments/${assessment}/guardianship`);
  return (
    <>
      <h4>{t('guardianship.title')}</h4>
      <Loaded now={now} again={again} rows={1}>{({ rounds }) => <GuardianshipChange rounds={rounds} level="h5" />}</Loaded>
    </>
  );
}
