import { useState } from 'preact/hooks';
import { call } from '../../http/api';
import type { AssessmentView, SpaceView } from '../../http/contracts';
import { useLoaded } from '../../http/useLoaded';
import { ageBands, groupMeanings, groupSizes, peerLinkKinds, routeFeelings, routeModes, routeTimes } from '../../http/vocabulary';
import { t } from '../../language/language';
import { uuid7 } from '../../offline/uuid7';
import { useAct, type Act } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { Chips } from '../../shell/Chips';
import { Choices, describedBy, Field, type Fault } from '../../shell/Field';
import { Line } from '../../shell/Line';
import { Loaded } from '../../shell/Loaded';
import { Radios } from '../../shell/OneOf';
import { inDays } from '../../spaces/circle';
import { ReasonFields, useReason, type Reason } from '../../spaces/ReasonFields';
import { nameOf } from '../../spaces/spaces';
import { KnownFields, unknown, type Known } from './KnownFields';
import type { MapOfRound } from './peerDrawing';

interface Props { one: AssessmentView; kind: 'group' | 'link' | 'leg'; map: MapOfRound; rounds: MapOfRound[]; close: () => void; done: () => void }
type Fields = Record<string, string>;
interface Part { fields: Fields; set: (field: string) => (value: string) => void; act: Act }

/** A group, a link of one, or a leg of a journey; recorded once. */
export function PeerEntryDialog({ one, kind, map, rounds, close, done }: Props) {
  const [id] = useState(() => uuid7());
  const [fields, setFields] = useState<Fields>({});
  const [ages, setAges] = useState<string[]>([]);
  const [known, setKnown] = useState<Known>({ source: '', grade: '', knownOn: inDays(0) });
  const words = useReason();
  // A field within a part is refused by its own name: link.place stands in the field of the place.
  const act = useAct('peer', (wire) => (document.getElementById(`peer-${wire.replace(/^.*\W/, '')}`) ? `peer-${wire.replace(/^.*\W/, '')}` : ''));
  const set = (field: string) => (value: string): void => setFields({ ...fields, [field]: value });
  const send = (): void => {
    const target = fields['target'] ?? '';
    const needed = kind === 'group' ? ['size', 'meaning'] : kind === 'leg' ? ['from', 'to', 'mode', 'time', 'feeling'] : ['groupId', 'kind', 'target', ...(target ? [ends[target]!] : [])];
    const faults: Fault[] = [...needed.filter((field) => !fields[field]?.trim()).map((field) => missing(field)), ...unknown('peer', known)];
    if (faults.length > 0) { act.setFaults(faults); return; }
    const of = (...names: string[]): Fields => Object.fromEntries(names.filter((name) => fields[name]?.trim()).map((name) => [name, fields[name]!.trim()]));
    const text = words.text.trim();
    const told = kind === 'group' ? { ...of('size', 'meaning', 'sameAs'), ages, ...(text ? { note: text } : {}) }
      : kind === 'leg' ? { ...of('from', 'to', 'mode', 'time', 'feeling'), ...(text ? { hazards: text } : {}) } : of('groupId', 'kind', ends[target]!);
    void act.run(() => call(`/assessments/${one.id}/peer-map/entries/${id}`, {
      method: 'POST', body: { round: map.round, ...known, [kind]: told, ...(words.kept.trim() ? { languageReason: words.kept.trim() } : {}) },
    }).then(done));
  };
  const part: Part = { fields, set, act };
  return (
    <ActDialog id="peer" title={t(`peer_map.new_${kind}`)} means={t(`peer_map.${kind}_means`)} act={act} send={send} close={close} button={t('house.save')}>
      {kind === 'group' ? <GroupFields part={part} ages={ages} setAges={setAges} words={words} map={map} rounds={rounds} />
        : kind === 'leg' ? <LegFields part={part} words={words} /> : <LinkFields part={part} map={map} />}
      <KnownFields prefix="peer" known={known} change={setKnown} act={act} />
    </ActDialog>
  );
}

function GroupFields({ part: { fields, set, act }, ages, setAges, words, map, rounds }: { part: Part; ages: string[]; setAges: (ages: string[]) => void; words: Reason; map: MapOfRound; rounds: MapOfRound[] }) {
  const here = new Set(groupsOf(map).map(({ letter }) => letter));
  const earlier = rounds.filter(({ round }) => round < map.round).flatMap(groupsOf).filter(({ letter }) => !here.has(letter));
  // Of the same group in several rounds the last one stands for it.
  const same = [...new Map(earlier.map((group) => [group.letter, group])).values()];
  return (
    <>
      {same.length > 0 ? <GroupField id="sameAs" label="peer_map.same_as" none="peer_map.new_letter" groups={same} chosen={fields['sameAs'] ?? ''} choose={set('sameAs')} act={act} /> : null}
      <Radios id="peer-size" label={t('peer_map.size')} words="group_size" options={groupSizes} chosen={fields['size'] ?? ''} faults={act.faults} choose={set('size')} />
      <Choices id="peer-ages" label={t('peer_map.ages')} hint={t('guardianship.times_hint')} faults={act.faults}>
        <Chips name="peer-ages" words="age_band" options={ageBands} chosen={ages} change={setAges} />
      </Choices>
      <Radios id="peer-meaning" label={t('peer_map.meaning')} words="group_meaning" options={groupMeanings} chosen={fields['meaning'] ?? ''} faults={act.faults} choose={set('meaning')} />
      <ReasonFields prefix="peer" reason={words} faults={act.faults} field="note" label="peer_map.note" hint="peer_map.note_hint" max={500} />
    </>
  );
}

