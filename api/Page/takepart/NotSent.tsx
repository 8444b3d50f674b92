import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Refused } from './doors';
import type { Say } from './TakePart';

const sayings: Record<string, string> = { unreached: 'not_sent', too_many_requests: 'busy' };

/** Why what was answered did not arrive, read first. */
export function NotSent({ fault, t, children }: { fault: Refused; t: Say; children?: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [fault]);
  const key = sayings[fault.code];
  return (
    <div class="problem" role="alert" tabIndex={-1} ref={box}>
      <h2>{t(key ?? 'refused')}</h2>
      {key ? <p>{t(`${key}_means`)}</p> : children ? null : <p>{fault.title}</p>}
      {children}
    </div>
  );
}
