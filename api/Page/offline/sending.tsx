import { useState } from 'preact/hooks';
import { Problem } from '../http/api';
import { moment, t } from '../language/language';
import type { Fault } from '../shell/Field';
import type { Entry, Item } from './items';
import { enqueue, itemOf } from './queue';
import { NotSaved } from './vault';
import { here } from './words';

interface Form {
  /** Shows what is wrong. */
  setFaults: (faults: Fault[]) => void;
  /** The record as it stands in the form. Its id was made with the draft: sending twice stores one record. */
  entry: () => Entry;
  /** Name of the form's draft, where it is not the kind of its record. */
  draftForm?: () => string;
  /** The office refused it; `item` is the record where it is kept on this device. */
  refused: (problem: Problem, item: Item | null) => unknown;
  /** It is on this device or at the office: the form begins anew. */
  taken: (item: Item) => void;
}

export interface Sending {
  busy: boolean;
  /** True while the record could not be written down here: what can still be done with it is offered. */
  notSaved: boolean;
  /** The record that was taken in last, as it stands now; null before. */
  sent: Item | null;
  send: (take?: (entry: Entry, draftForm?: string) => Promise<{ item: Item; problem: Problem | null }>) => Promise<void>;
  /** The next record is written. */
  another: () => void;
}

/** Sending what a form wrote: into the queue, or to the office at once where nothing is kept. */
export function useSending({ setFaults, entry, draftForm, refused, taken }: Form): Sending {
  const [busy, setBusy] = useState(false);
  const [notSaved, setNotSaved] = useState(false);
  const [last, setLast] = useState<Item | null>(null);
  const send: Sending['send'] = async (take = enqueue) => {
    if (busy) return;
    setBusy(true);
    setNotSaved(false);
    try {
      const { item, problem } = await take(entry(), draftForm?.());
      if (problem) { await refused(problem, item); return; }
      setFaults([]);
      setLast(item);
      taken(item);
    } catch (fault) {
      if (fault instanceof NotSaved) {
        setFaults([{ field: '', text: () => t('offline.not_saved', { here: here() }) }]);
        setNotSaved(true);
      } else if (fault instanceof Problem) await refused(fault, null);
      else throw fault;
    } finally {
      setBusy(false);
    }
  };
  const another = (): void => { setFaults([]); setLast(null); };
  return { busy, notSaved, sent: last && (itemOf(last.kind, last.record) ?? last), send, another };
}

/** Where a record is now, by its state: received on a receipt alone. The words change by themselves when the office has it. */
export function Receipt({ item, title, received, sayWhen = true }: {
  item: Item; title: { current: HTMLHeadingElement | null }; received: string; sayWhen?: boolean;
}) {
  const has = item.state === 'received';
  const when = item.receipt && sayWhen ? t('incidents.sent_at', { moment: moment(item.receipt.receivedAt) }) : '';
  return (
    <div class="receipt">
      <h1 tabIndex={-1} ref={title}>{t(has ? received : 'offline.sent_saved', { here: here() })}</h1>
      <p>{t('incidents.sent_reference')}<br /><strong>{item.record.slice(-8)}</strong></p>
      <p role="status">{has ? when : t(`offline.state_${item.state}`, { here: here() })}</p>
    </div>
  );
}
