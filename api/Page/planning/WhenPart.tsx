import { useState } from 'preact/hooks';
import type { PublishedHours } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { number, t } from '../language/language';
import { Loaded } from '../shell/Loaded';
import { locationPoint, type Spot } from './ground';
import { blockText, periodText, toldHours, toldPeriods } from './when';

/** What is known of the hours of the week around a place: blocks with more harm than their share, and when workers were there. */
export function WhenPart({ spot }: { spot: Spot | null }) {
  const [open, setOpen] = useState(false);
  const periods = toldPeriods(new Date());
  const [chosen, setChosen] = useState(periods[0]!.name);
  return (
    <details class="more" id="plan-when" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('planning.when_known')}</summary>
      {!open ? null : !spot ? <p>{t('planning.when_place_first')}</p> : (
        <div class="stack">
          <div class="field">
            <label for="when-period">{t('planning.when_period')}</label>
            <select id="when-period" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
              {periods.map((one) => <option key={one.name} value={one.name}>{periodText(one)}</option>)}
            </select>
          </div>
          <Hours spot={spot} period={chosen} />
        </div>
      )}
    </details>
  );
}

function Hours({ spot, period }: { spot: Spot; period: string }) {
  const [lon = 0, lat = 0] = locationPoint(spot).coordinates;
  const { now, again } = useLoaded<PublishedHours>('/hotspots/hours', { period, lon: String(lon), lat: String(lat) });
  return (
    <Loaded now={now} again={again} rows={1}>{(hours) => {
      const { told, all, longest } = toldHours(hours);
      return (
        <div class="stack" id="when-told" role="status">
          {told.length === 0 ? <p><strong>{t('planning.when_too_few')}</strong></p> : (
            <>
              <p>{t('planning.when_blocks')}</p>
              <ul class="plain-list">{told.map(({ block, hours: there }) => <li key={blockText(block)}><strong>{blockText(block)}</strong>. {t('planning.when_there', { d: number(there) })}</li>)}</ul>
            </>
          )}
          <p>{all === 0 ? t('planning.when_nobody') : t('planning.when_effort', { d: number(all), blocks: longest.map(({ block, hours: there }) => `${blockText(block)} (${t('planning.hours', { d: number(there) })})`).join('; ') })}</p>
          <p class="hint">{t('planning.when_caveat')}</p>
        </div>
      );
    }}</Loaded>
  );
}
