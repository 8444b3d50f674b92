import type { Point } from 'geojson';
import { useEffect } from 'preact/hooks';
import { t } from '../language/language';
import { boundsOf } from '../map/geometry';
import { showBounds } from '../map/viewport';
import { drawnWhere, startPicking } from '../map/PickPoint';
import { Choices, describedBy, Field, type Fault } from '../shell/Field';
import { DevicePosition } from './DevicePosition';
import { featuresOf } from './drawnArea';
import { loadGazetteer, placeText, type KnownPlace } from './gazetteer';
import { readGridReference, spelled, writeGridReference } from './gridReference';
import { PlaceByName } from './PlaceByName';
import './places.css';
import { PostcodeArea } from './PostcodeArea';
import { RouteOfPlaces } from './RouteOfPlaces';
import { fromSpaces, spacesOffered } from './spaceNames';
import { ways, type ChosenPlace, type WhereDraft } from './where';
import { pinText, reachText } from './whereText';

interface WhereProps {
  /** Set before every field's id, so that two such questions can be on one page. */
  prefix?: string;
  where: WhereDraft;
  faults: Fault[];
  set: (part: Partial<WhereDraft>) => void;
  /** Where a record that is corrected says that it was, in words. */
  recorded?: string | undefined;
  /** The place itself is asked for, for what is stored has no room to say how far it reaches: a postcode only leads to another way. */
  exact?: boolean;
}

const aroundPoint = ({ coordinates: [lon = 0, lat = 0] }: Point): [number, number, number, number] => [lon, lat, lon, lat];

/** The question "Where?" with every way of answering it. None needs the device's position, a mouse, or a map. */
export function Where({ prefix = '', where, faults, set, recorded, exact = false }: WhereProps) {
  const offered = [...(recorded === undefined ? [] : ['recorded' as const]), ...ways.filter((way) => way !== 'space' || spacesOffered())];
  useEffect(() => void loadGazetteer(), []);
  useEffect(() => {
    const drawn = featuresOf(where);
    drawnWhere.value = drawn;
    // A point that was put under the cross is in view already; every other answer is brought there.
    const [first] = drawn;
    if (first && where.by !== 'pin') showBounds(first.geometry.type === 'Polygon' ? boundsOf(first.geometry) : aroundPoint(first.geometry as Point), 15);
    return () => { drawnWhere.value = []; };
  }, [where.by, where.pin, where.gps, where.place, where.space, where.gridReference, where.postcodeMiddle, where.postcode, where.route]);
  const id = (name: string): string => `${prefix}${name}`;
  const toMap = (): void => {
    set({ by: 'pin' });
    startPicking((pin) => set({ by: 'pin', pin }), id('pick-point'));
  };

  return (
    <>
      <Choices id={id('where-by')} label={t('where.by')}>
        {offered.map((way, at) => (
          <label class="choice" key={way}>
            <input type="radio" id={at === 0 ? id('where-by') : id(`where-by-${way}`)} name={id('where-by')} checked={where.by === way} onChange={() => set({ by: way })} />
            <span>{t(`where.by_${way}`)}{way === 'recorded' ? <small>{recorded}</small> : null}</span>
          </label>
        ))}
      </Choices>
      {where.by === 'pin' ? <Pin id={id('pick-point')} where={where} faults={faults} set={set} />
        : where.by === 'gps' ? <DevicePosition id={id('gps')} fix={where.gps} faults={faults} take={(gps) => set({ gps })} turnToMap={toMap} />
        : where.by === 'place' ? <Name id={id('place')} where={where} faults={faults} set={set} />
        : where.by === 'space' ? <Space id={id('space')} where={where} faults={faults} set={set} />
        : where.by === 'grid_ref' ? <GridReference id={id('grid-reference')} value={where.gridReference} faults={faults} change={(gridReference) => set({ gridReference })} />
        : where.by === 'route' ? <RouteOfPlaces id={id('route')} route={where.route} faults={faults} change={(route) => set({ route })} />
        : where.by === 'postcode' ? <PostcodeArea id={id('postcode')} exact={exact} where={where} faults={faults} set={set} turnTo={(by) => (by === 'pin' ? toMap() : set({ by }))} />
        : null}
      <Field id={id('where-note')} label={t('where.note')} hint={t('where.note_hint')} faults={faults}>
        <input id={id('where-note')} maxLength={200} value={where.note} onInput={(event) => set({ note: event.currentTarget.value })}
          aria-describedby={describedBy(id('where-note'), 'hint', faults)} />
      </Field>
    </>
  );
}

