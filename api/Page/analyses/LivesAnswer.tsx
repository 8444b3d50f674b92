import type { LifeStage, LifeView, LivesResult } from '../http/contracts';
import { has, number, t, word } from '../language/language';
import { boundsOf, type Area } from '../map/geometry';
import { Empty } from '../shell/States';
import { chosenPart } from './analyses';
import { CopyTable } from './CopyTable';
import { count, days } from './figures';
import { happenings, stageKey, stagesByWindow } from './lives';
import { lookAt } from './lookAt';

/** Spaces as rows, windows as columns: what happened to each space, and its outline on the map when a stage is chosen. */
export function LivesAnswer({ result }: { result: LivesResult }) {
  const { windows, lives } = result;
  if (lives.length === 0) return <Empty title={t('analyses.lives_none')}><p>{t('analyses.lives_none_means')}</p></Empty>;
  const present = new Set(lives.flatMap(({ stages }) => stages.map(({ happened }) => happened)));
  const rows = (): string[][] => [
    [t('analyses.col_life'), t('analyses.col_window'), t('analyses.col_happened'), t('hotspots.fact_events'), t('hotspots.fact_children')],
    ...lives.flatMap((life) => life.stages.map((stage) => [
      number(life.number), windows[stage.window] ? days(windows[stage.window]!) : '', happenedText(stage), count(stage.events), count(stage.distinctChildren),
    ])),
  ];
  return (
    <section class="part-of-answer">
      <p>{t('analyses.lives_say', { lives: lives.length, windows: windows.length })}</p>
      <div aria-live="polite"><Chosen result={result} /></div>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t('analyses.lives_table')}>
        <table class="lives">
          <caption class="visually-hidden">{t('analyses.lives_table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('analyses.col_life')}</th>
              {windows.map((window, at) => (
                <th scope="col" key={window.from} class={window.missing ? 'gap' : ''}>
                  <abbr title={days(window)}>{number(at + 1)}</abbr>
                  <span class="visually-hidden"> {days(window)}{window.missing ? `, ${t('analyses.gap')}` : ''}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lives.map((life) => (
              <tr key={life.number}>
                <th scope="row">{t('analyses.life', { n: life.number })}</th>
                {stagesByWindow(life, windows.length).map((stage, at) => <Stage key={at} life={life} stage={stage} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="hint">{t('analyses.lives_windows', { first: windows[0] ? days(windows[0]) : '', last: windows.length ? days(windows[windows.length - 1]!) : '' })}</p>
      <ul class="life-legend">
        {happenings.filter((one) => present.has(one)).map((one) => <li key={one}><LifeMark happened={one} />{t(`analyses.life_${one}`)}</li>)}
      </ul>
      <h4>{t('analyses.lives_text')}</h4>
      <ol class="plain-list">{lives.map((life) => <li key={life.number}><strong>{t('analyses.life', { n: life.number })}</strong>: {lifeText(life, result)}</li>)}</ol>
      {lives.some(({ stages }) => stages.some(({ mayBeChance }) => mayBeChance)) ? <p class="hint">{t('analyses.life_chance_note')}</p> : null}
      <CopyTable rows={rows} />
    </section>
  );
}

function Stage({ life, stage }: { life: LifeView; stage: LifeStage | null }) {
  if (!stage) return <td aria-label={t('analyses.life_not_there')} />;
  const key = stageKey(life.number, stage.window);
  const choose = (): void => {
    chosenPart.value = key;
    if (stage.shape) lookAt(boundsOf(stage.shape as Area), 16.5);
  };
  const said = `${happenedText(stage)}${stage.events === null ? '' : `, ${t('hotspots.events', { n: stage.events })}`}`;
  return (
    <td class={stage.happened === 'not_known' ? 'not-known' : ''}>
      {stage.shape ? (
        <button type="button" class="stage" aria-pressed={chosenPart.value === key} aria-label={said} title={said} onClick={choose}>
          <LifeMark happened={stage.happened} /><span aria-hidden="true">{count(stage.events)}</span>
        </button>
      ) : <span class="stage" title={said}><LifeMark happened={stage.happened} /><span class="visually-hidden">{said}</span></span>}
    </td>
  );
}

/** The chosen stage in words. */
function Chosen({ result }: { result: LivesResult }) {
  const found = result.lives.flatMap((life) => life.stages.map((stage) => ({ life, stage })))
    .find(({ life, stage }) => stageKey(life.number, stage.window) === chosenPart.value);
  if (!found) return <p class="hint">{t('analyses.lives_choose')}</p>;
  const { life, stage } = found;
  const window = result.windows[stage.window];
  return (
    <section class="chosen-cell">
      <h4><LifeMark happened={stage.happened} />{t('analyses.life', { n: life.number })}: {happenedText(stage)}</h4>
      <p>{window ? days(window) : ''}</p>
      {stage.events === null ? null : (
        <p>{t('hotspots.events', { n: stage.events })}{stage.distinctChildren === null ? '' : ` · ${t('hotspots.children', { n: stage.distinctChildren })}`}
          {stage.class ? ` · ${word('cluster_class', stage.class)}` : ''}</p>
      )}
      {stage.mayBeChance ? <p class="hint">{t('analyses.life_chance')}</p> : null}
    </section>
  );
}

/** What happened, and with which other lives. */
function happenedText({ happened, with: others }: LifeStage): string {
  const said = has(`analyses.life_${happened}`) ? t(`analyses.life_${happened}`) : happened;
  return others.length > 0 ? t('analyses.life_with', { happened: said, others: others.map((one) => number(one)).join(', ') }) : said;
}

/** One life as a sentence: only the windows in which something changed. */
function lifeText(life: LifeView, { windows }: LivesResult): string {
  return life.stages.filter(({ happened }, at) => at === 0 || !['continued', 'quiet'].includes(happened) || life.stages[at - 1]?.happened === 'not_known')
    .map((stage) => t('analyses.life_stage', { happened: happenedText(stage).toLowerCase(), days: windows[stage.window] ? days(windows[stage.window]!) : '' }))
    .join('; ');
}

/** The mark of what happened: a shape of its own for each. */
function LifeMark({ happened }: { happened: string }) {
  return <svg class={`life-mark mark-${happened}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shape(happened)}</svg>;
}

function shape(happened: string) {
  switch (happened) {
    case 'born': return <><circle cx="12" cy="12" r="8" /><path d="M12 8v8M8 12h8" /></>;
    case 'grown': return <path class="solid" d="M12 4 21 20H3Z" />;
    case 'shrunk': return <path class="solid" d="M12 20 3 4h18Z" />;
    case 'split': return <path d="M12 21V12L4 4M12 12 20 4" />;
    case 'merged': return <path d="M12 3v9L4 20M12 12l8 8" />;
    case 'returned': return <><circle cx="12" cy="12" r="8" /><path d="M12 8v5l3 2" /></>;
    case 'ended': return <path d="M5 5 19 19M19 5 5 19" />;
    case 'quiet': return <path d="M6 12h12" />;
    case 'part_of_another': return <path d="M4 12h10M10 7l5 5-5 5M19 5v14" />;
    case 'not_known': return <path d="M3 14 14 3M6 20 20 6M12 22 22 12" />;
    default: return <circle class="solid" cx="12" cy="12" r="6" />;
  }
}
