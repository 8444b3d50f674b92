import { useState } from 'preact/hooks';
import { call } from '../../http/api';
import type { AssessmentView } from '../../http/contracts';
import { day, t } from '../../language/language';
import { useAct } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { Line } from '../../shell/Line';
import { inDays } from '../../spaces/circle';
import { ReasonFields, reasonBody, useReason } from '../../spaces/ReasonFields';
import { KnownFields, unknown, type Known } from './KnownFields';
import { PeerEntryDialog } from './PeerEntryDialog';
import type { MapEntry, MapOfRound } from './peerDrawing';

export type PeerAct =
  | { act: 'agree'; held: MapOfRound['agreement'] | null }
  | { act: 'record'; kind: 'group' | 'link' | 'leg'; map: MapOfRound; rounds: MapOfRound[] }
  | { act: 'confirm' | 'withdraw'; entry: MapEntry };

interface Props { one: AssessmentView; close: () => void; done: () => void }

/** What is done to a map: agreeing, recording, confirming, withdrawing. */
export function PeerMapAct({ asked, ...rest }: Props & { asked: PeerAct }) {
  if (asked.act === 'agree') return <AgreeDialog {...rest} held={asked.held} />;
  if (asked.act === 'record') return <PeerEntryDialog {...rest} kind={asked.kind} map={asked.map} rounds={asked.rounds} />;
  return asked.act === 'confirm' ? <ConfirmDialog {...rest} entry={asked.entry} /> : <WithdrawDialog {...rest} entry={asked.entry} />;
}

function AgreeDialog({ one, held, close, done }: Props & { held: MapOfRound['agreement'] | null }) {
  const purpose = useReason(held?.purpose ?? '');
  const usedBy = useReason(held?.usedBy ?? '');
  const [updateOn, setUpdateOn] = useState(inDays(28));
  const act = useAct('agree');
  const kept = [purpose.kept, usedBy.kept].map((reason) => reason.trim()).filter(Boolean).join('. ');
  const send = (): void => void act.run(() => call(`/assessments/${one.id}/peer-map/${one.round}`, {
    method: 'PUT', ifMatch: `"${held?.version ?? 0}"`,
    body: { purpose: purpose.text.trim(), usedBy: usedBy.text.trim(), updateOn: updateOn || undefined, ...(kept ? { languageReason: kept } : {}) },
  }).then(done));
  return (
    <ActDialog id="agree" title={t(held ? 'peer_map.agree_anew' : 'peer_map.agree')} means={t('peer_map.agree_means')} act={act} send={send} close={close} button={t('house.save')}>
      <ReasonFields prefix="agree" reason={purpose} faults={act.faults} field="purpose" label="peer_map.purpose" hint="peer_map.words_hint" max={500} />
      <ReasonFields prefix="agree" reason={usedBy} faults={act.faults} field="usedBy" label="peer_map.used_by" hint="peer_map.used_by_hint" max={500} />
      <Line id="agree-updateOn" label={t('peer_map.update_on')} hint={t('peer_map.update_hint', { day: day(inDays(92)) })} type="date" width="medium" value={updateOn} faults={act.faults} change={setUpdateOn} />
    </ActDialog>
  );
}

function ConfirmDialog({ one, entry, close, done }: Props & { entry: MapEntry }) {
  const [known, setKnown] = useState<Known>({ source: '', grade: '', knownOn: inDays(0) });
  const act = useAct('confirm');
  const send = (): void => {
    const faults = unknown('confirm', known);
    if (faults.length > 0) act.setFaults(faults);
    else void act.run(() => call(`/assessments/${one.id}/peer-map/entries/${entry.id}/confirmation`, { method: 'POST', body: known }).then(done));
  };
  return (
    <ActDialog id="confirm" title={t('peer_map.confirm')} means={t('peer_map.confirm_means')} act={act} send={send} close={close} button={t('peer_map.confirm')}>
      <KnownFields prefix="confirm" known={known} change={setKnown} act={act} />
    </ActDialog>
  );
}

function WithdrawDialog({ one, entry, close, done }: Props & { entry: MapEntry }) {
  const reason = useReason();
  const act = useAct('leave');
  const send = (): void => void act.run(() => call(`/assessments/${one.id}/peer-map/entries/${entry.id}/withdrawal`, { method: 'POST', body: reasonBody(reason) }).then(done));
  return (
    <ActDialog id="leave" title={t('peer_map.withdraw')} means={t(entry.kind === 'group' ? 'peer_map.withdraw_group_means' : 'observation.withdraw_means')} act={act} send={send} close={close} button={t('peer_map.withdraw')}>
      <ReasonFields prefix="leave" reason={reason} faults={act.faults} max={500} />
    </ActDialog>
  );
}