function LinkFields({ part: { fields, set, act }, map }: { part: Part; map: MapOfRound }) {
  const groups = groupsOf(map);
  return (
    <>
      <GroupField id="groupId" label="peer_map.which_group" groups={groups} chosen={fields['groupId'] ?? ''} choose={set('groupId')} act={act} />
      <Radios id="peer-kind" label={t('peer_map.link_kind')} words="peer_link_kind" options={peerLinkKinds} chosen={fields['kind'] ?? ''} faults={act.faults} choose={set('kind')} />
      <Radios id="peer-target" label={t('peer_map.target')} words="peer_target" options={Object.keys(ends)} chosen={fields['target'] ?? ''} faults={act.faults} choose={set('target')} />
      {fields['target'] === 'place' ? <Line id="peer-place" label={t('peer_map.place')} hint={t('guardianship.place_hint')} value={fields['place'] ?? ''} faults={act.faults} change={set('place')} /> : null}
      {fields['target'] === 'group' ? <GroupField id="toGroupId" label="peer_map.other_group" groups={groups.filter(({ id }) => id !== fields['groupId'])} chosen={fields['toGroupId'] ?? ''} choose={set('toGroupId')} act={act} /> : null}
      {fields['target'] === 'space' ? <SpaceField chosen={fields['spaceId'] ?? ''} choose={set('spaceId')} faults={act.faults} /> : null}
    </>
  );
}

function LegFields({ part: { fields, set, act }, words }: { part: Part; words: Reason }) {
  return (
    <>
      <Line id="peer-from" label={t('peer_map.from')} hint={t('peer_map.words_hint')} value={fields['from'] ?? ''} faults={act.faults} change={set('from')} />
      <Line id="peer-to" label={t('peer_map.to')} value={fields['to'] ?? ''} faults={act.faults} change={set('to')} />
      <Radios id="peer-mode" label={t('peer_map.mode')} words="route_mode" options={routeModes} chosen={fields['mode'] ?? ''} faults={act.faults} choose={set('mode')} />
      <Radios id="peer-time" label={t('peer_map.time')} words="route_time" options={routeTimes} chosen={fields['time'] ?? ''} faults={act.faults} choose={set('time')} />
      <Radios id="peer-feeling" label={t('peer_map.feeling')} words="route_feeling" options={routeFeelings} chosen={fields['feeling'] ?? ''} faults={act.faults} choose={set('feeling')} />
      <ReasonFields prefix="peer" reason={words} faults={act.faults} field="hazards" label="peer_map.hazards" hint="peer_map.note_hint" max={500} />
    </>
  );
}

function GroupField({ id, label, none = 'house.choose', groups, chosen, choose, act }: {
  id: string; label: string; none?: string; groups: { id: string; letter: string | null }[]; chosen: string; choose: (id: string) => void; act: Act;
}) {
  return (
    <Field id={`peer-${id}`} label={t(label)} faults={act.faults}>
      <select id={`peer-${id}`} value={chosen} onChange={(event) => choose(event.currentTarget.value)} aria-describedby={describedBy(`peer-${id}`, undefined, act.faults)}>
        <option value="">{t(none)}</option>
        {groups.map((group) => <option key={group.id} value={group.id}>{t('peer_map.group', { letter: group.letter ?? '' })}</option>)}
      </select>
    </Field>
  );
}

function SpaceField({ chosen, choose, faults }: { chosen: string; choose: (id: string) => void; faults: Fault[] }) {
  const { now, again } = useLoaded<SpaceView[]>('/spaces');
  return (
    <Loaded now={now} again={again} rows={1}>{(spaces) => (
      <Field id="peer-spaceId" label={t('assessments.space')} faults={faults}>
        <select id="peer-spaceId" value={chosen} onChange={(event) => choose(event.currentTarget.value)} aria-describedby={describedBy('peer-spaceId', undefined, faults)}>
          <option value="">{t('house.choose')}</option>
          {spaces.map((space) => <option key={space.id} value={space.id}>{nameOf(space.nameEn, space.nameCy)}</option>)}
        </select>
      </Field>
    )}</Loaded>
  );
}

const groupsOf = (map: MapOfRound) => map.entries.filter(({ kind, withdrawnOn }) => kind === 'group' && !withdrawnOn);
const missing = (field: string): Fault => ({ field: `peer-${field}`, text: () => `${t(labels[field]!)}: ${t('problem.field_missing')}` });

const ends: Record<string, string> = { place: 'place', group: 'toGroupId', space: 'spaceId' };
const labels: Record<string, string> = {
  size: 'peer_map.size', meaning: 'peer_map.meaning', from: 'peer_map.from', to: 'peer_map.to', mode: 'peer_map.mode', time: 'peer_map.time', feeling: 'peer_map.feeling',
  groupId: 'peer_map.which_group', kind: 'peer_map.link_kind', target: 'peer_map.target', place: 'peer_map.place', toGroupId: 'peer_map.other_group', spaceId: 'assessments.space',
};
