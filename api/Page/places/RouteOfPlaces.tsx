import { useState } from 'preact/hooks';
import { accuracy, t } from '../language/language';
import { startPicking } from '../map/PickPoint';
import { Choices, type Fault } from '../shell/Field';
import { nearText, placeText } from './gazetteer';
import { spelled, writeGridReference } from './gridReference';
import { toGrid } from './nationalGrid';
import { PlaceByName } from './PlaceByName';
import { middleOfRoute, type Stop } from './where';

/** "Somewhere on this route": places on the way, by name or from the map, in their order. */
export function RouteOfPlaces({ id, route, faults, change }: { id: string; route: Stop[]; faults: Fault[]; change: (route: Stop[]) => void }) {
  const [typed, setTyped] = useState('');
  const middle = middleOfRoute(route);
  const add = (stop: Stop): void => { change([...route, stop]); setTyped(''); };
  return (
    <Choices id={`${id}-places`} label={t('where.route')} hint={t('where.route_hint')}>
      {route.length > 0 ? (
        <ol class="stops">
          {route.map((stop, at) => (
            <li key={at}>
              <span>{stopText(stop)}</span>
              <button type="button" class="link" onClick={() => change(route.filter((_, i) => i !== at))}>
                {t('where.route_remove')}<span class="visually-hidden"> {stopText(stop)}</span>
              </button>
            </li>
          ))}
        </ol>
      ) : null}
      <p role="status" class="hint">{middle ? t('where.route_middle', { distance: accuracy(middle.accuracyMetres ?? 0) }) : t('where.route_more', { n: 2 - route.length })}</p>
      <PlaceByName id={id} label={t('where.route_next')} hint={t('where.place_hint')} typed={typed} faults={faults} chosen={null} type={setTyped}
        choose={(place) => add({ place, lonLat: place.point })} />
      <button type="button" class="quiet" id={`${id}-map`} onClick={() => startPicking(({ lonLat }) => add({ place: null, lonLat }), `${id}-map`)}>{t('where.route_from_map')}</button>
    </Choices>
  );
}

function stopText({ place, lonLat }: Stop): string {
  if (place) return placeText(place);
  return nearText(lonLat) || spelled(writeGridReference(...toGrid(lonLat), 100));
}
