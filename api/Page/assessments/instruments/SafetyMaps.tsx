import type { AssessmentView, MergedSafetyMap, SafetyMapFile, SafetyMapGrid } from '../../http/contracts';
import { useLoaded } from '../../http/useLoaded';
import { day, number, t, word } from '../../language/language';
import { Loaded } from '../../shell/Loaded';
import { safetyColours, type SafetyColour } from '../../takepart/squares';
import { Squares } from '../../takepart/Squares';
import { nameOf } from '../../spaces/spaces';
import { presenting } from '../presenting';
import { SafetyChange } from './SafetyChange';
import '../../takepart/squares.css';

/** More squares than these fold away in words: the picture comes first. */
const fewSquares = 20;

/** Young people's safety maps as one, round by round, by day and after dark, with a list that says the same. */
export function SafetyMaps({ one }: { one: AssessmentView }) {
  const { now, again } = useLoaded<SafetyMapFile>(`/assessments/${one.id}/safety-maps`);
  return (
    <section class="part" aria-labelledby="safety-map-title">
      <h3 id="safety-map-title">{t('safety_map.title')}</h3>
      <Loaded now={now} again={again} rows={2}>{({ grid, least, maps, changes }) => (
        <>
          <p class="hint">{t('safety_map.means', { n: least })}</p>
          {!grid || maps.length === 0 ? <p>{t('safety_map.none')}</p> : (
            <>
              <SafetyChange changes={changes} />
              <Legend />
              {maps.filter((map) => map.maps !== null || map.time === 'day').map((map) => <Merged key={`${map.round} ${map.time}`} grid={grid} map={map} />)}
            </>
          )}
        </>
      )}</Loaded>
    </section>
  );
}

function Merged({ grid, map: { round, time, closedOn, maps, cells } }: { grid: SafetyMapGrid; map: MergedSafetyMap }) {
  const id = `safety-${round}-${time}`;
  const title = `${round === 0 ? t('observation.before') : t('assessments.round', { number: round })}, ${word('observation_time', time)}`;
  const told = new Map(cells.map((cell) => [cell.cell, cell.colour as SafetyColour]));
  return (
    <div class="merged-map">
      <h4 id={id}>{title}</h4>
      <p>{typeof maps === 'number' ? t('safety_map.maps', { n: maps, day: day(closedOn) }) : t('safety_map.maps_few', { day: day(closedOn) })}</p>
      {cells.length === 0 ? <p>{t('safety_map.no_squares')}</p> : (
        <>
          <Squares id={id} grid={grid} label={`${title}. ${t('safety_map.picture')}`} colourOf={(cell) => told.get(cell) ?? null} hatched letter={(colour) => word('safety_letter', colour)}
            nameOf={({ nameEn, nameCy }) => (presenting.value ? '' : nameOf(nameEn, nameCy))} />
          <details open={cells.length <= fewSquares}>
            <summary>{t('safety_map.in_words', { n: cells.length })}</summary>
            <div class="table-scroll words" tabIndex={0} role="region" aria-labelledby={id}>
              <table>
                <thead><tr>{['square', 'colour', 'voices', 'reasons', 'marks'].map((head) => <th scope="col" key={head}>{t(`safety_map.${head}`)}</th>)}</tr></thead>
                <tbody>
                  {cells.map(({ cell, colour, voices, red, amber, green, reasons, safePlace, trustedAdult }) => (
                    <tr key={cell}>
                      <th scope="row">{cell}</th>
                      <td>{word('safety_merged', colour)}</td>
                      <td>{number(voices)}{typeof red === 'number' ? <small>{t('safety_map.split', { red, amber: amber ?? 0, green: green ?? 0 })}</small> : null}</td>
                      <td>{reasons.map((reason) => word('safety_reason', reason)).join(', ')}</td>
                      <td>{[safePlace ? t('safety_map.safe_place') : '', trustedAdult ? t('safety_map.trusted_adult') : ''].filter(Boolean).join(', ')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
          <p class="hint">{t('safety_map.all_others')}</p>
        </>
      )}
    </div>
  );
}

function Legend() {
  return (
    <div role="group" aria-labelledby="safety-legend">
      <h4 id="safety-legend">{t('safety_map.legend')}</h4>
      <ul class="squares-legend">
        {safetyColours.map((colour) => <li key={colour}><span class={`key ${colour}`} aria-hidden="true">{word('safety_letter', colour)}</span> {word('safety_merged', colour)}</li>)}
        <li><span class="key few" aria-hidden="true" /> {t('safety_map.too_few')}</li>
      </ul>
    </div>
  );
}
