import type { ComponentChildren } from 'preact';
import { valueOf, type Loadable } from '../http/loadable';
import { Refused, Skeleton } from './States';

interface LoadedProps<Value> { now: Loadable<Value>; again: () => void; rows?: number; children: (value: Value) => ComponentChildren }

/** What a question answers, or that it is on its way, or why it was refused. */
export function Loaded<Value>({ now, again, rows = 4, children }: LoadedProps<Value>) {
  const value = valueOf(now);
  if (now.state === 'failed') return <Refused problem={now.problem} again={again} />;
  return value === undefined ? <Skeleton rows={rows} /> : <>{children(value)}</>;
}
