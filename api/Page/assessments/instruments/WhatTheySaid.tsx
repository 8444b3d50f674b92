import { interval, percent } from '../../analyses/figures';
import type { SurveyItemRound, SurveyItemView, SurveyResult, SurveyResults } from '../../http/contracts';
import { valueOf } from '../../http/loadable';
import { useLoaded } from '../../http/useLoaded';
import { challenged, loadFairRules } from '../../language/fairRules';
import { day, named, number, t, word } from '../../language/language';
import { Refused, Skeleton } from '../../shell/States';
import { said } from '../presenting';
import { roundName } from './rounds';

/** What people answered without a name, group by group: how many, what changed since the baseline, and their own words. */
export function WhatTheySaid({ assessment }: { assessment: string }) {
  const { now, again } = useLoaded<SurveyResults>(`/assessments/${assessment}/surveys`);
  const results = valueOf(now);
  if (!results) return now.state === 'failed' ? <Refused problem={now.problem} again={again} /> : <Skeleton rows={3} />;
  return (
    <section class="what-they-said" aria-labelledby="said-title">
      <h4 id="said-title">{t('instruments.said')}</h4>
      <p class="form-label">{named(results.labelEn, results.labelCy)}</p>
      {results.surveys.length === 0 ? <p>{t('instruments.said_none')}</p> : null}
      {results.surveys.length > 0 && !results.figuresShown ? <p class="note-box">{t('instruments.no_figures')}</p> : null}
      {results.surveys.map((survey) => <Survey key={survey.instrument} survey={survey} least={results.least} figures={results.figuresShown} />)}
    </section>
  );
}

function Survey({ survey, least, figures }: { survey: SurveyResult; least: number; figures: boolean }) {
  const group = survey.instrument.replace('survey_', '').replace('young_people', 'young');
  return (
    <article class="entry">
      <h5>{word('instrument', survey.instrument)}</h5>
      <ul class="plain-list">
        {survey.rounds.map(({ round, opensOn, closedOn, answers, keyed }) => (
          <li key={round}>{roundName(round)}: {answers === null ? t('instruments.fewer', { n: number(least) })
            : t('instruments.who', { n: number(answers), period: t('house.period', { from: day(opensOn), to: day(closedOn) }) })}{keyed === null ? '' : `, ${t('instruments.on_paper', { n: number(keyed) })}`}</li>
        ))}
      </ul>
      {survey.items.map((item) => {
        const rounds = survey.answers.filter((one) => one.item === item.key);
        return item.kind === 'choice' ? <Shares key={item.key} item={item} rounds={rounds} figures={figures} />
          : <Words key={item.key} item={item} rounds={rounds} group={group} />;
      })}
    </article>
  );
}

function Shares({ item, rounds, figures }: { item: SurveyItemView; rounds: SurveyItemRound[]; figures: boolean }) {
  const label = named(item.textEn, item.textCy);
  // What was withheld everywhere is one line, not a table of it.
  if (rounds.every(({ most, shares }) => !most && shares.every(({ share, reading }) => !share && (!reading || reading === 'too_few_to_tell'))))
    return <section><h6>{label}</h6><p>{t('instruments.withheld')}</p></section>;
  const compared = rounds.filter(({ shares }) => shares.some(({ reading }) => reading));
  return (
    <section>
      <h6>{label}</h6>
      {rounds.map(({ round, most }) => {
        const chosen = item.choices.find(({ key }) => key === most);
        return chosen ? <p key={round}>{roundName(round)}: {t('instruments.most', { answer: named(chosen.textEn, chosen.textCy) })}</p> : null;
      })}
      {!figures && compared.length === 0 ? null : (
        <div class="table-scroll words" tabIndex={0} role="region" aria-label={label}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('instruments.answer')}</th>
                {figures ? rounds.map(({ round }) => <th scope="col" key={round}>{roundName(round)}</th>) : null}
                {compared.map(({ round }) => <th scope="col" key={`change-${round}`}>{t('instruments.change')}{compared.length > 1 ? `: ${roundName(round)}` : ''}</th>)}
              </tr>
            </thead>
            <tbody>
              {item.choices.map((choice) => (
                <tr key={choice.key}>
                  <th scope="row">{named(choice.textEn, choice.textCy)}</th>
                  {figures ? rounds.map((round) => <Share key={round.round} round={round} choice={choice.key} />) : null}
                  {compared.map((round) => <Change key={`change-${round.round}`} round={round} choice={choice.key} />)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const shareOf = (round: SurveyItemRound, choice: string) => round.shares.find((one) => one.choice === choice);

function Share({ round, choice }: { round: SurveyItemRound; choice: string }) {
  const share = shareOf(round, choice)?.share;
  return <td>{share ? <>{t('instruments.of', { share: percent(share.estimate), n: number(round.answered ?? 0) })}<small>{interval(share, percent)}</small></> : t('instruments.withheld')}</td>;
}

function Change({ round, choice }: { round: SurveyItemRound; choice: string }) {
  const one = shareOf(round, choice);
  const change = one?.change;
  return (
    <td>{word('change_reading', one?.reading ?? 'too_few_to_tell')}
      {change ? <small>{t('instruments.points', { change: points(change.estimate), low: points(change.low), high: points(change.high ?? 1) })}</small> : null}</td>
  );
}

const points = (share: number): string => { const whole = Math.round(share * 100); return whole > 0 ? `+${number(whole)}` : number(whole).replace('-', '−'); };

function Words({ item, rounds, group }: { item: SurveyItemView; rounds: SurveyItemRound[]; group: string }) {
  const told = rounds.filter(({ words }) => words.length > 0);
  const label = named(item.textEn, item.textCy);
  if (told.length === 0) return <section><h6>{label}</h6><p>{t('instruments.withheld')}</p></section>;
  return (
    <section>
      <h6>{label}</h6>
      <p class="hint">{t(`instruments.words_${group}`)}. {t('instruments.words_as_written')}</p>
      {told.map(({ round, words }) => (
        <details key={round} class="own-words" onToggle={() => void loadFairRules()}>
          <summary>{roundName(round)}: {number(words.length)}</summary>
          <ul>{words.map((text, at) => <li key={at}><q>{said(text)}</q>{group === 'young' ? null : <Challenged text={text} />}</li>)}</ul>
        </details>
      ))}
    </section>
  );
}

/** What adults wrote stays as they wrote it; where it blames young people, whoever reads it is told, so that it goes no further. Young people's own words are theirs. */
function Challenged({ text }: { text: string }) {
  return challenged(text) ? <p class="hint">{t('instruments.words_challenged')}</p> : null;
}
