import { may } from '../access/session';
import { onMap } from '../analyses/analyses';
import type { SpaceAreaView, SpaceView } from '../http/contracts';
import { day, t, word } from '../language/language';
import { boundsOf, type Area } from '../map/geometry';
import { showBounds } from '../map/viewport';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { selection } from '../shell/view';
import { closedShown, layer, layerAreas, layerSpaces, lookOfSpace, shownAreas, spacesShown } from './layer';
import { referenceOf } from './Outline';
import { nameLanguage, nameOf } from './spaces';
import { SpaceSign } from './SpaceSign';
import { Tick } from './Tick';
import './spaces.css';

/** The layer of spaces: its switches, and the list that says the same as the map. */
export function SpacesPanel() {
  const named = may('see_spaces');
  return (
    <div class="stack">
      <h2>{t('spaces.on_map')}</h2>
      <label class="choice switch">
        <input type="checkbox" id="show-spaces" checked={spacesShown.value} onChange={() => { spacesShown.value = !spacesShown.value; }} />
        <span>{t('spaces.layer_show')}<small>{t(named ? 'spaces.layer_note' : 'spaces.areas_note')}</small></span>
      </label>
      {spacesShown.value ? (
        <>
          {named ? <Tick id="show-closed-spaces" label={t('spaces.layer_closed')} on={closedShown.value} flip={() => { closedShown.value = !closedShown.value; }} /> : null}
          {onMap.value ? <p class="note-box">{t('spaces.layer_hidden_by_analysis')}</p> : null}
          {named
            ? <Loaded now={layer.now.value} again={() => void layer.load(closedShown.value)}>{() => (layerSpaces.value.length === 0
              ? <Empty title={t('spaces.none')} /> : <ul class="rows">{layerSpaces.value.map((space) => <Row key={space.id} space={space} />)}</ul>)}</Loaded>
            : <Loaded now={layerAreas.now.value} again={() => void layerAreas.load()}>{() => (shownAreas.value.length === 0
              ? <Empty title={t('spaces.no_areas')} /> : <ul class="rows">{shownAreas.value.map((one, at) => <AreaRow key={at} one={one} />)}</ul>)}</Loaded>}
        </>
      ) : null}
    </div>
  );
}

function Row({ space }: { space: SpaceView }) {
  const chosen = selection.value?.kind === 'space' && selection.value.id === space.id;
  const choose = (): void => {
    selection.value = { kind: 'space', id: space.id };
    if (space.shape) showBounds(boundsOf(space.shape as Area), 15.5);
  };
  const facts = space.shape ? word('place_type', space.placeType) : t('spaces.layer_online');
  return (
    <li>
      <button type="button" class="row-button" aria-current={chosen ? 'true' : undefined} onClick={choose}>
        <SpaceSign look={space.shape ? lookOfSpace(space) : 'online'} />
        <span class="row-text">
          <strong lang={nameLanguage(space.nameEn, space.nameCy)}>{nameOf(space.nameEn, space.nameCy)}</strong>
          <span class="tag">{word('space_status', space.status)}</span>
          <span class="row-facts">{facts}. {space.overdue ? t('spaces.overdue_since', { day: day(space.reviewOn) }) : space.endedOn ? null : t('spaces.review_by', { day: day(space.reviewOn) })}</span>
        </span>
      </button>
    </li>
  );
}

function AreaRow({ one: { area, band } }: { one: SpaceAreaView }) {
  return (
    <li>
      <button type="button" class="row-button" onClick={() => showBounds(boundsOf(area as Area), 13)}>
        <SpaceSign look={`band-${band}`} />
        <span class="row-text">
          <strong>{t('spaces.area', { reference: referenceOf(area as Area, 1000) })}</strong>
          <span class="tag">{word('concern_band', band ?? '')}</span>
          <span class="row-facts">{t(`hotspots.means_${band}`)}</span>
        </span>
      </button>
    </li>
  );
}
