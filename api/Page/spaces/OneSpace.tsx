import { useState } from 'preact/hooks';
import { may } from '../access/session';
import type { SpaceFile } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, moment, t, word } from '../language/language';
import type { Area } from '../map/geometry';
import { Fact } from '../shell/Fact';
import { lazy } from '../shell/lazy';
import { Loaded } from '../shell/Loaded';
import { EditDialog } from './EditDialog';
import { MergeDialog, SplitDialog } from './KinDialogs';
import { MoveDialog } from './MoveDialog';
import { Outline, referenceOf } from './Outline';
import { ReplyDialog } from './ReplyDialog';
import { earlierNames, nameLanguage, nameOf, show } from './spaces';
import { Tick } from './Tick';
import { Timeline } from './Timeline';

const Assessments = lazy<{ space: string; status: string }>(async () => (await import('../assessments/InSpace')).InSpace);

type Asked = 'move' | 'edit' | 'reply' | 'merge' | 'split';

/** One space: what it is, where it stands, what was said, and everything that happened there. */
export function OneSpace({ id, back }: { id: string; back: () => void }) {
  const { now, again } = useLoaded<SpaceFile>(`/spaces/${id}`);
  const [round, setRound] = useState(0);
  return (
    <>
      <button type="button" class="back start" onClick={back}>{t('spaces.back')}</button>
      <Loaded now={now} again={again}>{(file) => (
        <>
          <Head file={file} done={() => { again(); setRound(round + 1); }} />
          {may('see_assessments') ? <Assessments key={file.space.status} space={file.space.id} status={file.space.status} /> : null}
          <Earlier file={file} />
          <Replies file={file} />
          <Links file={file} />
        </>
      )}</Loaded>
      <Timeline key={round} id={id} />
    </>
  );
}

function Head({ file, done }: { file: SpaceFile; done: () => void }) {
  const { space } = file;
  const [asked, setAsked] = useState<Asked | null>(null);
  const changes = may('change_spaces') && space.status !== 'merged';
  const over = (): void => { setAsked(null); done(); };
  const close = (): void => setAsked(null);
  const area = space.shape as Area | null | undefined;
  return (
    <section class="part">
      <div class="entry-head">
        <h2 id="space-title" lang={nameLanguage(space.nameEn, space.nameCy)}>{nameOf(space.nameEn, space.nameCy)}</h2>
        <span class="state on">{word('space_status', space.status)}</span>
        {space.overdue ? <span class="state soon">{t('spaces.overdue')}</span> : null}
      </div>
      {space.overdue ? <p class="note-box">{t('spaces.overdue_since', { day: day(space.reviewOn) })}</p> : null}
      {space.expired ? <p class="note-box">{t('spaces.expired')}</p>
        : space.endedOn && space.expiresOn ? <p class="note-box">{t('spaces.ended', { day: day(space.endedOn), expiry: day(space.expiresOn) })}</p> : null}
      {changes && !space.nameEn ? <p class="note-box">{t('spaces.missing_en')}</p> : null}
      {changes && !space.nameCy ? <p class="note-box">{t('spaces.missing_cy')}</p> : null}
      {changes ? (
        <div class="entry-acts">
          <button type="button" class="main" id="space-move" onClick={() => setAsked('move')}>{t('spaces.move')}</button>
          <button type="button" class="quiet" id="space-edit" onClick={() => setAsked('edit')}>{t('spaces.edit')}</button>
          <button type="button" class="quiet" id="space-reply" onClick={() => setAsked('reply')}>{t('spaces.reply')}</button>
          <button type="button" class="quiet" id="space-merge" onClick={() => setAsked('merge')}>{t('spaces.merge')}</button>
          {space.endedOn || space.platform ? null : <button type="button" class="quiet" id="space-split" onClick={() => setAsked('split')}>{t('spaces.split')}</button>}
        </div>
      ) : null}
      <h3>{t('spaces.facts')}</h3>
      <div class="space-facts">
        <dl class="facts-list">
          {space.reason ? <Fact term={t('spaces.reason')}>{space.reason}</Fact> : null}
          {space.status === 'merged' ? null : <Fact term={t('spaces.next_review')}>{day(space.reviewOn)}</Fact>}
          <Fact term={t('spaces.place_type')}>{word('place_type', space.placeType)}</Fact>
          <Fact term={t('spaces.owner_type')}>{word('owner_type', space.ownerType)}</Fact>
          {space.localNames.length > 0 ? <Fact term={t('spaces.local_names')}>{space.localNames.join(', ')}</Fact> : null}
          {space.platform ? <Fact term={t('spaces.platform')}>{space.platform}</Fact> : null}
          {area ? <Fact term={t('spaces.ground')}>{referenceOf(area)}</Fact> : null}
          <Fact term={t('spaces.band')}>{word('concern_band', space.band ?? '')}</Fact>
          <Fact term={t('spaces.sensitivity')}>{word('space_sensitivity', space.sensitivity)}</Fact>
          <Fact term={t('spaces.opened_at')}>{moment(space.openedAt)}, {word('agency', space.openedBy)}</Fact>
          <Fact term={t('spaces.opened_from')}>{word('space_origin', space.openedFrom)}</Fact>
        </dl>
        {area ? <Drawn area={area} file={file} /> : null}
      </div>
      {asked === 'move' ? <MoveDialog file={file} close={close} done={over} /> : null}
      {asked === 'edit' ? <EditDialog space={space} close={close} done={over} /> : null}
      {asked === 'reply' ? <ReplyDialog id={space.id} close={close} done={over} /> : null}
      {asked === 'merge' ? <MergeDialog space={space} close={close} done={(into) => { over(); show(into); }} /> : null}
      {asked === 'split' ? <SplitDialog file={file} close={close} done={over} /> : null}
    </section>
  );
}

