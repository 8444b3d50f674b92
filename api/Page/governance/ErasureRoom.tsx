import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { ErasureView } from '../http/contracts';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { ErrorSummary } from '../shell/Field';
import { forgetKept, kept } from '../shell/kept';
import { Lines } from '../shell/Line';
import { ReferenceLine, referenceFaults } from './Reference';

/** Erasing one record because somebody has a right to it. It cannot be undone, so it is asked twice. */
export function ErasureRoom() {
  const draft = kept('erasure', () => ({ id: crypto.randomUUID(), reference: '', reason: '' }));
  const act = useAct('erasure');
  const [sure, setSure] = useState(false);
  const [done, setDone] = useState(false);
  const now = draft.value;
  const ask = (event: Event): void => {
    event.preventDefault();
    const missing = [
      ...referenceFaults('erasure-incidentId', now.reference),
      ...(now.reason.trim() ? [] : [{ field: 'erasure-reason', text: () => t('erasure.reason_missing') }]),
    ];
    act.setFaults(missing);
    setDone(false);
    if (missing.length === 0) setSure(true);
  };
  const erase = async (): Promise<void> => {
    const erased = await act.run(() => call<ErasureView>(`/governance/erasures/${now.id}`, {
      method: 'POST', body: { incidentId: now.reference.trim(), reason: now.reason.trim() },
    }));
    setSure(false);
    if (!erased) return;
    forgetKept('erasure');
    setDone(true);
  };
  return (
    <>
      <form class="part" onSubmit={ask} noValidate>
        <p class="note-box">{t('erasure.means')}</p>
        <ErrorSummary faults={act.faults} />
        <ReferenceLine id="erasure-incidentId" value={now.reference} faults={act.faults} change={(reference) => { draft.value = { ...now, reference }; }} />
        <Lines id="erasure-reason" label={t('erasure.reason')} hint={t('erasure.reason_hint')} value={now.reason} faults={act.faults} change={(reason) => { draft.value = { ...now, reason }; }} />
        <button type="submit" class="main">{t('erasure.erase')}</button>
        <p role="status" class={done ? 'note-box' : ''}>{done ? t('erasure.done') : ''}</p>
      </form>
      {sure ? (
        <ActDialog id="erasure-sure" title={t('erasure.sure')} means={t('erasure.sure_means')} act={{ ...act, faults: [] }}
          send={() => void erase()} close={() => setSure(false)} button={t('erasure.erase_now')} />
      ) : null}
    </>
  );
}
