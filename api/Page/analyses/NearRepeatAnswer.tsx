import type { NearRepeatBand, NearRepeatResult } from '../http/contracts';
import { number, t } from '../language/language';
import { CopyTable } from './CopyTable';
import { figure, pText } from './figures';
import { firstToTell, rowsOf, standsOut } from './nearRepeat';

/** Pairs by distance and days apart: a sentence, then the table. */
export function NearRepeatAnswer({ result }: { result: NearRepeatResult }) {
  const told = firstToTell(result);
  const simulated = result.bands.some(({ pAdjusted }) => pAdjusted !== null);
  const head = ['metres', 'days_apart', 'observed', 'expected', 'ratio', 'p_unadjusted', 'p_adjusted'].map((name) => t(`analyses.col_${name}`));
  const cells = (band: NearRepeatBand): string[] => [
    metresShort(band), daysShort(band), number(band.observed), figure(band.expected), band.ratio === null ? '–' : figure(band.ratio),
    pText(band.pPermutation), pText(band.pAdjusted),
  ];
  return (
    <section class="part-of-answer">
      <p class="lead">{!simulated ? t('analyses.near_not_simulated')
        : told ? t('analyses.near_yes', { metres: metresOf(told), days: daysOf(told), ratio: figure(told.ratio ?? 0), observed: told.observed, expected: figure(told.expected) })
          : t('analyses.near_no')}</p>
      <p class="hint">{t('analyses.near_caption', { pairs: result.pairs, permutations: result.permutations })}</p>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t('analyses.near_table')}>
        <table class="near">
          <caption class="visually-hidden">{t('analyses.near_table')}</caption>
          <thead><tr>{head.map((one) => <th scope="col" key={one}>{one}</th>)}</tr></thead>
          <tbody>
            {rowsOf(result).map((bands) => (bands.every(({ observed, expected }) => observed === 0 && expected === 0) ? (
              <tr key={metresOf(bands[0]!)} class="new-group"><th scope="row">{metresShort(bands[0]!)}</th><td colSpan={6}>{t('analyses.near_no_pairs')}</td></tr>
            ) : bands.map((band, at) => (
              <tr key={`${band.fromMetres}/${band.toMetres}/${band.fromDays}`} class={`${standsOut(band) ? 'stands-out' : ''}${at === 0 ? ' new-group' : ''}`}>
                <th scope="row">{standsOut(band) ? <Mark /> : null}{metresShort(band)}</th>
                {cells(band).slice(1).map((cell, column) => (
                  <td key={column}>{column === 3 && standsOut(band) ? <strong>{cell}</strong> : cell}</td>
                ))}
              </tr>
            ))))}
          </tbody>
        </table>
      </div>
      {simulated ? <p class="hint"><span class="mark" aria-hidden="true">▲</span> {t('analyses.near_mark')}</p> : null}
      <p class="hint">{t(result.intervalRule === 'from_inclusive' ? 'analyses.interval_from' : 'analyses.interval_to')} {t('analyses.p_says')}</p>
      <CopyTable rows={() => [head, ...result.bands.map(cells)]} />
    </section>
  );
}

const Mark = () => <><span class="mark" aria-hidden="true">▲ </span><span class="visually-hidden">{t('analyses.stands_out')} </span></>;

/** A distance band in words; a band from 0 to 0 holds events on one spot. */
const metresOf = ({ fromMetres: from, toMetres: to }: NearRepeatBand): string =>
  to === null ? t('analyses.metres_more', { from }) : from === to ? t('analyses.same_spot') : t('analyses.metres_band', { from, to });

const daysOf = ({ fromDays: from, toDays: to }: NearRepeatBand): string =>
  to === null ? t('analyses.days_more', { from }) : t('analyses.days_band', { from, to });

// In the table the head of the column names the unit.
const between = (from: number, to: number | null): string => (to === null ? t('analyses.band_more', { from }) : t('analyses.band', { from, to }));
const metresShort = ({ fromMetres: from, toMetres: to }: NearRepeatBand): string => (from === to ? t('analyses.same_spot') : between(from, to));
const daysShort = ({ fromDays: from, toDays: to }: NearRepeatBand): string => between(from, to);
