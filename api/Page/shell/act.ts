import { useState } from 'preact/hooks';
import { Problem } from '../http/api';
import { faultsOf, type Fault } from './Field';

export interface Act {
  busy: boolean;
  faults: Fault[];
  setFaults: (faults: Fault[]) => void;
  /** Does it; true when it was done. A refusal is shown at the fields it names, or at the top of the form. */
  run: (act: () => Promise<unknown>) => Promise<boolean>;
}

/**
 * Sending a form: busy while it is on its way, its faults when it was refused. Fields have the id `prefix-nameOnTheWire`; where one has
 * another, `elsewhere` tells it, or nothing.
 */
export function useAct(prefix: string, elsewhere?: (wire: string) => string): Act {
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Fault[]>([]);
  const fieldOf = (wire: string): string => {
    const other = elsewhere?.(wire);
    if (other) return other;
    const id = `${prefix}-${wire.replace(/\W.*$/, '')}`;
    return document.getElementById(id) ? id : '';
  };
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setFaults([]);
    try {
      await act();
      return true;
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      // The person turned away from a question that had to be answered first: nothing is wrong, nothing was done.
      if (!fault.turnedAway) setFaults(faultsOf(fault, fieldOf));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, faults, setFaults, run };
}
