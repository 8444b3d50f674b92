import { useState } from 'preact/hooks';
import { may } from '../access/session';
import type { SpaceAreaView, SpaceView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { concernBands, placeTypes, spaceStatuses } from '../http/vocabulary';
import { day, t, word } from '../language/language';
import type { Area } from '../map/geometry';
import { Line } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Select } from '../shell/OneOf';
import { Empty } from '../shell/States';
import { OneSpace } from './OneSpace';
import { OpenSpace } from './OpenSpace';
import { referenceOf } from './Outline';
import { Tick } from './Tick';
import { chosen, foundByEarlier, isCalled, nameLanguage, nameOf } from './spaces';
import './spaces.css';

/** Spaces as far as the person may know of them: areas and a word, the list, or one space. */
export function SpacesRoom() {
  if (!may('see_spaces')) return <Areas />;
  return chosen.value ? <OneSpace key={chosen.value} id={chosen.value} back={() => { chosen.value = null; }} /> : <List />;
}

function List() {
  const [status, setStatus] = useState('');
  const [band, setBand] = useState('');
  const [type, setType] = useState('');
  const [overdue, setOverdue] = useState(false);
  const [closed, setClosed] = useState(false);
  const [opening, setOpening] = useState(false);
  const [typed, setTyped] = useState('');
  const { now, again } = useLoaded<SpaceView[]>('/spaces', {
    ...(status ? { status } : {}), ...(band ? { band } : {}), ...(type ? { type } : {}), ...(overdue ? { overdue: 'true' } : {}), ...(closed ? { closed: 'true' } : {}),
  });
  return (
    <>
      {may('change_spaces') ? <button type="button" class="main start" id="space-new" onClick={() => setOpening(true)}>{t('spaces.open')}</button> : null}
      <Line id="spaces-name" label={t('spaces.search')} hint={t('spaces.search_hint')} max={120} value={typed} faults={[]} change={setTyped} />
      <div class="filters">
        <Select id="spaces-status" label={t('spaces.filter_status')} words="space_status" options={spaceStatuses} chosen={status} faults={[]} choose={setStatus} none={t('spaces.any')} />
        <Select id="spaces-band" label={t('spaces.filter_band')} words="concern_band" options={concernBands} chosen={band} faults={[]} choose={setBand} none={t('spaces.any')} />
        <Select id="spaces-type" label={t('spaces.filter_type')} words="place_type" options={placeTypes} chosen={type} faults={[]} choose={setType} none={t('spaces.any')} />
      </div>
      <div class="part">
        <Tick id="spaces-overdue" label={t('spaces.only_overdue')} on={overdue} flip={() => setOverdue(!overdue)} />
        <Tick id="spaces-closed" label={t('spaces.with_closed')} on={closed} flip={() => setClosed(!closed)} />
      </div>
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(spaces) => {
        // Names are looked for here: an address would stand in logs, and a name can tell a place.
        const found = spaces.filter((space) => isCalled(typed, space));
        return spaces.length === 0 ? <Empty title={t('spaces.none')}><p>{t('spaces.none_means')}</p></Empty>
          : found.length === 0 ? <Empty title={t('spaces.search_none')} />
          : <ul class="entries spaces">{found.map((space) => <Entry key={space.id} space={space} earlier={foundByEarlier(typed, space)} />)}</ul>;
      }}</Loaded>
      {opening ? <OpenSpace close={() => setOpening(false)} /> : null}
    </>
  );
}

function Entry({ space, earlier }: { space: SpaceView; earlier: string[] }) {
  return (
    <li class={space.endedOn ? 'ended' : ''}>
      <div class="entry-head">
        <h3><button type="button" class="link" lang={nameLanguage(space.nameEn, space.nameCy)} onClick={() => { chosen.value = space.id; }}>{nameOf(space.nameEn, space.nameCy)}</button></h3>
        <span class="state on">{word('space_status', space.status)}</span>
        {space.overdue ? <span class="state soon">{t('spaces.overdue')}</span> : null}
      </div>
      <p>{word('place_type', space.placeType)}. {space.overdue ? t('spaces.overdue_since', { day: day(space.reviewOn) })
        : space.status === 'merged' ? null : t('spaces.review_by', { day: day(space.reviewOn) })}</p>
      {earlier.length > 0 ? <p class="hint">{t('spaces.found_earlier', { names: earlier.join(', ') })}</p> : null}
    </li>
  );
}

/** What planners get: coarse areas and a word. */
function Areas() {
  const { now, again } = useLoaded<SpaceAreaView[]>('/spaces/areas');
  return (
    <>
      <p class="note-box">{t('spaces.areas_note')}</p>
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(areas) => (areas.length === 0
        ? <Empty title={t('spaces.no_areas')} />
        : (
          <ul class="entries">
            {areas.map(({ area, band }, at) => (
              <li key={at}>
                <div class="entry-head">
                  <h3>{t('spaces.area', { reference: referenceOf(area as Area, 1000) })}</h3>
                  <span class="state on">{word('concern_band', band ?? '')}</span>
                </div>
                <p>{t(`hotspots.means_${band}`)}</p>
              </li>
            ))}
          </ul>
        ))}</Loaded>
    </>
  );
}
