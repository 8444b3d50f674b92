import { useState } from 'preact/hooks';
import type { UnusualAccess, UnusualAccessList } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { clock, day, number, t, word } from '../language/language';
import { Line } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';

/** One day's accesses that stand out, each with its rule and its figures. */
export function UnusualRoom() {
  const [date, setDate] = useState('');
  const { now, again } = useLoaded<UnusualAccessList>('/audit/unusual', { date });
  return (
    <>
      <Line id="unusual-date" label={t('unusual.day')} hint={t('unusual.day_hint')} type="date" width="medium" value={date} faults={[]} change={setDate} />
      <Loaded now={now} again={again}>{(list) => (
        <section class="part">
          <h2>{day(list.date)}</h2>
          {list.items.length === 0 ? <Empty title={t('unusual.none')}><p>{t('unusual.none_means')}</p></Empty> : (
            <ul class="entries">{list.items.map((one, at) => <Item key={at} item={one} />)}</ul>
          )}
        </section>
      )}</Loaded>
    </>
  );
}

function Item({ item }: { item: UnusualAccess }) {
  return (
    <li>
      <div class="entry-head">
        <h3>{item.person ?? item.address ?? t('unusual.nobody')}</h3>
        <span class="state soon">{word('unusual_rule', item.rule)}</span>
      </div>
      <p>{t(`unusual.means_${item.rule}`)}</p>
      <p>
        {t('unusual.count', { n: item.count })}
        {item.usual === null ? '' : ` · ${t('unusual.usual', { usual: number(item.usual) })}`}
        {' · '}{item.first === item.last ? clock(item.first) : t('house.period', { from: clock(item.first), to: clock(item.last) })}
        {item.address && item.person ? ` · ${t('audit.address', { address: item.address })}` : ''}
      </p>
    </li>
  );
}
