import type { ObservationFile } from '../../http/contracts';
import { oneDecimal } from '../../analyses/figures';
import { number, t, word } from '../../language/language';
import { onceIn, toldItems } from './observation';

type Changes = ObservationFile['changes'];
type Spread = Changes[number]['items'][number]['before'];

/** What changed from before the plan to each review, item by item, with how many visits, and how often chance would do it. */
export function ObservationChange({ changes, level: Level = 'h4' }: { changes: Changes; level?: 'h4' | 'h5' }) {
  if (changes.length === 0) return <p class="hint">{t('observation.no_change_yet')}</p>;
  return (
    <>
      <p class="hint">{t('observation.change_means')} {t('observation.scale')}</p>
      {changes.map(({ round, items }) => (
        <div key={round} class="observed">
          <Level id={`observed-${round}`}>{t('assessments.round', { number: round })}</Level>
          <div class="table-scroll words" tabIndex={0} role="region" aria-labelledby={`observed-${round}`}>
            <table>
              <thead><tr>{['item', 'before', 'after', 'says'].map((head) => <th scope="col" key={head}>{t(`observation.${head}`)}</th>)}</tr></thead>
              <tbody>
                {toldItems(items).map(({ item, time, before, after, reading, byChance }) => (
                  <tr key={`${item} ${time}`}>
                    <th scope="row">{word('observation_item', item)}<small>{word('observation_time', time)}</small></th>
                    <td>{spreadOf(before)}</td>
                    <td>{spreadOf(after)}</td>
                    <td>{word('observation_reading', reading)}
                      {byChance !== null && byChance !== undefined && reading !== 'overlapping' ? <small>{t('observation.by_chance', { n: onceIn(byChance) })}</small> : null}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      ))}
      <p class="hint">{t('observation.caveat')}</p>
    </>
  );
}

const spreadOf = ({ visits, lowest, median, highest }: Spread): string => lowest === null || median === null || highest === null
  ? t('observation.no_visit')
  : t('observation.visits', { n: visits, spread: t('observation.spread', { lowest: number(lowest), highest: number(highest), median: oneDecimal(median) }) });
