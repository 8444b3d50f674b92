import { useEffect, useRef, useState } from 'preact/hooks';
import { me } from '../access/session';
import { accuracy, distance, t } from '../language/language';
import type { Bounds } from '../map/geometry';
import { Choices, describedBy, type Fault } from '../shell/Field';
import { confirmMetres, warnMetres, watchFix, worthOf, type Fix, type NoFix, type Worth } from './fix';
import { nearText } from './gazetteer';

interface DevicePositionProps { id: string; fix: Fix | null; faults: Fault[]; take: (fix: Fix | null) => void; turnToMap: () => void }

/** Where the device is: the best of ten seconds, with how exact it is; a coarse one is kept only when the writer says so. */
export function DevicePosition({ id, fix, faults, take, turnToMap }: DevicePositionProps) {
  const [running, setRunning] = useState(false);
  const [best, setBest] = useState<Fix | null>(fix);
  const [none, setNone] = useState<NoFix | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const worth = best ? worthOf(best, (me.value?.partnership.bounds as Bounds | undefined) ?? null) : null;
  const search = (): void => {
    setBest(null);
    setNone(null);
    setRunning(true);
    take(null);
    stop.current = watchFix(window.isSecureContext ? navigator.geolocation as Geolocation | undefined : undefined, setBest, (found) => {
      stop.current = null;
      setRunning(false);
      if (typeof found === 'string') return setNone(found);
      setBest(found);
      if (keptAtOnce(worthOf(found, (me.peek()?.partnership.bounds as Bounds | undefined) ?? null))) take(found);
    });
  };

  return (
    <Choices id={id} label={t('where.gps')} hint={t('where.gps_hint')} faults={faults}>
      <div class="picked">
        {best && worth !== 'no_accuracy' && worth !== 'outside' ? <Rings metres={best.accuracyMetres} /> : null}
        <p role="status" id={`${id}-state`}>{stateText(running, best, worth, none, fix !== null)}</p>
        {!running && worth === 'confirm' && !fix && best ? (
          <button type="button" class="quiet" id={`${id}-keep`} onClick={() => take(best)}>{t('where.gps_keep', { distance: accuracy(best.accuracyMetres) })}</button>
        ) : null}
        {running ? (
          <button type="button" id={id} class="quiet" onClick={() => stop.current?.()}>{t('where.gps_enough')}</button>
        ) : (
          <button type="button" id={id} class="quiet" onClick={search} aria-describedby={describedBy(id, 'hint', faults)}>
            {t(best || none ? 'where.gps_again' : 'where.gps_find')}
          </button>
        )}
        {none || worth === 'outside' || worth === 'no_accuracy' || worth === 'confirm'
          ? <button type="button" class="quiet" onClick={turnToMap}>{t('where.turn_to_map')}</button> : null}
      </div>
    </Choices>
  );
}

const keptAtOnce = (worth: Worth): boolean => worth === 'good' || worth === 'rough' || worth === 'not_clustered';

function stateText(running: boolean, best: Fix | null, worth: Worth | null, none: NoFix | null, kept: boolean): string {
  if (none) return t(`where.gps_${none}`);
  if (!best) return running ? t('where.gps_searching') : '';
  const about = { distance: accuracy(best.accuracyMetres) };
  if (running) return t('where.gps_improving', about);
  if (worth === 'no_accuracy' || worth === 'outside') return t(`where.gps_${worth}`);
  // What lies beside the middle of three kilometres would only mislead.
  return [t(kept && worth === 'confirm' ? 'where.gps_kept' : `where.gps_${worth ?? 'good'}`, about), worth === 'confirm' ? '' : nearText(best.lonLat, 'near_sentence')].filter(Boolean).join(' ');
}

/** How far the position may be off, as a circle beside rings of 50 m and 200 m; the text beside it says the same. */
function Rings({ metres }: { metres: number }) {
  // Drawn by its logarithm: 5 m and 3 km are both to be seen.
  const radius = (m: number): number => 6 + 50 * Math.min(1, Math.log10(Math.max(5, m) / 5) / Math.log10(600));
  return (
    <svg class="rings" viewBox="0 0 132 120" aria-hidden="true">
      <circle class="may-be" cx="60" cy="60" r={radius(metres)} />
      {[warnMetres, confirmMetres].map((ring, at) => (
        <g key={ring}>
          <circle class="ring" cx="60" cy="60" r={radius(ring)} />
          <text x={62 + radius(ring) * 0.71} y={60 + radius(ring) * 0.71 * (at === 0 ? 1 : -1) + (at === 0 ? 8 : 0)}>{distance(ring)}</text>
        </g>
      ))}
      <circle class="here" cx="60" cy="60" r="3" />
    </svg>
  );
}
