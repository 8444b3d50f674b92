import { useState } from 'preact/hooks';
import { FairWords } from '../language/FairWords';
import { t } from '../language/language';
import type { Fault } from '../shell/Field';
import { Lines } from '../shell/Line';

export interface Reason { text: string; kept: string; setText: (text: string) => void; setKept: (kept: string) => void }

/** Why something is done to a space, and why a challenged wording of it must stay. */
export function useReason(first = '', firstKept = ''): Reason {
  const [text, setText] = useState(first);
  const [kept, setKept] = useState(firstKept);
  return { text, kept, setText, setKept };
}

/** Such words as they are sent. */
export const reasonBody = ({ text, kept }: Reason, field = 'reason'): object => ({ [field]: text.trim(), ...(kept.trim() ? { languageReason: kept.trim() } : {}) });

export function ReasonFields({ prefix, reason, faults, field = 'reason', label = 'spaces.reason', hint = 'spaces.reason_hint', max = 1000 }: {
  prefix: string; reason: Reason; faults: Fault[]; field?: string; label?: string; hint?: string; max?: number;
}) {
  const id = `${prefix}-${field}`;
  return (
    <>
      <Lines id={id} label={t(label)} hint={t(hint)} value={reason.text} faults={faults} change={reason.setText} max={max} rows={4} />
      <FairWords id={id} text={reason.text} reason={reason.kept} onText={reason.setText} onReason={reason.setKept} />
    </>
  );
}
