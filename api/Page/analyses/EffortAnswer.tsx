import type { EffortArea, EffortAreasResult } from '../http/contracts';
import { number, t } from '../language/language';
import { boundsOf, type Area } from '../map/geometry';
import { chosenPart } from './analyses';
import { CopyTable } from './CopyTable';
import { effortRows } from './effort';
import { count, figure, interval } from './figures';
import { lookAt } from './lookAt';

/** Counts beside the hours in which somebody looked, cell by cell. */
export function EffortAnswer({ result }: { result: EffortAreasResult }) {
  const head = ['cell', 'count', 'children', 'sessions', 'hours', 'per_hour', 'interval', 'verdict'].map((name) => t(`analyses.col_${name}`));
  return (
    <section class="part-of-answer">
      <p>{result.all ? t('analyses.effort_all', { rate: figure(result.all.estimate), interval: interval(result.all) }) : t('analyses.effort_all_hidden')}</p>
      {result.eventsWithoutEffort ? <p class="note-box">{t('analyses.effort_without', { n: result.eventsWithoutEffort })}</p> : null}
      <ol class="rows">
        {effortRows(result.areas).map(({ area, at }) => <Cell key={at} area={area} at={at} />)}
      </ol>
      <p class="hint">{t('analyses.effort_note')}</p>
      <CopyTable rows={() => [head, ...result.areas.map((area, at) => [
        number(at + 1), number(area.events), number(area.children), number(area.sessions), figure(area.hours),
        area.perHour ? figure(area.perHour.estimate) : '–', area.perHour ? interval(area.perHour) : '–', t(`analyses.verdict_${area.verdict}`),
      ])]} />
    </section>
  );
}

function Cell({ area, at }: { area: EffortArea; at: number }) {
  const choose = (): void => {
    chosenPart.value = String(at);
    lookAt(boundsOf(area.shape as Area), 14);
  };
  return (
    <li>
      <button type="button" class="row-button" aria-current={chosenPart.value === String(at) ? 'true' : undefined} onClick={choose}>
        <span class={`circle-sign${area.verdict === 'rate' ? '' : ' unsure'}`} aria-hidden="true">{number(at + 1)}</span>
        <span class="row-text">
          <strong>{t('hotspots.events', { n: area.events })} · {t('hotspots.children', { n: area.children })}</strong>
          <span>{area.perHour
            ? t('analyses.effort_is', { hours: figure(area.hours), sessions: count(area.sessions), rate: figure(area.perHour.estimate), interval: interval(area.perHour) })
            : t('analyses.effort_none')}</span>
          {area.verdict === 'too_few_to_tell' ? <span class="row-facts">{t('analyses.verdict_too_few_to_tell')}</span> : null}
        </span>
      </button>
    </li>
  );
}
