import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../http/api';
import type { GlassBreakView, IncidentView } from '../http/contracts';
import { IncidentFigures } from '../incidents/IncidentFacts';
import { clock, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary, type Fault } from '../shell/Field';
import { forgetKept, kept } from '../shell/kept';
import { Line, Lines } from '../shell/Line';
import { ReferenceLine, referenceFaults } from './Reference';

const shortestReason = 20;
const longestMinutes = 60;

interface Draft { id: string; reference: string; reason: string; minutes: string }

/** "I know of a restricted record": opened for a short time with a reason, while two other people are told. */
export function GlassRoom() {
  const draft = kept<Draft>('glass', () => ({ id: crypto.randomUUID(), reference: '', reason: '', minutes: '30' }));
  const act = useAct('glass');
  const [opened, setOpened] = useState<{ glass: GlassBreakView; record: IncidentView } | null>(null);
  const now = draft.value;
  const set = (part: Partial<Draft>): void => { draft.value = { ...now, ...part }; };
  const minutes = Number(now.minutes);
  const missing = (): Fault[] => [
    ...referenceFaults('glass-incidentId', now.reference),
    ...(now.reason.trim().length >= shortestReason ? [] : [{ field: 'glass-reason', text: () => t('glass.reason_short', { n: shortestReason }) }]),
    ...(Number.isInteger(minutes) && minutes >= 1 && minutes <= longestMinutes ? [] : [{ field: 'glass-minutes', text: () => t('glass.minutes_wrong', { n: longestMinutes }) }]),
  ];
  const send = (event: Event): void => {
    event.preventDefault();
    const found = missing();
    if (found.length > 0) return act.setFaults(found);
    void act.run(async () => {
      const incidentId = now.reference.trim();
      const glass = await call<GlassBreakView>(`/governance/break-glass/${now.id}`, { method: 'POST', body: { incidentId, reason: now.reason.trim(), minutes } });
      setOpened({ glass, record: await call<IncidentView>(`/incidents/${incidentId}`) });
      forgetKept('glass');
    });
  };
  if (opened) return <Opened {...opened} again={() => setOpened(null)} />;
  return (
    <form class="part" onSubmit={send} noValidate>
      <div class="note-box">
        <h2>{t('glass.told_title')}</h2>
        <p>{t('glass.told')}</p>
      </div>
      <ErrorSummary faults={act.faults} />
      <ReferenceLine id="glass-incidentId" value={now.reference} faults={act.faults} change={(reference) => set({ reference })} />
      <Lines id="glass-reason" label={t('glass.reason')} hint={t('glass.reason_hint', { n: shortestReason })} value={now.reason} faults={act.faults} change={(reason) => set({ reason })} />
      <Line id="glass-minutes" label={t('glass.minutes', { n: longestMinutes })} type="number" width="narrow" value={now.minutes} faults={act.faults} change={(next) => set({ minutes: next })} />
      <button type="submit" class="main" disabled={act.busy}>{t('glass.open')}</button>
    </form>
  );
}

function Opened({ glass, record, again }: { glass: GlassBreakView; record: IncidentView; again: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => title.current?.focus(), []);
  // When its time is over, the record goes from the screen as well.
  useEffect(() => {
    const timer = window.setTimeout(() => setOver(true), Math.max(0, Date.parse(glass.endsAt) - Date.now()));
    return () => window.clearTimeout(timer);
  }, [glass]);
  return (
    <section class="part">
      <h2 tabIndex={-1} ref={title}>{over ? t('glass.over') : record.harmTypes.map((type) => word('harm_type', type)).join(', ')}</h2>
      {over ? null : (
        <>
          <p class="note-box" role="status">{t('glass.opened', { time: clock(glass.endsAt), n: glass.peopleTold })}</p>
          <IncidentFigures incident={record} />
        </>
      )}
      <button type="button" class="quiet" onClick={again}>{t('glass.another')}</button>
    </section>
  );
}