/** The outline, and on request those that it had before. */
function Drawn({ area, file: { earlier } }: { area: Area; file: SpaceFile }) {
  const [shown, setShown] = useState(false);
  const before = earlier.filter(({ shape }) => shape).map(({ shape }) => shape as Area);
  return (
    <div class="drawn">
      <Outline area={area} earlier={shown ? before : []} />
      {before.length > 0 ? <Tick id="space-earlier" label={t('spaces.earlier_show')} on={shown} flip={() => setShown(!shown)} /> : null}
    </div>
  );
}

/** What the space was called and where it lay: who changed it, when, and why. */
function Earlier({ file: { earlier } }: { file: SpaceFile }) {
  return earlier.length === 0 ? null : (
    <section class="part" aria-labelledby="earlier-title">
      <h3 id="earlier-title">{t('spaces.earlier')}</h3>
      <ul class="entries">
        {earlier.map((one) => (
          <li key={one.version}>
            {one.nameEn || one.nameCy || one.localNames.length > 0 ? <p><b>{earlierNames(one.nameEn, one.nameCy, one.localNames)}</b></p> : null}
            {one.shape ? <p>{t('spaces.earlier_area')}</p> : null}
            <p>{one.reason}</p>
            <p class="hint">{t('spaces.earlier_until', { day: moment(one.until) })}. {t('spaces.by', { who: one.by, agency: word('agency', one.agency) })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Replies({ file: { replies } }: { file: SpaceFile }) {
  const told = replies.filter(({ text }) => text);
  return told.length === 0 ? null : (
    <section class="part">
      <h3>{t('spaces.replies')}</h3>
      <ul class="entries">
        {told.map((reply) => (
          <li key={reply.id}>
            <p lang={reply.textLanguage}>{reply.text}</p>
            <p class="hint">{t('spaces.reply_line', { day: day(reply.receivedOn), agency: word('agency', reply.recordedBy) })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Links({ file: { links } }: { file: SpaceFile }) {
  return links.length === 0 ? null : (
    <section class="part">
      <h3>{t('spaces.links')}</h3>
      <ul class="plain-list">
        {links.map((link) => (
          <li key={`${link.kind}${link.otherId}`}>{word('space_event_kind', link.kind)}:{' '}
            <button type="button" class="link" lang={nameLanguage(link.otherNameEn, link.otherNameCy)} onClick={() => show(link.otherId)}>{nameOf(link.otherNameEn, link.otherNameCy)}</button></li>
        ))}
      </ul>
    </section>
  );
}

