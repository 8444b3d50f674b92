import type { SpaceView } from '../http/contracts';
import { day, t, word } from '../language/language';
import { Fact } from '../shell/Fact';
import { lookOfSpace } from './layer';
import { nameLanguage, nameOf, show } from './spaces';
import { SpaceSign } from './SpaceSign';

/** What the map says of a space; the rest stands in its own room. */
export function SpaceFacts({ space }: { space: SpaceView }) {
  return (
    <>
      <header class="facts-head">
        <SpaceSign look={lookOfSpace(space)} />
        <div>
          <h2 id="facts-title" lang={nameLanguage(space.nameEn, space.nameCy)}>{nameOf(space.nameEn, space.nameCy)}</h2>
          <p>{word('space_status', space.status)}</p>
        </div>
      </header>
      {space.overdue ? <p class="note-box">{t('spaces.overdue_since', { day: day(space.reviewOn) })}</p> : null}
      {space.endedOn && space.expiresOn ? <p class="note-box">{t('spaces.ended', { day: day(space.endedOn), expiry: day(space.expiresOn) })}</p> : null}
      <dl class="facts-list">
        <Fact term={t('spaces.place_type')}>{word('place_type', space.placeType)}</Fact>
        {space.endedOn ? null : <Fact term={t('spaces.next_review')}>{day(space.reviewOn)}</Fact>}
      </dl>
      {space.reason ? <p>{space.reason}</p> : null}
      <button type="button" class="quiet start" id="to-space" onClick={() => show(space.id)}>{t('spaces.layer_open')}</button>
    </>
  );
}
