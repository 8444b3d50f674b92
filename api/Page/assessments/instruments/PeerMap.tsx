import { useState } from 'preact/hooks';
import { may } from '../../access/session';
import type { AssessmentView, PeerMapFile } from '../../http/contracts';
import { useLoaded } from '../../http/useLoaded';
import { day, t, word } from '../../language/language';
import { Fact } from '../../shell/Fact';
import { Loaded } from '../../shell/Loaded';
import { presenting, said } from '../presenting';
import { numbered, type MapEntry, type MapOfRound } from './peerDrawing';
import { PeerDiagram } from './PeerDiagram';
import { PeerMapAct, type PeerAct } from './PeerMapActs';
import { detailsOf, sentenceOf } from './peerMap';
import { roundName, takesMore } from './rounds';
import './peerMap.css';

/** Groups by letters, what they have to do with places, and legs of journeys; for those who may read it, and never on a wall. */
export function PeerMap({ one }: { one: AssessmentView }) {
  if (!may('see_peer_maps')) return null;
  return (
    <section class="part" aria-labelledby="peer-map-title">
      <h3 id="peer-map-title">{t('peer_map.title')}</h3>
      {presenting.value ? <p class="note-box">{t('peer_map.not_on_wall')}</p> : <Maps one={one} />}
    </section>
  );
}

function Maps({ one }: { one: AssessmentView }) {
  const { now, again } = useLoaded<PeerMapFile>(`/assessments/${one.id}/peer-map`);
  const [asked, setAsked] = useState<PeerAct | null>(null);
  const close = (): void => setAsked(null);
  const done = (): void => { close(); again(); };
  const writes = may('record_observations') && takesMore(one);
  return (
    <>
      <p class="hint">{t('peer_map.means')} {t('peer_map.no_measure')}</p>
      <Loaded now={now} again={again} rows={2}>{({ rounds }) => {
        const open = rounds.find(({ round }) => round === one.round);
        return (
          <>
            {open || !takesMore(one) ? null : <p class="note-box">{t('peer_map.agree_first')}</p>}
            {open?.agreement.updateDue && takesMore(one) ? <p class="note-box">{t('peer_map.update_due', { day: day(open.agreement.updateOn) })}</p> : null}
            {writes ? (
              <div class="entry-acts">
                <button type="button" class={open && !open.agreement.updateDue ? 'quiet' : 'main'} id="peer-agree" onClick={() => setAsked({ act: 'agree', held: open?.agreement ?? null })}>{t(open ? 'peer_map.agree_anew' : 'peer_map.agree')}</button>
                {open && !open.agreement.updateDue ? (['group', 'link', 'leg'] as const).map((kind) => (
                  <button key={kind} type="button" class="quiet" id={`peer-new-${kind}`} onClick={() => setAsked({ act: 'record', kind, map: open, rounds })}>{t(`peer_map.new_${kind}`)}</button>
                )) : null}
              </div>
            ) : null}
            <div class="peer-maps">{rounds.map((map) => <OfRound key={map.round} map={map} act={setAsked} />)}</div>
            {asked ? <PeerMapAct one={one} asked={asked} close={close} done={done} /> : null}
          </>
        );
      }}</Loaded>
    </>
  );
}

function OfRound({ map: { round, agreement, entries }, act }: { map: MapOfRound; act: (asked: PeerAct) => void }) {
  const title = roundName(round);
  const withdrawn = entries.filter(({ withdrawnOn }) => withdrawnOn);
  const groups = entries.filter(({ kind, withdrawnOn }) => kind === 'group' && !withdrawnOn);
  const joins = numbered(entries);
  return (
    <div class="observed">
      <h4>{title}</h4>
      <dl class="facts-list">
        <Fact term={t('peer_map.purpose')}>{said(agreement.purpose)}</Fact>
        <Fact term={t('peer_map.used_by')}>{said(agreement.usedBy)}</Fact>
        <Fact term={t('peer_map.update_on')}>{day(agreement.updateOn)}</Fact>
      </dl>
      {entries.length === 0 ? <p>{t('peer_map.none')}</p> : (
        <>
          <PeerDiagram id={`peers-${round}`} entries={entries} label={`${t('peer_map.title')}, ${title}`} />
          {groups.length > 0 ? <ul class="entries">{groups.map((entry) => <Entry key={entry.id} entry={entry} act={act} />)}</ul> : null}
          {joins.length > 0 ? <ol class="entries">{joins.map((entry, at) => <Entry key={entry.id} entry={entry} number={at + 1} act={act} />)}</ol> : null}
          <p class="hint">{t('peer_map.unverified_means')}</p>
          {withdrawn.length > 0 ? (
            <details><summary>{t('peer_map.withdrawn')}</summary><ul class="entries">{withdrawn.map((entry) => <Entry key={entry.id} entry={entry} act={act} />)}</ul></details>
          ) : null}
        </>
      )}
    </div>
  );
}

function Entry({ entry, number, act }: { entry: MapEntry; number?: number; act: (asked: PeerAct) => void }) {
  const { group, leg } = entry;
  const name = group ? t('peer_map.group', { letter: entry.letter ?? '' }) : sentenceOf(entry);
  return (
    <li class={entry.withdrawnOn ? 'taken-back' : undefined}>
      <div class="entry-head">
        <h5>{number ? `${number}. ` : ''}{name}</h5>
        {entry.grade === 'unverified' ? <span class="state soon">{t('peer_map.unverified')}</span> : null}
        {entry.outOfDate && !entry.withdrawnOn ? <span class="state soon">{t('peer_map.out_of_date')}</span> : null}
        {entry.withdrawnOn ? <span class="state">{t('observation.withdrawn', { day: day(entry.withdrawnOn) })}</span> : null}
      </div>
      {entry.withdrawnReason ? <p>{said(entry.withdrawnReason)}</p> : null}
      {group || leg ? <p>{detailsOf(entry)}</p> : null}
      {group?.note ? <p>{said(group.note)}</p> : null}
      {leg?.hazards ? <p>{t('peer_map.hazards_are', { hazards: said(leg.hazards) })}</p> : null}
      <p class="hint">{word('source_kind', entry.source)}, {word('info_grade', entry.grade).toLocaleLowerCase()}, {day(entry.knownOn)}. {t('peer_map.stands_until', { day: day(entry.standsUntil) })}</p>
      <div class="entry-acts">
        {entry.mayConfirm ? <button type="button" class="quiet" onClick={() => act({ act: 'confirm', entry })} aria-label={`${t('peer_map.confirm')}: ${name}`}>{t('peer_map.confirm')}</button> : null}
        {entry.mayWithdraw ? <button type="button" class="quiet" onClick={() => act({ act: 'withdraw', entry })} aria-label={`${t('peer_map.withdraw')}: ${name}`}>{t('peer_map.withdraw')}</button> : null}
      </div>
    </li>
  );
}