interface Part { id: string; where: WhereDraft; faults: Fault[]; set: (part: Partial<WhereDraft>) => void }

function Pin({ id, where: { pin }, faults, set }: Part) {
  return (
    <Choices id={id} label={t('where.pin')} hint={t('where.pin_hint')} faults={faults}>
      <div class="picked">
        <p role="status">{pin ? pinText(pin) : t('where.pin_none')}</p>
        <button type="button" id={id} class="quiet" onClick={() => startPicking((picked) => set({ pin: picked }), id)} aria-describedby={describedBy(id, 'hint', faults)}>
          {t(pin ? 'where.pin_change' : 'where.pin_choose')}
        </button>
      </div>
    </Choices>
  );
}

function Name({ id, where: { place, placeTyped }, faults, set }: Part) {
  return (
    <>
      <PlaceByName id={id} label={t('where.place')} hint={t('where.place_hint')} typed={placeTyped} faults={faults} chosen={place?.id ?? null}
        type={(typed) => set({ placeTyped: typed })}
        choose={(found) => set({ place: asChosen(found) })}
        turnTo={(way, typed) => set(way === 'grid_ref' ? { by: way, gridReference: typed } : { by: way, postcode: typed })} />
      <p role="status" class="chosen">{place ? chosenText(place) : ''}</p>
    </>
  );
}

/** A space of the partnership, for those who may know of spaces. What is stored is a point inside it with how far it reaches. */
function Space({ id, where: { space, spaceTyped = '' }, faults, set }: Part) {
  return (
    <>
      <PlaceByName id={id} label={t('where.space')} hint={t('where.space_hint')} typed={spaceTyped} faults={faults} chosen={space?.id ?? null} from={fromSpaces}
        type={(typed) => set({ spaceTyped: typed })} choose={(found) => set({ space: asChosen(found) })} />
      <p role="status" class="chosen">{space ? chosenText(space) : ''}</p>
    </>
  );
}

const asChosen = ({ id, nameEn, nameCy, point, townEn, townCy, reachMetres }: KnownPlace): ChosenPlace =>
  ({ id, nameEn, nameCy, point, townEn: townEn ?? null, townCy: townCy ?? null, reachMetres: reachMetres ?? null });

const chosenText = (place: ChosenPlace): string => t('where.place_chosen', { place: reachText(placeText(place), place.reachMetres) });

function GridReference({ id, value, faults, change }: { id: string; value: string; faults: Fault[]; change: (next: string) => void }) {
  const square = readGridReference(value);
  const written = square ? writeGridReference(square.easting, square.northing, square.sizeMetres) : '';
  return (
    <Field id={id} label={t('where.grid_reference')} hint={t('where.grid_reference_hint')} faults={faults}>
      <input id={id} class="medium" autocapitalize="characters" autocomplete="off" spellcheck={false} value={value}
        onInput={(event) => change(event.currentTarget.value)} aria-describedby={describedBy(id, 'hint', faults)} />
      <div role="status" class="hint">
        {square ? (
          <>
            <p><strong aria-hidden="true">{written}</strong><span class="visually-hidden">{spelled(written)}</span>{' '}
              {t('where.grid_square', { size: sizeText(square.sizeMetres), radius: sizeText(square.radiusMetres) })}</p>
            {square.radiusMetres > 100 ? <p>{t('where.not_clustered')}</p> : null}
          </>
        ) : null}
      </div>
    </Field>
  );
}

/** Metres exactly as they are: a square of 1 m is not rounded away. */
const sizeText = (metres: number): string => (metres < 1000 ? t('house.metres', { d: metres }) : t('house.kilometres', { d: Math.round(metres / 100) / 10 }));
