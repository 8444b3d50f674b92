import { signal, type Signal } from '@preact/signals';
import { Problem } from './api';

/** Something that is on its way, here, or was refused; `before` keeps what was shown while the new answer comes. */
export type Loadable<Value> =
  | { state: 'idle' }
  | { state: 'loading'; before?: Value }
  | { state: 'ready'; value: Value }
  | { state: 'failed'; problem: Problem };

export interface Loader<Value, Args extends unknown[]> {
  now: Signal<Loadable<Value>>;
  load: (...args: Args) => Promise<void>;
  clear: () => void;
}

/** A loader keeps only the newest answer: an older request that comes late is thrown away. */
export function loader<Value, Args extends unknown[]>(
  fetchValue: (signal: AbortSignal, ...args: Args) => Promise<Value>): Loader<Value, Args> {
  const now = signal<Loadable<Value>>({ state: 'idle' });
  let running: AbortController | null = null;

  return {
    now,
    clear() {
      running?.abort();
      now.value = { state: 'idle' };
    },
    async load(...args) {
      running?.abort();
      const mine = (running = new AbortController());
      const before = valueOf(now.peek());
      now.value = before === undefined ? { state: 'loading' } : { state: 'loading', before };
      try {
        const value = await fetchValue(mine.signal, ...args);
        if (running === mine) now.value = { state: 'ready', value };
      } catch (fault) {
        if (running !== mine || mine.signal.aborted) return;
        now.value = { state: 'failed', problem: fault instanceof Problem ? fault : new Problem('unexpected', 0, '') };
      }
    },
  };
}

/** The value that can be shown now: the newest answer, or the one before while a new one comes. */
export function valueOf<Value>(loadable: Loadable<Value>): Value | undefined {
  return loadable.state === 'ready' ? loadable.value : loadable.state === 'loading' ? loadable.before : undefined;
}
