import type { DataItemList } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { moment, t, word } from '../language/language';
import { Loaded } from '../shell/Loaded';

/** Every stored field about people, from the live system: the appendix of a sharing agreement, to be printed and signed. */
export function DataItems({ back }: { back: () => void }) {
  const { now, again } = useLoaded<DataItemList>('/governance/data-items');
  const headings = ['field', 'meaning', 'purpose', 'basis', 'recipients', 'kept'] as const;
  return (
    <section class="part broad-part">
      <button type="button" class="back start" onClick={back}>{t('house.back')}</button>
      <h2>{t('data_items.title')}</h2>
      <Loaded now={now} again={again} rows={8}>{(list) => (
        <>
          <p>{t('data_items.made', { partnership: list.partnership, moment: moment(list.madeAt) })}</p>
          <button type="button" class="quiet start" onClick={() => window.print()}>{t('house.print')}</button>
          <div class="table-scroll words" tabIndex={0} role="region" aria-label={t('data_items.title')}>
            <table>
              <thead><tr>{headings.map((key) => <th scope="col" key={key}>{t(`data_items.${key}`)}</th>)}</tr></thead>
              <tbody>
                {list.items.filter((item) => !item.technical).map((item) => (
                  <tr key={`${item.table} ${item.field}`}>
                    <th scope="row">{item.table}.{item.field}<small>{item.type}</small></th>
                    <td>{item.meaning}</td>
                    <td>{item.purpose}</td>
                    <td>{item.basis}</td>
                    <td>{item.recipients.map((role) => word('role', role)).join(', ')}</td>
                    <td>{item.retentionClass ? word('retention_class', item.retentionClass) : '–'}{item.months ? <small>{t('retention.months', { n: item.months })}</small> : null}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}</Loaded>
    </section>
  );
}
